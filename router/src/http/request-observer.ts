import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Logger, type Telemetry, type Trace, UNTRACED } from '@wecube/kit';
import type { Metrics } from './metrics.ts';

/** Bounds of the histogram of durations. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
/** Asked by machines all the time, or many for one page: in the log only for who looks closer. */
const QUIET_ROUTES = new Set(['health', 'ready', 'metrics']);
const QUIET_PATH = /^\/portal\/_next\//;
/** What nginx logs for a client that left before its answer. */
export const CLIENT_LEFT = 499;

type Over = { requestId: string; traceId: string | undefined; status: number; begin: number };

/** Of connections that live on: what comes over them later finds its trace here. */
const traces = new WeakMap<IncomingMessage, Trace>();

/** The trace of a WebSocket, by the request that opened it. */
export function traceOf(upgrade: IncomingMessage): Trace {
  return traces.get(upgrade) ?? UNTRACED;
}

/** Every request leaves its trace: counted, timed, a line in the log, and a span where traces are collected. */
export class RequestObserver {
  readonly #count: (labels: { route: string; status: number }) => void;
  readonly #time: (labels: { route: string }, seconds: number) => void;

  constructor(
    metrics: Metrics,
    private readonly telemetry: Telemetry,
    private readonly logger: Logger,
  ) {
    this.#count = metrics.counter('wecube_router_requests_total', 'HTTP requests by first path segment and status.');
    this.#time = metrics.histogram('wecube_router_request_seconds', 'Time to answer HTTP requests.', SECONDS);
  }

  /** Follows a request to its end; the work on it runs in the trace that is returned. */
  observe(request: IncomingMessage, response: ServerResponse, route: string, requestId: string): Trace {
    const begin = performance.now();
    const trace = this.telemetry.begin(`${request.method} /${route}`, request.headers);
    response.once('close', () => {
      const status = response.writableFinished ? response.statusCode : CLIENT_LEFT;
      this.note(request, route, { requestId, traceId: trace.id, status, begin });
      if (trace.recording) endTrace(trace, request, requestId, status);
    });
    return trace;
  }

  /** Notes a request that is over; `begin` is in the time of `performance.now()`. */
  note(request: Pick<IncomingMessage, 'method' | 'url'>, route: string, { begin, ...over }: Over): void {
    const ms = performance.now() - begin;
    this.#count({ route, status: over.status });
    this.#time({ route }, ms / 1_000);
    this.#log(request, route, over, ms);
  }

  /** Follows a WebSocket to its end. */
  observeUpgrade(request: IncomingMessage, socket: Duplex, route: string): void {
    const trace = this.telemetry.begin(`WebSocket /${route}`, request.headers);
    if (trace.id === undefined) return;
    traces.set(request, trace);
    socket.once('close', () => trace.end());
  }

  // The query of an address may hold what is not for the log.
  #log(
    { method, url = '/' }: Pick<IncomingMessage, 'method' | 'url'>,
    route: string,
    over: Omit<Over, 'begin'>,
    ms: number,
  ): void {
    if (!this.logger.isLevelEnabled('info')) return;
    const path = url.split('?', 1)[0] ?? '/';
    const level = QUIET_ROUTES.has(route) || QUIET_PATH.test(path) ? 'debug' : 'info';
    if (!this.logger.isLevelEnabled(level)) return;
    const { requestId, traceId, status } = over;
    this.logger[level]({ method, path, requestId, ...(traceId && { traceId }), status, ms: Math.round(ms) }, 'request');
  }
}

function endTrace(trace: Trace, { method = '', url = '/' }: IncomingMessage, requestId: string, status: number): void {
  trace.set({
    'http.request.method': method,
    'url.path': url.split('?', 1)[0] ?? '/',
    'http.response.status_code': status,
    'wecube.request.id': requestId,
  });
  if (status >= 500) trace.fail(`HTTP ${status}`);
  trace.end();
}
