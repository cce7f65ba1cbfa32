import { type ExecutionResult, GraphQLError } from 'graphql';

export const MAX_QUEUED = 256;

/**
 * What one client has not taken yet. Written by hand: `return()` must work while `next()` is pending,
 * which async generators cannot do.
 */
export class ClientQueue implements AsyncIterableIterator<ExecutionResult> {
  #queued: ExecutionResult[] = [];
  #waiting: ((result: IteratorResult<ExecutionResult>) => void) | undefined;
  #ended = false;
  #leave: (() => void) | undefined;
  #resumed: (() => void) | undefined;
  #overrun: (() => void) | undefined;

  constructor(private readonly limit = MAX_QUEUED) {}

  /** `leave` is called once, when the client goes or is too slow. */
  onLeave(leave: () => void): this {
    this.#leave = leave;
    return this;
  }

  /** `resumed` is called when the stream is back after a gap, before any event tells so. */
  onResumed(resumed: () => void): this {
    this.#resumed = resumed;
    return this;
  }

  /** `overrun` is called when the client is too slow. */
  onOverrun(overrun: () => void): this {
    this.#overrun = overrun;
    return this;
  }

  resume(): void {
    if (!this.#ended) this.#resumed?.();
  }

  push(result: ExecutionResult): void {
    if (this.#ended) return;
    if (this.#waiting) this.#deliver(result);
    else if (this.#queued.length < this.limit) this.#queued.push(result);
    else this.#giveUp();
  }

  end(error?: GraphQLError): void {
    if (this.#ended) return;
    if (error && this.#waiting) this.#deliver({ errors: [error] });
    else if (error) this.#queued.push({ errors: [error] });
    this.#ended = true;
    this.#waiting?.({ value: undefined, done: true });
    this.#waiting = undefined;
  }

  async next(): Promise<IteratorResult<ExecutionResult>> {
    const value = this.#queued.shift();
    if (value) return { value, done: false };
    if (this.#ended) return { value: undefined, done: true };
    return new Promise((resolve) => {
      this.#waiting = resolve;
    });
  }

  async return(): Promise<IteratorResult<ExecutionResult>> {
    this.#queued = [];
    this.end();
    this.#release();
    return { value: undefined, done: true };
  }

  async throw(error: unknown): Promise<IteratorResult<ExecutionResult>> {
    await this.return();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #giveUp(): void {
    this.#queued = [];
    this.end(tooSlow(this.limit));
    this.#overrun?.();
    this.#release();
  }

  #deliver(result: ExecutionResult): void {
    this.#waiting?.({ value: result, done: false });
    this.#waiting = undefined;
  }

  #release(): void {
    this.#leave?.();
    this.#leave = undefined;
  }
}

function tooSlow(limit: number): GraphQLError {
  return new GraphQLError(`The client was more than ${limit} events behind; subscribe again.`, {
    extensions: { code: 'SLOW_CONSUMER', retryable: true },
  });
}
