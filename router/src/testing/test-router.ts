import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { INTERNAL_SESSION_HEADER, serviceSession, signInternalSession } from '@wecube/kit';
import { type Client, createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { readRouterEnv, startRouter } from '../index.ts';
import { INTERNAL_KEY } from './test-subgraph.ts';

export type Answer = {
  status: number;
  data?: Record<string, never> | null;
  errors?: { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[];
};

export type TestRouter = Awaited<ReturnType<typeof startTestRouter>>;
type Source = Record<string, string | undefined>;

/** A router on a free port with a data folder of its own, and short ways to talk to it. */
export async function startTestRouter(settings: Source & { WECUBE_AUTH_JWKS_URL: string }) {
  const folder = settings['WECUBE_DATA_DIR'] ?? (await mkdtemp(join(tmpdir(), 'router-')));
  const env = readRouterEnv({
    WECUBE_ROUTER_PORT: '0',
    WECUBE_INTERNAL_KEY: INTERNAL_KEY,
    WECUBE_DATA_DIR: folder,
    WECUBE_LOG_LEVEL: 'silent',
    WECUBE_DRAIN_MS: '2000',
    ...settings,
  });
  const router = await startRouter({ env });
  const clients: Client[] = [];
  return {
    url: router.url,
    folder,
    ask: (query: string, token?: string | null, variables?: object) => ask(router.url, query, token, variables),
    async internal(method: string, path: string, body?: unknown) {
      const session = signInternalSession(serviceSession('test'), INTERNAL_KEY);
      const response = await fetch(`${router.url}/internal${path}`, {
        method,
        headers: { [INTERNAL_SESSION_HEADER]: session },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return { status: response.status, body: (await response.json()) as { version?: number; error?: string } };
    },
    /** A WebSocket client with a bearer token. */
    connect(token: string): Client {
      const client = createClient({
        url: `${router.url.replace('http', 'ws')}/graphql`,
        webSocketImpl: WebSocket,
        retryAttempts: 0,
        connectionParams: { authorization: `Bearer ${token}` },
      });
      clients.push(client);
      return client;
    },
    ready: () => until(async () => (await fetch(`${router.url}/ready`)).status === 200),
    stop: () => router[Symbol.asyncDispose](),
    async [Symbol.asyncDispose]() {
      for (const client of clients) await client.dispose();
      await router[Symbol.asyncDispose]();
      if (!settings['WECUBE_DATA_DIR']) await rm(folder, { recursive: true, force: true });
    },
  };
}

async function ask(url: string, query: string, token?: string | null, variables?: object): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) };
}

/** Waits until the condition holds; fails after `ms`. */
export async function until(condition: () => boolean | Promise<boolean>, ms = 10_000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error('the condition did not come to hold');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export const subgraphSetting = (...subgraphs: { name: string; urls: string[] }[]): string => JSON.stringify(subgraphs);
