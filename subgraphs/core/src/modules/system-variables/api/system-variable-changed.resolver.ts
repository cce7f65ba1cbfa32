import type { PubSub } from '@wecube/kit';
import { Authorized, Resolver, Root, Subscription } from 'type-graphql';
import { VARIABLE_TOPIC, type VariableEvent } from '../app/publish-change.ts';
import { presentVariable } from './present-variable.ts';
import { SystemVariableChangedObject } from './system-variable.types.ts';

/** A class per module instance, since type-graphql takes a subscription's source in its decorator. */
export function systemVariableChangedResolver(pubSub: PubSub) {
  @Resolver()
  class SystemVariableChangedResolver {
    @Authorized('variable:read')
    @Subscription(() => SystemVariableChangedObject, {
      subscribe: () => pubSub.subscribe<VariableEvent>(VARIABLE_TOPIC),
    })
    systemVariableChanged(@Root() { variable, ...event }: VariableEvent): SystemVariableChangedObject {
      return { ...event, variable: presentVariable(variable) };
    }
  }
  return [SystemVariableChangedResolver, new SystemVariableChangedResolver()] as const;
}
