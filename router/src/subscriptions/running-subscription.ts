import { type ExecutionResult, GraphQLError } from 'graphql';
import { departure, type RouterContext, requestContext } from '../router-context.ts';
import { MAX_QUEUED } from './client-queue.ts';
import { executeEvent } from './execute-event.ts';
import type { StreamSink } from './shared-streams.ts';
import type { SubscriptionPlan } from './subscription-plans.ts';

/** An event of a subgraph, and whether others may have been missed before it. */
export type UpstreamEvent = { event: ExecutionResult; afterGap: boolean };

/** A plan with the key of the upstream stream it needs: equal keys, equal streams. */
export type KeyedPlan = SubscriptionPlan & { upstreamKey: string };

export type RunningSubscriptionOptions = {
  variables: Record<string, unknown>;
  /** Of the client that came first; the stream outlives it when others have joined. */
  context: RouterContext;
  results: StreamSink<ExecutionResult>;
  join(plan: KeyedPlan, context: RouterContext, events: StreamSink<UpstreamEvent>): () => void;
};

/** What equal clients share: every event of one upstream stream, completed one after another in the order of the events. */
export class RunningSubscription {
  readonly #context: RouterContext;
  readonly #stopped = new AbortController();
  #plan: KeyedPlan;
  #leave = () => {};
  #turn = Promise.resolve();
  #behind = 0;
  #gap = false;

  constructor(
    plan: KeyedPlan,
    private readonly options: RunningSubscriptionOptions,
  ) {
    const whenGone = departure((gone) => this.#stopped.signal.addEventListener('abort', gone));
    this.#context = requestContext({ ...options.context, whenGone });
    this.#plan = plan;
    this.#join();
  }

  get plan(): KeyedPlan {
    return this.#plan;
  }

  /** Goes on by another plan from the next event on; true when that needed another upstream stream, which makes a gap. */
  follow(plan: KeyedPlan): boolean {
    const moves = plan.upstreamKey !== this.#plan.upstreamKey;
    this.#plan = plan;
    if (!moves) return false;
    const leave = this.#leave;
    this.#gap = true;
    // Joined before the old one is left: a stream of the same connection keeps it open.
    this.#join();
    leave();
    return true;
  }

  stop(): void {
    this.#stopped.abort();
    this.#leave();
  }

  fail(error: GraphQLError): void {
    this.stop();
    this.options.results.end(error);
  }

  #join(): void {
    let over = false;
    const leave = this.options.join(this.#plan, this.#context, {
      next: (upstream) => !over && this.#arrived(upstream),
      ready: (afterGap) => !over && (afterGap || this.#gap) && this.options.results.ready?.(true),
      end: (error) => !over && this.#endAfterTurn(error),
    });
    this.#leave = () => {
      over = true;
      leave();
    };
  }

  #arrived({ event, afterGap }: UpstreamEvent): void {
    if (this.#stopped.signal.aborted) return;
    if (++this.#behind > MAX_QUEUED) return void this.fail(overrun());
    const marked = afterGap || this.#gap;
    const plan = this.#plan;
    this.#gap = false;
    this.#turn = this.#turn.then(async () => {
      const result = await executeEvent(plan, this.options.variables, this.#context, event);
      this.#behind -= 1;
      if (this.#stopped.signal.aborted) return;
      this.options.results.next(marked ? { ...result, extensions: { resubscribed: true } } : result);
    });
  }

  #endAfterTurn(error: GraphQLError | undefined): void {
    this.#turn = this.#turn.then(() => {
      if (!this.#stopped.signal.aborted) this.options.results.end(error);
    });
  }
}

function overrun(): GraphQLError {
  return new GraphQLError('Events arrive faster than they can be completed; subscribe again.', {
    extensions: { code: 'SLOW_CONSUMER', retryable: true },
  });
}
