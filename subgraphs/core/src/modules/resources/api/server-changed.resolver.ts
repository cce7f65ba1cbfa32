import type { PubSub } from '@wecube/kit';
import { Authorized, Resolver, Root, Subscription } from 'type-graphql';
import { SERVER_TOPIC, type ServerEvent } from '../app/publish-change.ts';
import { presentServer } from './present-server.ts';
import { ServerChangedObject } from './server.types.ts';

/** A class per module instance, since type-graphql takes a subscription's source in its decorator. */
export function serverChangedResolver(pubSub: PubSub) {
  @Resolver()
  class ServerChangedResolver {
    @Authorized('resource:read')
    @Subscription(() => ServerChangedObject, {
      description: 'Servers that came, changed or went, that answer otherwise, or on which something came or went',
      subscribe: () => pubSub.subscribe<ServerEvent>(SERVER_TOPIC),
    })
    resourceServerChanged(@Root() { server, ...event }: ServerEvent): ServerChangedObject {
      return { ...event, server: presentServer(server) };
    }
  }
  return [ServerChangedResolver, new ServerChangedResolver()] as const;
}
