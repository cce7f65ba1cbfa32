import type { PubSub } from '@wecube/kit';
import { Authorized, Resolver, Root, Subscription } from 'type-graphql';
import { INSTANCE_TOPIC, type InstanceEvent } from '../app/publish-change.ts';
import { InstanceChangedType } from './instance.types.ts';
import { presentInstance } from './present-instance.ts';

/** A class per module instance, since type-graphql takes a subscription's source in its decorator. */
export function instanceChangedResolver(pubSub: PubSub) {
  @Resolver()
  class InstanceChangedResolver {
    @Authorized('instance:read')
    @Subscription(() => InstanceChangedType, {
      description: 'Changes of any instance, launch steps included',
      subscribe: () => pubSub.subscribe<InstanceEvent>(INSTANCE_TOPIC),
    })
    instanceChanged(@Root() { instance, ...event }: InstanceEvent): InstanceChangedType {
      return { ...event, instance: presentInstance(instance) };
    }
  }
  return [InstanceChangedResolver, new InstanceChangedResolver()] as const;
}
