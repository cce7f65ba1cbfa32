import type { PubSub } from '@wecube/kit';
import { Arg, Authorized, ID, Resolver, Root, Subscription } from 'type-graphql';
import { type DefinitionEvent, definitionTopic } from '../app/change-definition.ts';
import type { DefinitionReads } from '../module.ts';
import { DefinitionChangedType, presentDefinition } from './definition.types.ts';

/** A class per module instance, since type-graphql takes a subscription's source in its decorator. */
export function definitionChangedResolver(pubSub: PubSub, reads: DefinitionReads) {
  @Resolver()
  class DefinitionChangedResolver {
    @Authorized('definition:read')
    @Subscription(() => DefinitionChangedType, {
      description: 'Every change of one version, so that two people on one draft see each other.',
      subscribe: ({ args }) => pubSub.subscribe<DefinitionEvent>(definitionTopic(String(args['id']))),
    })
    async definitionChanged(
      @Root() event: DefinitionEvent,
      @Arg('id', () => ID) id: string,
    ): Promise<DefinitionChangedType> {
      const definition = await reads.find(id);
      return { ...event, definition: definition && presentDefinition(definition) };
    }
  }
  return [DefinitionChangedResolver, new DefinitionChangedResolver()] as const;
}
