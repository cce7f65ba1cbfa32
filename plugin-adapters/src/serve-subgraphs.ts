import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  AppError,
  closeHttp,
  formatError,
  type GraphContext,
  INTERNAL_SESSION_HEADER,
  type Logger,
  newId,
  readBody,
  sendJson,
  type Telemetry,
  type Trace,
  verifyInternalSession,
  withinLimits,
} from '@wecube/kit';
import { type ServedSubgraphLookup, SubgraphExecutor } from './subgraph-executor.ts';

const BODY_LIMIT = 10 * 1024 * 1024;

export type ServeOptions = {
  host: string;
  port: number;
  internalKey: string;
  logger: Logger;
  telemetry: Telemetry;
  find: ServedSubgraphLookup;
  /** Throws when the host cannot work. */
  health(): void;
};

export type SubgraphServer = { url: string; [Symbol.asyncDispose](): Promise<void> };

/** Serves every package's subgraph at POST /subgraphs/{package}/graphql, and the host's health at GET /health. */
export async function serveSubgraphs(options: ServeOptions): Promise<SubgraphServer> {
  const executor = new SubgraphExecutor(options.find);
  const http = createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
    answer(options, executor, request, response).catch((error: unknown) => fail(response, error, options.logger));
  });
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(options.port, options.host, resolve);
  });
  const { port } = http.address() as AddressInfo;
  return { url: `http://${options.host}:${port}`, [Symbol.asyncDispose]: () => closeHttp(http) };
}

async function answer(
  options: ServeOptions,
  executor: SubgraphExecutor,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  if (request.method === 'GET' && /^(\/subgraphs\/[^/]+)?\/health$/.test(path)) {
    options.health();
    return sendJson(response, 200, { status: 'ok', name: 'adapters' });
  }
  const packageName = /^\/subgraphs\/([^/]+)\/graphql$/.exec(path)?.[1];
  if (request.method !== 'POST' || packageName === undefined) {
    throw new AppError('NOT_FOUND', `The adapter host has no ${request.method} ${path}.`, { status: 404 });
  }
  const trace = options.telemetry.begin(`adapters ${packageName}`, request.headers);
  response.once('close', () => trace.end());
  const body = await readJson(request);
  const context = contextOf(options, request, trace);
  trace.set({ 'wecube.request.id': context.requestId, 'wecube.package': packageName });
  const name = decodeURIComponent(packageName);
  const result = await withinLimits(request, response, (signal) =>
    trace.run(() => executor.execute(name, body, { ...context, signal })),
  );
  const errors = result.errors?.map((error) => formatError(error, context.requestId, context.logger));
  sendJson(response, 200, { ...result, ...(errors && { errors }) });
}

function contextOf(options: ServeOptions, request: IncomingMessage, trace: Trace): GraphContext {
  const token = request.headers[INTERNAL_SESSION_HEADER];
  const given = request.headers['x-request-id'];
  const requestId = typeof given === 'string' ? given : newId('req');
  const session = typeof token === 'string' && token !== '' ? verifyInternalSession(token, options.internalKey) : null;
  const logger = options.logger.child({ requestId, ...(trace.id && { traceId: trace.id }) });
  return { session, requestId, logger };
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const body = await readBody(request, BODY_LIMIT);
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new AppError('BAD_REQUEST', 'The body is not JSON.');
  }
}

function fail(response: ServerResponse, error: unknown, logger: Logger): void {
  if (!(error instanceof AppError)) {
    logger.error({ err: error }, 'a request failed unexpectedly');
  }
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const known =
    error instanceof AppError
      ? error
      : new AppError('INTERNAL', 'Something failed inside the platform.', { status: 500 });
  const { code, message, retryable, extensions } = known;
  sendJson(response, known.status, { errors: [{ message, extensions: { ...extensions, code, retryable } }] });
}
