import { newId, type PubSub } from '@wecube/kit';
import { Authorized, Field, ID, ObjectType, Resolver, Subscription } from 'type-graphql';
import { mergeTopics } from '../app/merge-topics.ts';

@ObjectType('MenuChanged', { description: 'The menu may have changed: ask for it again.' })
class MenuChangedObject {
  @Field(() => ID) id!: string;
  @Field(() => Date) at!: Date;
}

/** A class per module instance, since type-graphql takes a subscription's source in its decorator. */
export function menuChangedResolver(pubSub: PubSub, topics: readonly string[]) {
  @Resolver()
  class MenuChangedResolver {
    @Authorized('menu:read')
    @Subscription(() => MenuChangedObject, {
      description: 'Told whenever entries may have come or gone, with packages and their instances.',
      subscribe: () => mergeTopics(pubSub, topics),
    })
    menuChanged(): MenuChangedObject {
      return { id: newId('evt'), at: new Date() };
    }
  }
  return [MenuChangedResolver, new MenuChangedResolver()] as const;
}
