import type { GraphContext, PubSub, Session } from '@wecube/kit';
import { Arg, Authorized, Ctx, ID, Resolver, Root, Subscription } from 'type-graphql';
import { type DefinitionEvent, definitionTopic } from '../app/change-definition.ts';
import type { DefinitionReads } from '../module.ts';
import { DefinitionChangedType, presentDefinition } from './definition.types.ts';

/** A class per module instance, since type-graphql takes a subscription's source in its decorator. */
export function definitionChangedResolver(pubSub: PubSub, reads: DefinitionReads) {
  @Resolver()
  class DefinitionChangedResolver {
    @Authorized('definition:read')
    @Subscription(() => DefinitionChangedType, {
      description:
        'Every change of one version, so that two people on one draft see each other; of one that the own roles may not see only that there was one.',
      subscribe: ({ args }) => pubSub.subscribe<DefinitionEvent>(definitionTopic(String(args['id']))),
    })
    async definitionChanged(
      @Root() event: DefinitionEvent,
      @Arg('id', () => ID) id: string,
      @Ctx() { session }: GraphContext,
    ): Promise<DefinitionChangedType> {
      const definition = await reads.seen(id, session as Session);
      if (!definition) return { ...event, data: null, definition: null };
      return { ...event, definition: presentDefinition(definition) };
    }
  }
  return [DefinitionChangedResolver, new DefinitionChangedResolver()] as const;
}
