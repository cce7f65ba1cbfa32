import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from '@wecube/kit';
import { createContext, type RouterParts } from './context.ts';
import type { RouterEnv } from './env.ts';
import type { GraphState } from './federation/graph-store.ts';
import { Front } from './front/front.ts';

const IDLE_CHECK_MS = 50;
const HEAD_MS = 30_000;
const KEEP_ALIVE_MS = 65_000;

/** A running service of the platform. */
export type Service = {
  url: string /** Of pages of plugins, when they are served. */;
  pluginUrl?: string;
  [Symbol.asyncDispose](): Promise<void>;
};

/**
 * Starts the router. It serves at once with the last good graph, and becomes ready as its subgraphs appear;
 * or it serves the graph `alone`, without the platform around it.
 */
export async function startRouter({ env, alone }: { env: RouterEnv; alone?: GraphState }): Promise<Service> {
  const parts = await createContext(env, alone);
  const { addresses, handler, pluginOrigin, staticSubgraphs, logger } = parts;
  const http = createHttp((request, response) => handler.handle(request, response));
  const front = putInFront(http, parts);
  http.on('upgrade', (request, socket, head) => handler.upgrade(request, socket, head));
  const pages = createHttp((request, response) => pluginOrigin.handle(request, response));
  const pagesPort = env.WECUBE_PLUGIN_ORIGIN_PORT;
  try {
    await listen(http, env.WECUBE_ROUTER_PORT, env.WECUBE_HOST);
    if (pagesPort !== undefined) await listen(pages, pagesPort, env.WECUBE_HOST);
  } catch (error) {
    http.close();
    await disposeParts(parts);
    throw error;
  }
  staticSubgraphs.start();
  const url = `http://${env.WECUBE_HOST}:${portOf(http)}`;
  const pluginUrl = pages.listening ? `http://${env.WECUBE_HOST}:${portOf(pages)}` : undefined;
  if (pluginUrl) addresses.listens({ portal: portOf(http), pages: portOf(pages) });
  logger.info({ url, ...(pluginUrl && { pluginUrl }) }, 'router listens');
  let stopping: Promise<void> | undefined;
  return {
    url,
    ...(pluginUrl && { pluginUrl }),
    [Symbol.asyncDispose]() {
      stopping ??= stop([http, pages], front, parts, env.WECUBE_DRAIN_MS);
      return stopping;
    },
  };
}

function createHttp(answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>): Server {
  // Uploads may take hours: no limit on the whole request, but headers must come soon.
  const http = createServer({ requestTimeout: 0, headersTimeout: HEAD_MS, keepAliveTimeout: KEEP_ALIVE_MS });
  return http.on('request', (request, response) => void answer(request, response));
}

const portOf = (http: Server): number => (http.address() as AddressInfo).port;

/** Connections are read by the front first; those that are not for it go on to the server as if nothing had been. */
function putInFront(http: Server, { frontOptions }: RouterParts): Front {
  const [toNode] = http.listeners('connection');
  const limits = { keepAliveMs: KEEP_ALIVE_MS, headMs: HEAD_MS };
  const front = new Front(frontOptions, limits, (socket) => toNode?.call(http, socket));
  http.removeAllListeners('connection');
  http.on('connection', (socket) => front.welcome(socket));
  return front;
}

function listen(http: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once('error', (error: NodeJS.ErrnoException) => reject(cannotListen(error, `${host}:${port}`)));
    http.listen(port, host, () => {
      http.removeAllListeners('error');
      resolve();
    });
  });
}

function cannotListen(error: NodeJS.ErrnoException, address: string): AppError {
  const reason = error.code === 'EADDRINUSE' ? 'the port is taken; choose another one' : error.message;
  return new AppError('CANNOT_LISTEN', `The router cannot listen on ${address}: ${reason}.`, { cause: error });
}

/** Takes no new work, tells WebSocket clients to go elsewhere, and lets requests in hand finish within the time given. */
async function stop(servers: readonly Server[], front: Front, parts: RouterParts, drainMs: number): Promise<void> {
  parts.readiness.stop();
  parts.staticSubgraphs.stop();
  const closed = Promise.all(servers.map((http) => new Promise<void>((resolve) => http.close(() => resolve()))));
  front.stop();
  // A connection that is kept alive becomes idle only when its request is answered.
  const idle = setInterval(() => {
    for (const http of servers) http.closeIdleConnections();
  }, IDLE_CHECK_MS);
  const force = setTimeout(() => {
    for (const http of servers) http.closeAllConnections();
    front.cut();
  }, drainMs);
  await parts.sockets.dispose();
  await closed;
  clearInterval(idle);
  clearTimeout(force);
  await disposeParts(parts);
}

async function disposeParts(parts: RouterParts): Promise<void> {
  parts.staticSubgraphs.stop();
  await parts.apollo.stop();
  await parts.upstreamClients.dispose();
  await parts.pubSub[Symbol.asyncDispose]();
  await parts.registry.dispose();
  await parts.composer.dispose();
  await parts.store.settled();
  await parts.history.settled();
  await parts.telemetry[Symbol.asyncDispose]();
}
