import { GraphQLError } from 'graphql';
import type { Instance } from '../federation/instance.ts';
import type { EventSink, SubgraphSubscription } from '../federation/subgraph.ts';
import type { SubgraphPool } from '../federation/subgraph-pool.ts';
import type { RouterContext } from '../router-context.ts';
import type { UpstreamClient } from './upstream-client.ts';
import type { UpstreamClients } from './upstream-clients.ts';

const PAUSES_MS = [0, 100, 250, 500, 1_000, 2_000];
/** A stream that lived this long had recovered from earlier losses, even if it carried no event. */
const STEADY_AFTER_MS = 10_000;
const GIVE_UP_AFTER_MS = 30_000;
/** A draining instance keeps its streams until there is another one to move them to. */
const MOVE_AGAIN_MS = 1_000;
/** Closes by which a subgraph says that this subscription will not go better on another instance. */
const FINAL_CLOSES = new Set([4400, 4401, 4403, 4406, 4409, 4429]);

type Event = Parameters<EventSink['next']>[0];

/** The subscription at one instance. */
type Link = { instance: Instance; openedAt: number; isOver: boolean; cut(): void };

/**
 * One stream of a subgraph, kept alive over its instances: lost, it subscribes again at another one; drained, it moves
 * before the old one is left. After either, events may have been missed or come twice, so the next one is marked.
 */
export class UpstreamSubscription {
  #stopped = false;
  #link: Link | undefined;
  /** Opened while the present one still serves; takes over once it is established. */
  #successor: Link | undefined;
  #timer: NodeJS.Timeout | undefined;
  #moveTimer: NodeJS.Timeout | undefined;
  #losses = 0;
  #lostSince: number | null = null;
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
    if (instance) this.#link = this.#open(instance);
    else this.#lost(undefined);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#moveTimer);
    this.#link?.cut();
    this.#successor?.cut();
  }

  #open(instance: Instance): Link {
    const client = this.clients.clientFor(instance, this.context);
    const link: Link = { instance, openedAt: Date.now(), isOver: false, cut: () => {} };
    const once = (end: () => void) => {
      if (!link.isOver && !this.#stopped) {
        link.isOver = true;
        stopListening();
        end();
      }
    };
    const unsubscribe = client.subscribe(this.subscription, {
      next: (event) => link.isOver || this.#arrived(link, event as Event),
      complete: () => once(() => this.#completed(link)),
      error: (error) => once(() => this.#failed(link, error)),
    });
    // Told in a turn of its own: a drain that is told at once must find the link in its place.
    const stopListening = instance.onDrain(() => queueMicrotask(() => this.#move(link)));
    link.cut = () => {
      link.isOver = true;
      stopListening();
      unsubscribe();
    };
    void this.#confirm(link, client);
    return link;
  }

  async #confirm(link: Link, client: UpstreamClient): Promise<void> {
    // A connection that was just closing is opened again by the client itself.
    while (!link.isOver && !(await client.confirm()));
    if (!link.isOver) this.#established(link);
  }

  #established(link: Link): void {
    if (this.#stopped) return;
    if (link === this.#successor) this.#promote(link);
    this.sink.ready?.(this.#gap);
  }

  #arrived(link: Link, event: Event): void {
    if (this.#stopped) return;
    if (link === this.#successor) this.#promote(link);
    link.instance.succeeded();
    const marked = this.#gap;
    this.#gap = false;
    this.#recovered();
    this.sink.next(event, marked);
  }

  #recovered(): void {
    this.#losses = 0;
    this.#lostSince = null;
    this.#avoid = undefined;
  }

  // A draining instance may complete what it serves; that is no word about the stream itself.
  #completed(link: Link): void {
    if (link === this.#link && link.instance.state !== 'DRAINING') this.#end();
    else this.#over(link);
  }

  #failed(link: Link, error: unknown): void {
    const refusal = refusalOf(error, this.pool.name);
    if (refusal && link === this.#link) return void this.#end(refusal);
    const { code, message } = error as { code?: number; message?: string };
    link.instance.failed(message ?? `the connection closed with ${code}`);
    this.#over(link);
  }

  #over(link: Link): void {
    if (link === this.#successor) {
      this.#successor = undefined;
      if (this.#link) this.#moveLater(this.#link);
    } else if (this.#successor) {
      this.#promote(this.#successor);
    } else {
      this.#lost(link);
    }
  }

  #move(link: Link): void {
    if (this.#stopped || link.isOver || link !== this.#link || this.#successor) return;
    const target = this.pool.candidates().find((candidate) => candidate !== link.instance);
    if (target) this.#successor = this.#open(target);
    else this.#moveLater(link);
  }

  #moveLater(link: Link): void {
    clearTimeout(this.#moveTimer);
    this.#moveTimer = setTimeout(() => link.instance.state === 'DRAINING' && this.#move(link), MOVE_AGAIN_MS);
  }

  #promote(successor: Link): void {
    const left = this.#link;
    this.#link = successor;
    this.#successor = undefined;
    this.#gap = true;
    this.clients.note('upstream_moved');
    if (left && !left.isOver) left.cut();
    if (successor.instance.state === 'DRAINING') this.#moveLater(successor);
  }

  #lost(link: Link | undefined): void {
    const now = Date.now();
    this.#link = undefined;
    this.clients.note('upstream_lost');
    if (link && now - link.openedAt > STEADY_AFTER_MS) this.#recovered();
    this.#lostSince ??= now;
    this.#gap = true;
    this.#avoid = link?.instance;
    if (now - this.#lostSince > GIVE_UP_AFTER_MS) this.#end(sourceLost(this.pool.name));
    else this.#retryLater();
  }

  #retryLater(): void {
    const pause = PAUSES_MS[Math.min(this.#losses, PAUSES_MS.length - 1)] as number;
    this.#losses += 1;
    this.#timer = setTimeout(() => this.start(), pause * (0.5 + Math.random()));
  }

  #end(error?: GraphQLError): void {
    this.stop();
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
