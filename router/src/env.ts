import { readEnv, telemetryEnv } from '@wecube/kit';
import { z } from 'zod';

const subgraphs = z.array(z.object({ name: z.string().min(1), urls: z.array(z.url()).min(1) }));

const schema = z.object({
  WECUBE_ROUTER_PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  /** Where pages of plugins are served, as an origin of their own; not at all when absent. */
  WECUBE_PLUGIN_ORIGIN_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  /** That origin as browsers see it, such as https://plugins.example; by default the portal's host with that port. */
  WECUBE_PLUGIN_ORIGIN: z.url().optional(),
  /** The portal as browsers see it; by default the host that a page was asked of, with the router's port. */
  WECUBE_PUBLIC_URL: z.url().optional(),
  /** What pages of plugins may connect to beside their own origin, separated by commas, such as wss://terminal.example. */
  WECUBE_PLUGIN_CONNECT: z.string().default('').transform(parseSources),
  /** The built host page of plugins; by default the one that came with the router. */
  WECUBE_PLUGIN_FRAME_DIR: z.string().optional(),
  WECUBE_HOST: z.string().default('127.0.0.1'),
  WECUBE_INTERNAL_KEY: z.string().min(32, 'at least 32 characters'),
  /** JSON: [{ "name": "core", "urls": ["http://primary/graphql", "http://backup/graphql"] }], in order of preference. */
  WECUBE_SUBGRAPHS: z.string().default('[]').transform(parseSubgraphs),
  WECUBE_AUTH_JWKS_URL: z.url(),
  WECUBE_PORTAL_URL: z.url().optional(),
  /** Where `/platform/**` goes; the first healthy instance of `core` when absent. */
  WECUBE_CORE_HTTP_URL: z.url().optional(),
  WECUBE_DATA_DIR: z.string().min(1),
  /** Further origins whose pages may use the session cookie, separated by commas. */
  WECUBE_PUBLIC_ORIGINS: z.string().default('').transform(parseList),
  /** Origins whose pages may read the router's answers, separated by commas. */
  WECUBE_CORS_ORIGINS: z.string().default('').transform(parseList),
  ...telemetryEnv,
  /** A JSON file of operations by name; their SHA-256 is enough to ask for them. The portal's is web/gql/operations.json. */
  WECUBE_ROUTER_PERSISTED_OPERATIONS: z.string().optional(),
  /** Whether operations that are not in that file are refused. */
  WECUBE_ROUTER_ONLY_PERSISTED: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true'),
  WECUBE_LOG_LEVEL: z.string().default('info'),
  WECUBE_GRAPHQL_BODY_LIMIT_BYTES: z.coerce.number().int().positive().default(5_242_880),
  /** A query leaves an instance that does not answer within this time, if there is another one. */
  WECUBE_QUERY_ATTEMPT_MS: z.coerce.number().int().positive().default(10_000),
  /** The whole time a fetch from a subgraph may take, attempts included. */
  WECUBE_FETCH_DEADLINE_MS: z.coerce.number().int().positive().default(60_000),
  /** Whether equal queries to a subgraph that run at the same time, of the same identity, share one fetch. */
  WECUBE_ROUTER_DEDUPE: z
    .enum(['true', 'false', '1', '0'])
    .default('true')
    .transform((value) => value === 'true' || value === '1'),
  /** Connections of clients for live data (WebSockets, event streams) and operations that run over them, at most. */
  WECUBE_LIVE_CONNECTIONS: z.coerce.number().int().positive().default(10_000),
  WECUBE_LIVE_CONNECTIONS_PER_IDENTITY: z.coerce.number().int().positive().default(1_000),
  WECUBE_LIVE_OPERATIONS: z.coerce.number().int().positive().default(50_000),
  WECUBE_LIVE_OPERATIONS_PER_IDENTITY: z.coerce.number().int().positive().default(5_000),
  WECUBE_LIVE_OPERATIONS_PER_CONNECTION: z.coerce.number().int().positive().default(200),
  WECUBE_LIVE_MESSAGE_LIMIT_BYTES: z.coerce.number().int().positive().default(1_048_576),
  /** A client says who it is within this time of opening a WebSocket. */
  WECUBE_LIVE_INIT_MS: z.coerce.number().int().positive().default(3_000),
  /** Clients are asked this often whether they are still there, and subgraphs that stream. */
  WECUBE_LIVE_PING_MS: z.coerce.number().int().positive().default(12_000),
  WECUBE_UPSTREAM_PING_MS: z.coerce.number().int().positive().default(5_000),
  /** Who executes the plans of operations: the router's own compiled executor, or Apollo's, to compare with. */
  WECUBE_ROUTER_EXECUTOR: z.enum(['compiled', 'apollo']).default('compiled'),
  /** Who plans them: Apollo's planner in JavaScript, or the native one; `auto` is native where it is installed. */
  WECUBE_ROUTER_PLANNER: z.enum(['auto', 'js', 'native']).default('auto'),
  /** Whether the answer of one subgraph that is all of a client's answer goes through unread. */
  WECUBE_ROUTER_PASSTHROUGH: z
    .enum(['true', 'false', '1', '0'])
    .default('true')
    .transform((value) => value === 'true' || value === '1'),
  /** How long a stopping router waits for the requests in hand. */
  WECUBE_DRAIN_MS: z.coerce.number().int().nonnegative().default(10_000),
});

export type RouterEnv = z.infer<typeof schema>;

/** Reads the router's settings; throws one error that lists every fault. */
export function readRouterEnv(source: Readonly<Record<string, string | undefined>> = process.env): RouterEnv {
  return readEnv(schema, source);
}

/** @apollo/gateway starts an exporter that reports to Apollo unless this is set before the first gateway is made. */
export function disableApolloTelemetry(): void {
  process.env.APOLLO_TELEMETRY_DISABLED = '1';
}

function parseList(list: string): string[] {
  return list
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean);
}

/** Each becomes a word of a header, so it may not hold what would end that. */
function parseSources(list: string, context: z.RefinementCtx): string[] {
  const sources = parseList(list);
  const unfit = sources.find((source) => !/^(https?|wss?):\/\/[\w.*-]+(:(\d+|\*))?$/.test(source));
  if (!unfit) return sources;
  context.addIssue({ code: 'custom', message: `"${unfit}" is no origin such as wss://terminal.example:9002` });
  return z.NEVER;
}

function parseSubgraphs(text: string, context: z.RefinementCtx): z.infer<typeof subgraphs> {
  try {
    return subgraphs.parse(JSON.parse(text));
  } catch (error) {
    context.addIssue({ code: 'custom', message: `not a list of { name, urls }: ${(error as Error).message}` });
    return z.NEVER;
  }
}
