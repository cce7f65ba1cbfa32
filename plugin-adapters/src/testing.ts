import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  buildSubgraph,
  createInProcessPubSub,
  createLogger,
  INTERNAL_SESSION_HEADER,
  JsonScalar,
  type RunningServer,
  readBody,
  serviceSession,
  signInternalSession,
  startSubgraphServer,
  verifyInternalSession,
} from '@wecube/kit';
import { Arg, Authorized, Field, Mutation, ObjectType, Query, Resolver, Subscription } from 'type-graphql';
import { parseManifest } from '../contract/index.ts';
import { anEntity } from '../wecube-rest/subgraph/testing.ts';
import { startAdapterHost } from './adapter-host.ts';
import type { RegistryPackage } from './core-registry.ts';
import { adapterEnvSchema } from './env.ts';

export const KEY = 'a key of the tests that is long enough 123';
const cleanups: (() => Promise<unknown> | unknown)[] = [];

/** Ends whatever the builders below started, the latest first. */
export async function cleanUp(): Promise<void> {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
}

@ObjectType('RegistryTarget')
class Target {
  @Field(() => String) instanceId!: string;
  @Field(() => String) baseUrl!: string;
  @Field(() => Boolean) healthy!: boolean;
}

@ObjectType('RegistryPackage')
class Entry {
  @Field(() => String) name!: string;
  @Field(() => String) version!: string;
  @Field(() => JsonScalar) manifest!: unknown;
  @Field(() => JsonScalar) entities!: unknown;
  @Field(() => [Target]) targets!: Target[];
  @Field(() => String) token!: string;
}

/** The part of core that the adapter host talks to, over the real wire. */
export async function aCore(port = 0) {
  const pubSub = createInProcessPubSub();
  const state = { packages: [] as RegistryPackage[], reports: [] as [string, string | null][] };

  @Resolver()
  class Registry {
    @Authorized('internal:registry')
    @Query(() => [Entry])
    pluginRegistry() {
      return state.packages;
    }

    @Authorized('internal:registry')
    @Mutation(() => Boolean)
    reportComposition(
      @Arg('packageName', () => String) packageName: string,
      @Arg('error', () => String, { nullable: true }) error: string | null,
    ) {
      state.reports.push([packageName, error ?? null]);
      return true;
    }

    @Authorized('internal:registry')
    @Subscription(() => Boolean, { subscribe: () => pubSub.subscribe('registry') })
    pluginRegistryChanged() {
      return true;
    }
  }
  const instance = new Registry();
  const { schema } = await buildSubgraph({ resolvers: [Registry], container: { get: () => instance } });
  const logger = createLogger('core', { level: 'silent' });
  const server: RunningServer = await startSubgraphServer({ name: 'core', schema, internalKey: KEY, logger, port });
  let running = true;
  const stop = async () => {
    if (running) {
      running = false;
      await server[Symbol.asyncDispose]();
    }
  };
  cleanups.push(stop);
  const change = (...packages: RegistryPackage[]) => {
    state.packages = packages;
    pubSub.publish('registry', {});
  };
  return { state, change, server, stop };
}

/** The router's internal API: takes every subgraph but those of the packages it is told to refuse. */
export async function aRouter() {
  const joined = new Map<string, { sdl: string; instances: { url: string }[] }>();
  const refused = new Set<string>();
  const calls: string[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    verifyInternalSession(String(request.headers[INTERNAL_SESSION_HEADER]), KEY);
    const name = request.url?.split('/')[3] ?? '';
    if (request.method !== 'GET') calls.push(`${request.method} ${name}`);
    const reply = (status: number, body: unknown) => response.writeHead(status).end(JSON.stringify(body));
    if (request.method === 'GET') {
      return reply(200, {
        subgraphs: [
          { name: 'core', origin: 'static' },
          ...[...joined.keys()].map((each) => ({ name: each, origin: 'registered' })),
        ],
      });
    }
    if (request.method === 'DELETE') return reply(joined.delete(name) ? 200 : 404, {});
    if (refused.has(name)) return reply(422, { error: 'Type EstateHost does not fit.' });
    joined.set(name, JSON.parse((await readBody(request, 10_000_000)).toString()));
    return reply(200, { version: 1 });
  };
  const http = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  cleanups.push(
    () => http.closeAllConnections(),
    () => http.close(),
  );
  return { joined, refused, calls, url: `http://127.0.0.1:${(http.address() as AddressInfo).port}` };
}

export async function aPlugin(seen: (request: IncomingMessage) => void = () => {}) {
  const http = createServer((request, response) => {
    seen(request);
    const token = request.headers.authorization;
    response.end(JSON.stringify({ status: 'OK', data: [{ id: 'h1', ip: '10.0.0.1', displayName: token }] }));
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  cleanups.push(
    () => http.closeAllConnections(),
    () => http.close(),
  );
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
}

export type GraphCall = { url?: string; headers: IncomingHttpHeaders; body: { query: string; variables?: object } };

/** A plugin that serves a subgraph itself; it hangs up on what `answer` gives null for. */
export async function aGraphPlugin(sdl: string, answer: (call: GraphCall) => object | null) {
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const body = JSON.parse((await readBody(request, 1_000_000)).toString()) as GraphCall['body'];
    const call = { ...(request.url && { url: request.url }), headers: request.headers, body };
    const result = body.query.includes('_service') ? { data: { _service: { sdl } } } : answer(call);
    if (result) response.end(JSON.stringify(result));
    else request.socket.destroy();
  };
  const http = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  cleanups.push(
    () => http.closeAllConnections(),
    () => http.close(),
  );
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
}

export async function aHost(
  core: { server: RunningServer },
  router: { url: string },
  more: Record<string, string> = {},
) {
  const env = adapterEnvSchema.parse({
    WECUBE_CORE_URL: core.server.url,
    WECUBE_ROUTER_INTERNAL_URL: router.url,
    WECUBE_INTERNAL_KEY: KEY,
    WECUBE_LOG_LEVEL: 'silent',
    ...more,
  });
  const host = await startAdapterHost({ env });
  cleanups.push(() => host[Symbol.asyncDispose]());
  return host;
}

export function aPackage(name: string, more: Partial<RegistryPackage> = {}): RegistryPackage {
  const result = parseManifest(`<package name="${name}" version="v1.0.0"/>`);
  if (!result.ok) throw new Error('no manifest');
  const entities = [anEntity(`${name}:host`, { ip: {} })];
  return { name, version: 'v1.0.0', manifest: result.manifest, entities, targets: [], token: 'tok', ...more };
}

/** Asks a subgraph as the router does. */
export async function ask(
  url: string,
  query: string,
  session: string | null = signInternalSession(serviceSession('test'), KEY),
  more: Record<string, string> = {},
) {
  const signed = session && { [INTERNAL_SESSION_HEADER]: session };
  const headers = { 'content-type': 'application/json', ...signed, ...more };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) });
  return {
    status: response.status,
    body: (await response.json()) as {
      data?: Record<string, unknown>;
      errors?: { message: string; extensions: Record<string, unknown> }[];
    },
  };
}
