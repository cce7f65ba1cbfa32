import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { freePort } from '../../support/platform.ts';
import { GraphClient } from './graph-client.ts';
import { until } from './until.ts';

const binary = join(import.meta.dirname, '..', '..', '..', 'router', 'bin', 'wecube-router.mjs');
const INTERNAL_KEY = 'a key that only these scenarios know and need';

export type RouterOptions = {
  data: string;
  keys: string;
  token: string;
  subgraphs: readonly { name: string; urls: readonly string[] }[];
  environment?: Readonly<Record<string, string>>;
};

/** A router in a process of its own, as the platform runs it. */
export class RouterProcess implements AsyncDisposable {
  #child: ChildProcess | undefined;
  #port = 0;
  readonly graph: GraphClient;

  constructor(private readonly options: RouterOptions) {
    this.graph = new GraphClient(() => this.address, options.token);
  }

  get port(): number {
    return this.#port;
  }

  get address(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Starts it; `until` says whether it must have composed everything or only be up. */
  async start(path: '/ready' | '/health' = '/ready'): Promise<void> {
    this.#port ||= await freePort();
    const { data, keys, subgraphs, environment } = this.options;
    this.#child = spawn(process.execPath, [binary], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...process.env,
        NODE_ENV: 'production',
        WECUBE_ROUTER_PORT: String(this.#port),
        WECUBE_INTERNAL_KEY: INTERNAL_KEY,
        WECUBE_AUTH_JWKS_URL: keys,
        WECUBE_DATA_DIR: data,
        WECUBE_SUBGRAPHS: JSON.stringify(subgraphs),
        WECUBE_LOG_LEVEL: 'error',
        WECUBE_QUERY_ATTEMPT_MS: '700',
        WECUBE_FETCH_DEADLINE_MS: '10000',
        WECUBE_UPSTREAM_PING_MS: '1000',
        ...environment,
      },
    });
    await until(`the router answers ${path}`, async () => (await fetch(this.address + path)).ok);
  }

  /** Ends it; only with SIGTERM it has the time to finish. */
  async stop(signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  }

  async ready(): Promise<boolean> {
    return (await fetch(`${this.address}/ready`)).ok;
  }

  /** The states of the instances of a subgraph, in declared order. */
  async states(subgraph: string): Promise<string[]> {
    const { data } = await this.graph.ask('{ subgraphs { name instances { url state } } }');
    const all = (data?.['subgraphs'] ?? []) as { name: string; instances: { state: string }[] }[];
    return all.find(({ name }) => name === subgraph)?.instances.map(({ state }) => state) ?? [];
  }

  /** Registers a subgraph as core does, or tells what the composer says against it. */
  async register(name: string, sdl: string, url: string): Promise<{ status: number; error?: string }> {
    return this.#internal('PUT', name, { sdl, instances: [{ url }] });
  }

  async unregister(name: string): Promise<{ status: number }> {
    return this.#internal('DELETE', name);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.graph[Symbol.asyncDispose]();
    await this.stop();
  }

  async #internal(method: string, name: string, body?: object): Promise<{ status: number; error?: string }> {
    const response = await fetch(`${this.address}/internal/subgraphs/${name}`, {
      method,
      headers: { 'x-wecube-session': await serviceSession() },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: response.status, ...((await response.json()) as object) };
  }
}

/** The signed session of a service, as core sends it. */
function serviceSession(): Promise<string> {
  return new SignJWT({ kind: 'service', subject: 'e2e', name: 'e2e', roles: [], actions: ['internal:registry'] })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setExpirationTime('1m')
    .sign(new TextEncoder().encode(INTERNAL_KEY));
}
