import type { Session } from '@wecube/kit';
import { type Client, createClient } from 'graphql-ws';
import WebSocket from 'ws';
import type { Instance } from '../federation/instance.ts';

const PING_MS = 5_000;
const PONG_WITHIN_MS = 5_000;
const IDLE_CLOSE_MS = 2_000;
const ACK_WITHIN_MS = 3_000;

export type UpstreamClientsOptions = {
  identityOf(session: Session | null): string;
  connectionParams(session: Session | null): Record<string, string>;
};

/** One WebSocket per instance and identity, opened with the first subscription and closed after the last. */
export class UpstreamClients {
  readonly #clients = new Map<Instance, Map<string, Client>>();

  constructor(private readonly options: UpstreamClientsOptions) {}

  clientFor(instance: Instance, session: Session | null): Client {
    const byIdentity = this.#clients.get(instance) ?? new Map<string, Client>();
    this.#clients.set(instance, byIdentity);
    const identity = this.options.identityOf(session);
    const known = byIdentity.get(identity);
    if (known) return known;
    const client = this.#open(instance, session);
    byIdentity.set(identity, client);
    client.on('closed', () => this.#forget(instance, identity, client));
    return client;
  }

  get size(): number {
    return [...this.#clients.values()].reduce((sum, clients) => sum + clients.size, 0);
  }

  async dispose(): Promise<void> {
    const clients = [...this.#clients.values()].flatMap((byIdentity) => [...byIdentity.values()]);
    this.#clients.clear();
    await Promise.all(clients.map((client) => client.dispose()));
  }

  #open(instance: Instance, session: Session | null): Client {
    const client = createClient({
      url: instance.wsUrl,
      webSocketImpl: WebSocket,
      lazy: true,
      lazyCloseTimeout: IDLE_CLOSE_MS,
      retryAttempts: 0,
      keepAlive: PING_MS,
      connectionAckWaitTimeout: ACK_WITHIN_MS,
      connectionParams: () => this.options.connectionParams(session),
    });
    terminateWhenSilent(client);
    instance.left.addEventListener('abort', () => client.terminate(), { once: true });
    return client;
  }

  #forget(instance: Instance, identity: string, client: Client): void {
    const byIdentity = this.#clients.get(instance);
    if (byIdentity?.get(identity) === client) byIdentity.delete(identity);
    if (byIdentity?.size === 0) this.#clients.delete(instance);
  }
}

/** A connection whose other end vanished without a word is noticed by the missing answer to a ping. */
function terminateWhenSilent(client: Client): void {
  let timer: NodeJS.Timeout | undefined;
  client.on('ping', (received) => {
    if (received) return;
    clearTimeout(timer);
    timer = setTimeout(() => client.terminate(), PONG_WITHIN_MS);
  });
  client.on('pong', (received) => received && clearTimeout(timer));
  client.on('closed', () => clearTimeout(timer));
}
