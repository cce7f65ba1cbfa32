import { join } from 'node:path';
import { createInProcessPubSub, createLogger, newId, noTelemetry, startTelemetry } from '@wecube/kit';
import { Authenticator } from './auth/authenticate.ts';
import { SessionForwarder } from './auth/forward-session.ts';
import { KeySet } from './auth/key-set.ts';
import { TokenVerifier } from './auth/verify-token.ts';
import type { RouterEnv } from './env.ts';
import { executorOptions } from './execution/executor-options.ts';
import { Composer } from './federation/composer.ts';
import { Graph } from './federation/graph.ts';
import { announceGraph, createGraphFields } from './federation/graph-fields.ts';
import { GraphHistory } from './federation/graph-history.ts';
import { type GraphState, GraphStore } from './federation/graph-store.ts';
import { HotSwapGateway } from './federation/hot-swap-gateway.ts';
import { Changes } from './federation/in-flight-queries.ts';
import { initialGraph } from './federation/initial-graph.ts';
import { ROUTER_SDL } from './federation/router-sdl.ts';
import { createRouterSubgraph, ROUTER_SUBGRAPH } from './federation/router-subgraph.ts';
import { StaticSubgraphs } from './federation/static-subgraphs.ts';
import { countFetches, measureInstances } from './federation/subgraph-metrics.ts';
import { SubgraphRegistry } from './federation/subgraph-registry.ts';
import type { FrontOptions } from './front/front.ts';
import { Cors } from './http/cors.ts';
import { GraphqlEndpoint } from './http/graphql-endpoint.ts';
import { createGraphqlServer } from './http/graphql-server.ts';
import { HotPath } from './http/hot-path.ts';
import { InternalApi } from './http/internal-api.ts';
import { Metrics } from './http/metrics.ts';
import { loadPersistedOperations } from './http/persisted-operations.ts';
import { PlatformProxy } from './http/platform-proxy.ts';
import { PortalProxy } from './http/portal-proxy.ts';
import { Readiness } from './http/readiness.ts';
import { RequestHandler } from './http/request-handler.ts';
import { RequestObserver } from './http/request-observer.ts';
import { OwnOperations } from './legacy/own-operations.ts';
import { createPlatformDoor } from './legacy/platform-door.ts';
import { RestEndpoints } from './legacy/rest-endpoints.ts';
import { choosePlanner, plansNatively } from './planning/choose-planner.ts';
import { FrameFiles } from './plugin-origin/frame-files.ts';
import { LiveSessions } from './plugin-origin/live-sessions.ts';
import { PageAuthenticator } from './plugin-origin/page-authenticator.ts';
import { PageTokens } from './plugin-origin/page-tokens.ts';
import { PluginAddresses } from './plugin-origin/plugin-addresses.ts';
import { PluginOrigin } from './plugin-origin/plugin-origin.ts';
import { TokenEndpoint } from './plugin-origin/token-endpoint.ts';
import { CoreDoor } from './plugins/core-door.ts';
import { PluginCallers } from './plugins/plugin-callers.ts';
import { PluginDirectory } from './plugins/plugin-directory.ts';
import { PluginProxy } from './plugins/plugin-proxy.ts';
import { PluginTokens } from './plugins/plugin-tokens.ts';
import { requestContext } from './router-context.ts';
import { anonymousAccess } from './static/anonymous-access.ts';
import { countLiveEvents, createLiveAccess } from './subscriptions/live-access.ts';
import { UpstreamClients } from './subscriptions/upstream-clients.ts';

const MAX_ATTEMPTS = 3;

export type RouterParts = Awaited<ReturnType<typeof createContext>>;

/**
 * The composition root: makes every part of the router and joins them. Nothing listens yet.
 * With `alone` that graph is served as it is, to everyone, and no other service of the platform is needed.
 */
export async function createContext(env: RouterEnv, alone?: GraphState) {
  const logger = createLogger('router', { level: env.WECUBE_LOG_LEVEL });
  const metrics = new Metrics();
  const telemetry = await startTelemetry('router', env);
  const pubSub = createInProcessPubSub();
  const { forwarder, keys, authenticator } = alone ? anonymousAccess() : platformAccess(env);

  const noteLive = countLiveEvents(metrics);
  const upstreamClients = new UpstreamClients({
    identityOf: (session) => forwarder.identityOf(session),
    connectionParams: (session) => forwarder.sessionHeader(session),
    pingMs: env.WECUBE_UPSTREAM_PING_MS,
    note: noteLive,
  });
  metrics.gauge('wecube_router_upstream_connections', 'WebSockets to subgraphs.', () => upstreamClients.size);
  const registry = new SubgraphRegistry(pubSub, {
    upstreamClients,
    fetch: {
      attemptMs: env.WECUBE_QUERY_ATTEMPT_MS,
      deadlineMs: env.WECUBE_FETCH_DEADLINE_MS,
      maxAttempts: MAX_ATTEMPTS,
      headersOf: (context) => forwarder.graphqlHeaders(context),
      headerText: (context) => forwarder.graphqlHeaderText(context),
      identityOf: (session) => forwarder.identityOf(session),
      dedupe: env.WECUBE_ROUTER_DEDUPE,
      changes: new Changes(),
      metrics: countFetches(metrics),
    },
  });
  measureInstances(metrics, registry);
  for (const { name, urls } of env.WECUBE_SUBGRAPHS)
    registry.setInstances(
      name,
      urls.map((url) => ({ url })),
    );

  const staticNames = env.WECUBE_SUBGRAPHS.map(({ name }) => name);
  const store = new GraphStore(join(env.WECUBE_DATA_DIR, 'graph.json'));
  const makePlanner = await choosePlanner(env.WECUBE_ROUTER_PLANNER, logger);
  // Apollo's executor takes the plans of the JS planner only.
  const isNative = plansNatively(makePlanner) && env.WECUBE_ROUTER_EXECUTOR === 'compiled';
  const composer = new Composer({ rules: { planner: isNative ? 'native' : 'js' } });
  const initial = alone ?? (await lastGoodGraph(store, composer, staticNames));
  registry.follow(initial.members, staticNames);
  const history = new GraphHistory(join(env.WECUBE_DATA_DIR, 'graph-versions.json'));
  if (!alone) await history.load();
  const hotSwap = new HotSwapGateway(initial.supergraphSdl, (name) => registry.get(name), logger, {
    ...executorOptions(env, metrics),
    makePlanner,
  });
  const serve = (next: GraphState) => {
    const before = hotSwap.current.schema;
    hotSwap.swap(next.supergraphSdl);
    registry.follow(next.members, staticNames);
    live.subscriptions.followGraph().catch((error) => logger.error({ err: error }, 'subscriptions lost the graph'));
    history.record(graph.state, next, { before, after: hotSwap.current.schema });
  };
  const onChange = () => announceGraph(pubSub);
  const graph: Graph = new Graph(initial, { composer, store, logger, serve, onChange });
  const graphFields = createGraphFields({
    graph: () => graph,
    history,
    composer,
    pubSub,
    apiSchema: () => hotSwap.current.schema,
    addressOf: (name) => (registry.pool(name)?.primary ?? registry.pool(name)?.candidates()[0])?.url,
  });
  if (!alone) registry.setLocal(createRouterSubgraph(registry, pubSub, graphFields));
  const staticSubgraphs = new StaticSubgraphs(staticNames, registry, graph, logger);

  const persisted = await loadPersistedOperations(
    env.WECUBE_ROUTER_PERSISTED_OPERATIONS,
    env.WECUBE_ROUTER_ONLY_PERSISTED,
  );
  const apollo = createGraphqlServer(hotSwap, persisted, logger);
  await apollo.start();
  const bodyLimit = env.WECUBE_GRAPHQL_BODY_LIMIT_BYTES;
  const hotPath = new HotPath({ current: () => hotSwap.current, persisted, logger });
  const cors = new Cors(env.WECUBE_CORS_ORIGINS, env.WECUBE_PUBLIC_ORIGINS);
  const live = createLiveAccess({
    env,
    apollo,
    persisted,
    authenticator,
    forwarder,
    current: () => hotSwap.current,
    subgraph: (name) => registry.get(name),
    note: noteLive,
    metrics,
    logger,
  });
  metrics.gauge('wecube_router_supergraph_version', 'Version of the graph that is served.', () => graph.state.version);

  const operations = new OwnOperations(apollo, hotPath);
  const core = new CoreDoor(() => registry.get('core'));
  const directory = new PluginDirectory(core, logger);
  const callers = new PluginCallers(core);
  const readiness = new Readiness(graph, staticSubgraphs, keys);
  const coreOrigins = () => (env.WECUBE_CORE_HTTP_URL ? [env.WECUBE_CORE_HTTP_URL] : originsOf(registry, 'core'));
  const observer = new RequestObserver(metrics, telemetry, logger);
  const common = { operations, platform: createPlatformDoor(core, directory), logger };
  const userTokens = new PluginTokens(directory);
  const addresses = new PluginAddresses({
    portalOrigin: env.WECUBE_PUBLIC_URL && new URL(env.WECUBE_PUBLIC_URL).origin,
    pluginOrigin: env.WECUBE_PLUGIN_ORIGIN && new URL(env.WECUBE_PLUGIN_ORIGIN).origin,
  });
  const pageTokens = new PageTokens(
    env.WECUBE_INTERNAL_KEY,
    new LiveSessions(new CoreDoor(() => registry.get('auth'))),
  );
  // Neither cookies nor tokens of the portal or of plugins count there.
  const pages = { authenticator: new PageAuthenticator(pageTokens), callers: { recognise: async () => null } };
  const pluginOrigin = new PluginOrigin({
    ...{ addresses, observer, logger, coreOrigins, tokens: pageTokens, connect: env.WECUBE_PLUGIN_CONNECT },
    files: new FrameFiles(env.WECUBE_PLUGIN_FRAME_DIR),
    rest: new RestEndpoints({ ...common, ...pages }),
    plugins: new PluginProxy({ ...pages, directory, tokens: userTokens }),
  });
  const handler = new RequestHandler({
    graphql: new GraphqlEndpoint({ apollo, hotPath, authenticator, bodyLimit, logger }),
    sockets: live.sockets,
    events: live.events,
    internal: new InternalApi({
      graph,
      clients: live.clients,
      internalKey: env.WECUBE_INTERNAL_KEY,
      reservedNames: [ROUTER_SUBGRAPH, ...staticNames],
      ask: (operation, session) =>
        operations.execute(operation, requestContext({ session, requestId: newId('req'), isOwn: true })),
    }),
    platform: new PlatformProxy({
      name: 'core',
      origins: coreOrigins,
      authenticator,
      forwarder,
    }),
    auth: new PlatformProxy({
      name: 'auth',
      origins: () => originsOf(registry, 'auth'),
      authenticator,
      forwarder,
    }),
    plugins: new PluginProxy({ directory, tokens: userTokens, callers, authenticator }),
    pageTokens: new TokenEndpoint({ authenticator, tokens: pageTokens, addresses, operations }),
    rest: new RestEndpoints({ ...common, callers, authenticator }),
    portal: new PortalProxy(env.WECUBE_PORTAL_URL),
    readiness,
    cors,
    metrics,
    observer,
    logger,
    ...(alone && { only: ['graphql', 'health', 'ready', 'metrics'] }),
  });
  const frontOptions: FrontOptions = {
    authenticator,
    cors,
    wantsEvents: (headers) => live.events.serves({ headers }),
    hotPath,
    observer,
    telemetry,
    recordsTraces: telemetry !== noTelemetry,
    bodyLimit,
    logger,
    handle: (request, response) => void handler.handle(request, response),
  };
  return {
    logger,
    telemetry,
    handler,
    pluginOrigin,
    addresses,
    frontOptions,
    readiness,
    sockets: live.sockets,
    apollo,
    staticSubgraphs,
    registry,
    upstreamClients,
    composer,
    pubSub,
    store,
    history,
  };
}

function platformAccess(env: RouterEnv) {
  const keys = new KeySet(env.WECUBE_AUTH_JWKS_URL);
  const authenticator = new Authenticator(new TokenVerifier(keys), env.WECUBE_PUBLIC_ORIGINS);
  return { keys, authenticator, forwarder: new SessionForwarder(env.WECUBE_INTERNAL_KEY) };
}

async function lastGoodGraph(store: GraphStore, composer: Composer, staticNames: string[]): Promise<GraphState> {
  await store.prepare();
  const local = { name: ROUTER_SUBGRAPH, origin: 'local' as const, sdl: ROUTER_SDL, instances: [] };
  return initialGraph(store, composer, local, staticNames);
}

/** Where a subgraph answers plain HTTP: the origins of its instances, best first. */
function originsOf(registry: SubgraphRegistry, name: string): string[] {
  return (registry.pool(name)?.candidates() ?? []).map(({ url }) => new URL(url).origin);
}
