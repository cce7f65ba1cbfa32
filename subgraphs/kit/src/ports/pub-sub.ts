/** Hints to live subscribers; the database is the truth, so a lost hint costs latency only. */
export interface PubSub {
  publish(topic: string, payload: unknown): void;
  subscribe<T>(topic: string): AsyncIterableIterator<T>;
  [Symbol.asyncDispose](): Promise<void>;
}
