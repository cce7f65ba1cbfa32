import { Client, type Exchange, fetchExchange, subscriptionExchange } from 'urql';
import { createSessionRefresh } from '../session/refresh-session.ts';
import { createSessionFetch } from '../session/session-fetch.ts';
import { createCache } from './cache.ts';
import { createLiveConnection } from './live-connection.ts';
import { createLiveSocket } from './live-socket.ts';
import { newestExchange } from './newest-exchange.ts';

/** The portal's one way to the API: normalised cache, session renewal, live socket. Nothing is fetched while rendering on the server. */
export function createGraph(signedOut: () => void) {
  const live = createLiveConnection();
  if (typeof window === 'undefined') {
    return { live, client: new Client({ url: 'http://server.invalid/graphql', exchanges: [silent] }) };
  }
  const refresh = createSessionRefresh(window.fetch.bind(window));
  const client = new Client({
    url: '/graphql',
    preferGetMethod: false,
    fetchOptions: () => ({ credentials: 'same-origin', headers: { 'accept-language': document.documentElement.lang } }),
    fetch: createSessionFetch(window.fetch.bind(window), refresh, signedOut),
    requestPolicy: 'cache-and-network',
    exchanges: [
      createCache(),
      newestExchange(),
      fetchExchange,
      subscriptionExchange({ forwardSubscription: createLiveSocket(live, refresh, signedOut) }),
    ],
  });
  return { live, client };
}

const silent: Exchange = () => () => () => {};
