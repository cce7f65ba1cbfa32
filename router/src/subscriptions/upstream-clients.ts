import type { Session } from '@wecube/kit';
import type { Instance } from '../federation/instance.ts';
import type { RouterContext } from '../router-context.ts';
import type { SubscriptionEvent } from './connected-clients.ts';
import { UpstreamClient } from './upstream-client.ts';

export type UpstreamClientsOptions = {
  identityOf(session: Session | null): string;
  connectionParams(session: Session | null): Record<string, string>;
  pingMs: number;
  note(event: SubscriptionEvent): void;
};

/** One WebSocket per instance, identity and forwarded headers; forgotten when it closes, so that identities do not pile up. */
export class UpstreamClients {
  readonly #clients = new Map<Instance, Map<string, UpstreamClient>>();

  constructor(private readonly options: UpstreamClientsOptions) {}

  clientFor(instance: Instance, { session, forwardedHeaders }: RouterContext): UpstreamClient {
    const kept = this.#clients.get(instance) ?? this.#keepFor(instance);
    const key = JSON.stringify([this.options.identityOf(session), forwardedHeaders]);
    const known = kept.get(key);
    if (known) return known;
    const { connectionParams, pingMs } = this.options;
    const client = new UpstreamClient({
      url: instance.wsUrl,
      connectionParams: () => ({ ...forwardedHeaders, ...connectionParams(session) }),
      pingMs,
    });
    kept.set(key, client);
    client.onClosed(() => this.#forget(instance, key, client));
    return client;
  }

  get size(): number {
    return [...this.#clients.values()].reduce((sum, clients) => sum + clients.size, 0);
  }

  note(event: SubscriptionEvent): void {
    this.options.note(event);
  }

  async dispose(): Promise<void> {
    const clients = [...this.#clients.values()].flatMap((kept) => [...kept.values()]);
    this.#clients.clear();
    await Promise.all(clients.map((client) => client.dispose()));
  }

  /** One listener for all connections of an instance: its subscriptions had time to move when it has left. */
  #keepFor(instance: Instance): Map<string, UpstreamClient> {
    const kept = new Map<string, UpstreamClient>();
    this.#clients.set(instance, kept);
    instance.left.addEventListener('abort', () => this.#cut(instance), { once: true });
    return kept;
  }

  #cut(instance: Instance): void {
    const clients = [...(this.#clients.get(instance)?.values() ?? [])];
    this.#clients.delete(instance);
    for (const client of clients) client.terminate();
  }

  #forget(instance: Instance, key: string, client: UpstreamClient): void {
    const kept = this.#clients.get(instance);
    if (kept?.get(key) === client) kept.delete(key);
  }
}
