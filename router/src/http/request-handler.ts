import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { AppError, type Logger } from '@wecube/kit';
import type { WsServer } from '../subscriptions/ws-server.ts';
import { answerError, answerJson, answerText, requestIdOf, setCommonHeaders } from './answers.ts';
import type { GraphqlEndpoint } from './graphql-endpoint.ts';
import type { InternalApi } from './internal-api.ts';
import type { Metrics } from './metrics.ts';
import type { PlatformProxy } from './platform-proxy.ts';
import type { PortalProxy } from './portal-proxy.ts';
import type { Readiness } from './readiness.ts';

export type RequestHandlerOptions = {
  graphql: GraphqlEndpoint;
  sockets: WsServer;
  internal: InternalApi;
  platform: PlatformProxy;
  portal: PortalProxy;
  readiness: Readiness;
  metrics: Metrics;
  logger: Logger;
  /** The first segments that are served; all when absent. */
  only?: readonly string[];
};

/** Bounds of the histogram of durations. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

type Handler = (request: IncomingMessage, response: ServerResponse, requestId: string) => Promise<void> | void;

/** The one address: the first segment of the path decides who answers. */
export class RequestHandler {
  readonly #routes: ReadonlyMap<string, Handler>;
  readonly #count: (labels: { route: string; status: number }) => void;
  readonly #time: (labels: { route: string }, seconds: number) => void;

  constructor(private readonly options: RequestHandlerOptions) {
    const { graphql, internal, metrics, platform, portal, readiness } = options;
    this.#count = metrics.counter('wecube_router_requests_total', 'HTTP requests by first path segment and status.');
    this.#time = metrics.histogram('wecube_router_request_seconds', 'Time to answer HTTP requests.', SECONDS);
    this.#routes = new Map<string, Handler>([
      ['', (_request, response) => void response.writeHead(302, { location: '/portal' }).end()],
      ['graphql', (...call) => graphql.handle(...call)],
      ['platform', (...call) => platform.handle(...call)],
      ['internal', (request, response) => internal.handle(request, response)],
      ['portal', (...call) => portal.handle(...call)],
      ['health', (_request, response) => answerJson(response, 200, { status: 'ok' })],
      ['ready', (_request, response) => readiness.answer(response)],
      ['metrics', (_request, response) => answerMetrics(response, metrics)],
    ]);
  }

  /** Answers every request; never rejects. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const segment = firstSegment(request.url);
    const requestId = requestIdOf(request);
    const route = this.#servedRoute(segment);
    setCommonHeaders(response, requestId);
    this.#measure(response, route ? segment : 'other');
    try {
      if (!route) throw notFound(segment);
      await route(request, response, requestId);
    } catch (error) {
      answerError(response, error, requestId, this.options.logger);
    }
  }

  #measure(response: ServerResponse, route: string): void {
    const begin = performance.now();
    response.once('finish', () => {
      this.#count({ route, status: response.statusCode });
      this.#time({ route }, (performance.now() - begin) / 1_000);
    });
  }

  #servedRoute(segment: string): Handler | undefined {
    const { only } = this.options;
    return !only || only.includes(segment) ? this.#routes.get(segment) : undefined;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    const segment = firstSegment(request.url);
    if (segment === 'graphql') this.options.sockets.upgrade(request, socket, head);
    else if (segment === 'portal') this.options.portal.upgrade(request, socket, head);
    else socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n');
  }
}

async function answerMetrics(response: ServerResponse, metrics: Metrics): Promise<void> {
  answerText(response, 200, await metrics.render(), { 'content-type': metrics.contentType });
}

function firstSegment(url = '/'): string {
  return url.split(/[/?#]/, 2)[1] ?? '';
}

function notFound(segment: string): AppError {
  return new AppError('NOT_FOUND', `Nothing is served under "/${segment}".`, { status: 404 });
}
