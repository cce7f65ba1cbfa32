import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { AppError, type Logger } from '@wecube/kit';
import type { RestEndpoints } from '../legacy/rest-endpoints.ts';
import type { TokenEndpoint } from '../plugin-origin/token-endpoint.ts';
import type { PluginProxy } from '../plugins/plugin-proxy.ts';
import type { SseEndpoint } from '../subscriptions/sse-endpoint.ts';
import type { WsServer } from '../subscriptions/ws-server.ts';
import { answerError, answerJson, requestIdOf, setCommonHeaders } from './answers.ts';
import type { Cors } from './cors.ts';
import type { GraphqlEndpoint } from './graphql-endpoint.ts';
import type { InternalApi } from './internal-api.ts';
import type { Metrics } from './metrics.ts';
import type { PlatformProxy } from './platform-proxy.ts';
import type { PortalProxy } from './portal-proxy.ts';
import type { Readiness } from './readiness.ts';
import type { RequestObserver } from './request-observer.ts';
import { sendText } from './send-text.ts';

export type RequestHandlerOptions = {
  graphql: GraphqlEndpoint;
  sockets: WsServer;
  events: SseEndpoint;
  internal: InternalApi;
  platform: PlatformProxy;
  auth: PlatformProxy;
  plugins: PluginProxy;
  pageTokens: TokenEndpoint;
  rest: RestEndpoints;
  portal: PortalProxy;
  readiness: Readiness;
  cors: Cors;
  metrics: Metrics;
  observer: RequestObserver;
  logger: Logger;
  /** The first segments that are served; all when absent. */
  only?: readonly string[];
};

type Handler = (request: IncomingMessage, response: ServerResponse, requestId: string) => Promise<void> | void;

/** What the router answers itself, by first segment, takes these methods; what it passes on takes any. */
const METHODS: Readonly<Record<string, readonly string[]>> = {
  '': ['GET', 'HEAD'],
  graphql: ['GET', 'HEAD', 'POST'],
  health: ['GET', 'HEAD'],
  ready: ['GET', 'HEAD'],
  metrics: ['GET', 'HEAD'],
};

const PACKAGE_NAME = /^[A-Za-z][\w-]{0,63}$/;

/** The one address: the first segment of the path decides who answers. */
export class RequestHandler {
  readonly #routes: ReadonlyMap<string, Handler>;

  constructor(private readonly options: RequestHandlerOptions) {
    const { auth, events, graphql, internal, metrics, pageTokens, platform, portal, readiness, rest } = options;
    this.#routes = new Map<string, Handler>([
      ['', (_request, response) => void response.writeHead(302, { location: '/portal' }).end()],
      ['graphql', (...call) => (events.serves(call[0]) ? events : graphql).handle(...call)],
      ['platform', async (...call) => void ((await rest.handle(...call)) || (await platform.handle(...call)))],
      ['auth', async (...call) => void ((await rest.handle(...call)) || (await auth.handle(...call)))],
      ['internal', (request, response) => internal.handle(request, response)],
      ['portal', (...call) => portal.handle(...call)],
      ['plugins', (...call) => pageTokens.handle(...call)],
      ['health', (_request, response) => answerJson(response, 200, { status: 'ok' })],
      ['ready', (_request, response) => readiness.answer(response)],
      ['metrics', (request, response) => answerMetrics(request, response, metrics)],
    ]);
  }

  /** Answers every request; never rejects. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const segment = firstSegment(request.url);
    const requestId = requestIdOf(request);
    const route = this.#servedRoute(segment);
    setCommonHeaders(response, requestId);
    const trace = this.options.observer.observe(request, response, route ? segment : 'other', requestId);
    if (this.options.cors.answered(request, response)) return;
    try {
      if (answeredByMethod(request, response, METHODS[segment])) return;
      await trace.run(() => (route ?? this.#pluginRoute(segment))(request, response, requestId));
    } catch (error) {
      answerError(response, error, requestId, this.options.logger);
    }
  }

  #servedRoute(segment: string): Handler | undefined {
    const { only } = this.options;
    return !only || only.includes(segment) ? this.#routes.get(segment) : undefined;
  }

  #pluginRoute(segment: string): Handler {
    const { only, plugins } = this.options;
    return async (request, response, requestId) => {
      const isServed = !only && PACKAGE_NAME.test(segment);
      if (!isServed || !(await plugins.handle(segment, request, response, requestId))) throw notFound(segment);
    };
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    const segment = firstSegment(request.url);
    this.options.observer.observeUpgrade(request, socket, segment);
    if (segment === 'graphql') this.options.sockets.upgrade(request, socket, head);
    else if (segment === 'portal') this.options.portal.upgrade(request, socket, head);
    else this.#upgradeBehind(segment, request, socket, head).catch((error: unknown) => refuseUpgrade(socket, error));
  }

  async #upgradeBehind(segment: string, request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const { auth, only, platform, plugins } = this.options;
    const requestId = requestIdOf(request);
    if (only || !PACKAGE_NAME.test(segment)) throw notFound(segment);
    if (segment === 'platform') return platform.upgrade(request, socket, head, requestId);
    if (segment === 'auth') return auth.upgrade(request, socket, head, requestId);
    const isServed = !this.#routes.has(segment) && (await plugins.upgrade(segment, request, socket, head, requestId));
    if (!isServed) throw notFound(segment);
  }
}

function refuseUpgrade(socket: Duplex, error: unknown): void {
  const status = error instanceof AppError ? error.status : 500;
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Refused'}\r\nconnection: close\r\n\r\n`);
}

/** Answers OPTIONS; throws METHOD_NOT_ALLOWED for what is not among the methods. */
function answeredByMethod(
  { method = '' }: IncomingMessage,
  response: ServerResponse,
  methods: readonly string[] | undefined,
): boolean {
  if (!methods || methods.includes(method)) return false;
  response.setHeader('allow', [...methods, 'OPTIONS'].join(', '));
  if (method !== 'OPTIONS') {
    throw new AppError('METHOD_NOT_ALLOWED', `${method} is not possible here.`, { status: 405 });
  }
  response.writeHead(204).end();
  return true;
}

async function answerMetrics(request: IncomingMessage, response: ServerResponse, metrics: Metrics): Promise<void> {
  response.setHeader('content-type', metrics.contentType);
  response.setHeader('cache-control', 'no-store');
  await sendText(request, response, await metrics.render());
}

function firstSegment(url = '/'): string {
  return url.split(/[/?#]/, 2)[1] ?? '';
}

function notFound(segment: string): AppError {
  return new AppError('NOT_FOUND', `Nothing is served under "/${segment}".`, { status: 404 });
}
