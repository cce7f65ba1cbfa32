import type { PostRequest, PostResult } from './connections.ts';

/** Up to this a deadline has a timer of its own; longer ones are looked after in rounds. */
const EXACT_MS = 1_000;

/** One request on its way to an instance and back, until it is settled one way or the other. */
export class Exchange {
  /** Whether any byte may have left. */
  sent = false;
  over = false;
  /** Cuts the connection that carries it. */
  cut: (() => void) | undefined;
  readonly deadline: number;
  #timer: NodeJS.Timeout | undefined;
  #stopListening: (() => void) | undefined;

  constructor(
    readonly request: PostRequest,
    private readonly settled: (result: PostResult) => void,
  ) {
    this.deadline = performance.now() + request.timeoutMs;
  }

  begin(): void {
    const { timeoutMs, whenGone } = this.request;
    this.#stopListening = whenGone(() => this.#giveUp({ kind: 'cancelled' }));
    if (this.over) return void this.#stopListening();
    if (timeoutMs <= EXACT_MS) this.#timer = setTimeout(() => this.timedOut(), timeoutMs);
  }

  timedOut(): void {
    this.#giveUp({ kind: 'timed-out', sent: this.sent });
  }

  settle(result: PostResult): void {
    if (this.over) return;
    this.over = true;
    if (this.#timer) clearTimeout(this.#timer);
    this.#stopListening?.();
    this.settled(result);
  }

  #giveUp(result: PostResult): void {
    this.settle(result);
    this.cut?.();
  }
}
