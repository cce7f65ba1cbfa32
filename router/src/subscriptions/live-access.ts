import type { ApolloServer } from '@apollo/server';
import type { Logger } from '@wecube/kit';
import type { Authenticator } from '../auth/authenticate.ts';
import type { SessionForwarder } from '../auth/forward-session.ts';
import type { RouterEnv } from '../env.ts';
import type { Subgraph } from '../federation/subgraph.ts';
import type { SupergraphSnapshot } from '../federation/supergraph-snapshot.ts';
import type { Metrics } from '../http/metrics.ts';
import type { PersistedOperations } from '../http/persisted-operations.ts';
import type { RouterContext } from '../router-context.ts';
import { ClientDocuments } from './client-documents.ts';
import { ClientOperations } from './client-operations.ts';
import { ConnectedClients, type SubscriptionEvent } from './connected-clients.ts';
import { SubscriptionRouter } from './route-subscription.ts';
import { SseEndpoint } from './sse-endpoint.ts';
import { WsServer } from './ws-server.ts';

export type LiveAccessOptions = {
  env: RouterEnv;
  apollo: ApolloServer<RouterContext>;
  persisted: PersistedOperations;
  authenticator: Authenticator;
  forwarder: SessionForwarder;
  current(): SupergraphSnapshot;
  subgraph(name: string): Subgraph | undefined;
  note(event: SubscriptionEvent): void;
  metrics: Metrics;
  logger: Logger;
};

/** Joins what serves live data: clients by WebSocket and by event stream, and the subscriptions that they share. */
export function createLiveAccess(options: LiveAccessOptions) {
  const { env, authenticator, current, note, logger } = options;
  const documents = new ClientDocuments(options.persisted);
  const subscriptions = new SubscriptionRouter({
    current,
    documents,
    subgraph: options.subgraph,
    identityOf: (session) => options.forwarder.identityOf(session),
    note,
  });
  const operations = new ClientOperations({
    apollo: options.apollo,
    currentSchema: () => current().schema,
    documents,
    subscriptions,
    logger,
  });
  const clients = new ConnectedClients(limitsOf(env), note);
  const shared = { operations, clients, authenticator, pingMs: env.WECUBE_LIVE_PING_MS, logger };
  const sockets = new WsServer({
    ...shared,
    maxPayload: env.WECUBE_LIVE_MESSAGE_LIMIT_BYTES,
    initWithinMs: env.WECUBE_LIVE_INIT_MS,
  });
  const events = new SseEndpoint({ ...shared, bodyLimit: env.WECUBE_LIVE_MESSAGE_LIMIT_BYTES });
  measure(options.metrics, clients, sockets, subscriptions);
  return { clients, subscriptions, sockets, events };
}

/** Counts what happens to live connections and their streams. */
export function countLiveEvents(metrics: Metrics): (event: SubscriptionEvent) => void {
  const count = metrics.counter(
    'wecube_router_live_events_total',
    'What happened to live connections and their streams.',
  );
  return (event) => count({ event });
}

function limitsOf(env: RouterEnv) {
  return {
    connections: env.WECUBE_LIVE_CONNECTIONS,
    connectionsPerIdentity: env.WECUBE_LIVE_CONNECTIONS_PER_IDENTITY,
    operations: env.WECUBE_LIVE_OPERATIONS,
    operationsPerIdentity: env.WECUBE_LIVE_OPERATIONS_PER_IDENTITY,
    operationsPerConnection: env.WECUBE_LIVE_OPERATIONS_PER_CONNECTION,
  };
}

function measure(
  metrics: Metrics,
  clients: ConnectedClients,
  sockets: WsServer,
  subscriptions: SubscriptionRouter,
): void {
  const gauge = (name: string, help: string, read: () => number) => metrics.gauge(`wecube_router_${name}`, help, read);
  gauge('ws_connections', 'WebSocket connections of clients.', () => sockets.connections);
  gauge('live_connections', 'Connections of clients for live data, event streams included.', () => {
    return clients.counts.connections;
  });
  gauge('live_identities', 'Users, services and sub-systems that hold them.', () => clients.counts.identities);
  gauge('ws_operations', 'Operations running over them.', () => clients.counts.operations);
  gauge('shared_streams', 'Streams of results that clients share.', () => subscriptions.counts.executed);
  gauge('upstream_streams', 'Streams open to subgraphs.', () => subscriptions.counts.upstream);
}
