import { GraphQLError } from 'graphql';
import type { Instance } from '../federation/instance.ts';
import type { EventSink, SubgraphSubscription } from '../federation/subgraph.ts';
import type { SubgraphPool } from '../federation/subgraph-pool.ts';
import type { RouterContext } from '../router-context.ts';
import type { UpstreamClients } from './upstream-clients.ts';

const PAUSES_MS = [0, 100, 250, 500, 1_000, 2_000];
/** A stream that lived this long had recovered from earlier losses, even if it carried no event. */
const STEADY_AFTER_MS = 10_000;
const GIVE_UP_AFTER_MS = 30_000;
/** Closes by which a subgraph says that this subscription will not go better on another instance. */
const FINAL_CLOSES = new Set([4400, 4401, 4403, 4406, 4409, 4429]);

/** One stream of a subgraph, kept alive over its instances: after a loss it subscribes again and marks the gap. */
export class UpstreamSubscription {
  #stopped = false;
  #unsubscribe: (() => void) | undefined;
  #timer: NodeJS.Timeout | undefined;
  #losses = 0;
  #lostSince: number | null = null;
  #subscribedAt = 0;
  #gap = false;
  #avoid: Instance | undefined;

  constructor(
    private readonly pool: SubgraphPool,
    private readonly clients: UpstreamClients,
    private readonly subscription: SubgraphSubscription,
    private readonly context: RouterContext,
    private readonly sink: EventSink,
  ) {}

  start(): void {
    const candidates = this.pool.candidates();
    const instance = candidates.find((candidate) => candidate !== this.#avoid) ?? candidates[0];
    if (instance) this.#subscribeAt(instance);
    else this.#lost(undefined);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#unsubscribe?.();
  }

  #subscribeAt(instance: Instance): void {
    const client = this.clients.clientFor(instance, this.context.session);
    this.#subscribedAt = Date.now();
    let over = false;
    const once = (end: () => void) => {
      if (!over && !this.#stopped) end();
      over = true;
    };
    this.#unsubscribe = client.subscribe(this.subscription, {
      next: (event) => this.#arrived(instance, event as Parameters<EventSink['next']>[0]),
      complete: () => once(() => this.#end()),
      error: (error) => once(() => this.#failed(instance, error)),
    });
  }

  #arrived(instance: Instance, event: Parameters<EventSink['next']>[0]): void {
    if (this.#stopped) return;
    instance.succeeded();
    this.sink.next(event, this.#gap);
    this.#gap = false;
    this.#recovered();
  }

  #recovered(): void {
    this.#losses = 0;
    this.#lostSince = null;
    this.#avoid = undefined;
  }

  #failed(instance: Instance, error: unknown): void {
    const refusal = refusalOf(error, this.pool.name);
    if (refusal) {
      this.#end(refusal);
    } else {
      const { code, message } = error as { code?: number; message?: string };
      instance.failed(message ?? `the connection closed with ${code}`);
      this.#lost(instance);
    }
  }

  #lost(instance: Instance | undefined): void {
    const now = Date.now();
    if (instance && now - this.#subscribedAt > STEADY_AFTER_MS) this.#recovered();
    this.#lostSince ??= now;
    this.#gap = true;
    this.#avoid = instance;
    if (now - this.#lostSince > GIVE_UP_AFTER_MS) this.#end(sourceLost(this.pool.name));
    else this.#retryLater();
  }

  #retryLater(): void {
    const pause = PAUSES_MS[Math.min(this.#losses, PAUSES_MS.length - 1)] as number;
    this.#losses += 1;
    this.#timer = setTimeout(() => this.start(), pause * (0.5 + Math.random()));
  }

  #end(error?: GraphQLError): void {
    this.#stopped = true;
    this.sink.end(error);
  }
}

/** The error that ends the stream when another attempt cannot go better; null when it was only lost. */
function refusalOf(error: unknown, service: string): GraphQLError | null {
  if (Array.isArray(error)) {
    const [first] = error as { message?: string; extensions?: Record<string, unknown> }[];
    const extensions = { ...first?.extensions, service };
    return new GraphQLError(first?.message ?? 'The subscription failed.', { extensions });
  }
  if (!FINAL_CLOSES.has((error as { code?: number }).code ?? 0)) return null;
  return new GraphQLError(`The service "${service}" refused the subscription.`, {
    extensions: { code: 'SUBSCRIPTION_REFUSED', retryable: false },
  });
}

function sourceLost(service: string): GraphQLError {
  return new GraphQLError(`The service "${service}" is gone.`, {
    extensions: { code: 'SUBSCRIPTION_SOURCE_LOST', retryable: true },
  });
}
