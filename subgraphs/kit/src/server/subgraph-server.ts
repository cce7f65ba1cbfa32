import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApolloServer, type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import type { GraphQLSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { INTERNAL_SESSION_HEADER, verifyInternalSession } from '../access/internal-session.ts';
import type { Session } from '../access/session.ts';
import { AppError } from '../errors.ts';
import type { GraphContext } from '../graphql/context.ts';
import { formatError } from '../graphql/format-error.ts';
import { newId } from '../ids.ts';
import type { Logger } from '../logger.ts';
import { noTelemetry, type Telemetry } from '../telemetry/telemetry.ts';
import type { Trace } from '../telemetry/trace.ts';
import { readBody } from './read-body.ts';
import { withinLimits } from './request-limits.ts';

export type SubgraphServerOptions = {
  name: string;
  schema: GraphQLSchema;
  host?: string;
  /** 0 chooses a free one. */
  port?: number;
  /** The secret shared with the router; nothing else is trusted. */
  internalKey: string;
  logger: Logger;
  /** Traces of this service; none are recorded without. */
  telemetry?: Telemetry;
  /** Throws when the service cannot work; asked by `GET /health`. */
  health?: () => Promise<void>;
  /** Answers plain HTTP requests beside /graphql; resolves false for those it does not know. */
  routes?: (request: IncomingMessage, response: ServerResponse, session: Session | null) => Promise<boolean>;
};

export type RunningServer = { url: string; wsUrl: string; port: number; [Symbol.asyncDispose](): Promise<void> };

const BODY_LIMIT = 10 * 1024 * 1024;
const DRAIN_MS = 5_000;

/** Serves a subgraph at POST /graphql and WS /graphql, its health at GET /health and the service's own routes. */
export async function startSubgraphServer(options: SubgraphServerOptions): Promise<RunningServer> {
  const { schema, logger } = options;
  const apollo = new ApolloServer<GraphContext>({
    schema,
    csrfPrevention: false, // only the router calls; it checks the origin
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    logger: {
      debug() {},
      info() {},
      warn: (message) => logger.warn(message),
      error: (message) => logger.error(message),
    },
    plugins: [answerErrors],
  });
  await apollo.start();
  // No limit for the whole of a request: a package of 10 GiB takes its time.
  const http = createServer(
    { requestTimeout: 0, headersTimeout: 30_000, keepAliveTimeout: 65_000 },
    (request, response) => {
      answer(options, apollo, request, response).catch((error: unknown) => fail(response, error, logger));
    },
  );
  const sockets = serveSubscriptions(options, http);
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(options.port ?? 0, options.host ?? '127.0.0.1', resolve);
  });
  const { port } = http.address() as AddressInfo;
  const host = options.host ?? '127.0.0.1';
  return {
    url: `http://${host}:${port}/graphql`,
    wsUrl: `ws://${host}:${port}/graphql`,
    port,
    async [Symbol.asyncDispose]() {
      await sockets.dispose();
      await closeHttp(http);
      await apollo.stop();
    },
  };
}

/** Puts our codes and the request id on every error of an answer. */
const answerErrors: ApolloServerPlugin<GraphContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ response, contextValue, errors }) {
        if (!errors || response.body.kind !== 'single') return;
        response.body.singleResult.errors = errors.map((error) =>
          formatError(error, contextValue.requestId, contextValue.logger),
        );
      },
    };
  },
};

async function answer(
  options: SubgraphServerOptions,
  apollo: ApolloServer<GraphContext>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = (request.url ?? '/').split('?', 1)[0];
  if (path === '/health') return answerHealth(options, response);
  const trace = (options.telemetry ?? noTelemetry).begin(`${options.name} ${path}`, request.headers);
  response.once('close', () => trace.end());
  await trace.run(() => answerTraced(options, apollo, { request, response, trace, path }));
}

type Exchange = { request: IncomingMessage; response: ServerResponse; trace: Trace; path: string | undefined };

async function answerTraced(
  options: SubgraphServerOptions,
  apollo: ApolloServer<GraphContext>,
  exchange: Exchange,
): Promise<void> {
  const { request, response, path } = exchange;
  const session = sessionOf(request.headers[INTERNAL_SESSION_HEADER], options.internalKey);
  if (path === '/graphql' && request.method === 'POST') return answerGraphql(options, apollo, exchange, session);
  if (options.routes && (await options.routes(request, response, session))) return;
  throw new AppError('NOT_FOUND', `${options.name} has no ${request.method} ${path}.`, { status: 404 });
}

async function answerHealth(options: SubgraphServerOptions, response: ServerResponse): Promise<void> {
  await options.health?.();
  sendJson(response, 200, { status: 'ok', name: options.name });
}

async function answerGraphql(
  options: SubgraphServerOptions,
  apollo: ApolloServer<GraphContext>,
  { request, response, trace }: Exchange,
  session: Session | null,
): Promise<void> {
  const requestId = header(request, 'x-request-id') ?? newId('req');
  const body = parseBody(await readBody(request, BODY_LIMIT));
  const headers = new HeaderMap();
  headers.set('content-type', 'application/json');
  trace.set({ 'wecube.request.id': requestId, 'graphql.operation.name': operationNameOf(body) });
  const logger = options.logger.child({ requestId, ...(trace.id && { traceId: trace.id }) });
  const result = await withinLimits(request, response, (signal) =>
    apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method: 'POST', headers, search: '', body },
      context: async () => ({ session, requestId, logger, signal }),
    }),
  );
  for (const [key, value] of result.headers) response.setHeader(key, value);
  response.statusCode = result.status ?? 200;
  if (result.body.kind === 'complete') return void response.end(result.body.string);
  for await (const chunk of result.body.asyncIterator) response.write(chunk);
  response.end();
}

function parseBody(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString() || '{}');
  } catch {
    throw new AppError('BAD_REQUEST', 'The body is not JSON.');
  }
}

function operationNameOf(body: unknown): string {
  const name = (body as { operationName?: unknown } | null)?.operationName;
  return typeof name === 'string' ? name : '';
}

function serveSubscriptions(options: SubgraphServerOptions, http: Server): { dispose(): Promise<void> } {
  const server = new WebSocketServer({ server: http, path: '/graphql', maxPayload: BODY_LIMIT });
  const disposable = useServer<Record<string, unknown>, { session?: Session | null }>(
    {
      schema: options.schema,
      onConnect: ({ connectionParams, extra }) => {
        try {
          extra.session = sessionOf(connectionParams?.[INTERNAL_SESSION_HEADER], options.internalKey);
        } catch {
          return false; // closes 4403
        }
        return true;
      },
      context: ({ connectionParams, extra }): GraphContext => {
        const requestId = String(connectionParams?.['x-request-id'] ?? newId('req'));
        return { session: extra.session ?? null, requestId, logger: options.logger.child({ requestId }) };
      },
      onError: (_context, _id, _payload, errors) =>
        errors.map((error) => formatError(error, newId('req'), options.logger)) as never,
      onNext: (_context, _id, _payload, _args, result) =>
        result.errors
          ? {
              ...result,
              errors: result.errors.map((error) => formatError(error, newId('req'), options.logger)) as never,
            }
          : undefined,
    },
    server,
    5_000,
  );
  return { dispose: async () => void (await disposable.dispose()) };
}

function sessionOf(token: unknown, key: string): Session | null {
  return typeof token === 'string' && token !== '' ? verifyInternalSession(token, key) : null;
}

function fail(response: ServerResponse, error: unknown, logger: Logger): void {
  const known = error instanceof AppError ? error : null;
  if (!known) logger.error({ err: error }, 'a request failed unexpectedly');
  if (response.headersSent) return void response.destroy();
  const body = known ?? new AppError('INTERNAL', 'Something failed inside the platform.', { status: 500 });
  sendJson(response, body.status, {
    errors: [{ message: body.message, extensions: { ...body.extensions, code: body.code, retryable: body.retryable } }],
  });
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}

export function closeHttp(http: Server): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => http.closeAllConnections(), DRAIN_MS);
    http.close(() => {
      clearTimeout(force);
      resolve();
    });
    http.closeIdleConnections();
  });
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
