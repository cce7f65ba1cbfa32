import type { PubSub } from './pub-sub.ts';

type Sink = { push(payload: unknown): void; end(): void };

/** `PubSub` within one process: every subscriber has its own unbounded queue that ends with its iterator. */
export function createInProcessPubSub(): PubSub {
  const topics = new Map<string, Set<Sink>>();
  return {
    publish(topic, payload) {
      for (const sink of topics.get(topic) ?? []) sink.push(payload);
    },
    subscribe<T>(topic: string) {
      const sinks = topics.get(topic) ?? new Set<Sink>();
      topics.set(topic, sinks);
      return subscription<T>(sinks, () => {
        if (sinks.size === 0 && topics.get(topic) === sinks) topics.delete(topic);
      });
    },
    async [Symbol.asyncDispose]() {
      for (const sinks of topics.values()) for (const sink of [...sinks]) sink.end();
      topics.clear();
    },
  };
}

// Written by hand: `return()` must work while `next()` is pending, which async generators cannot do.
function subscription<T>(sinks: Set<Sink>, removed: () => void): AsyncIterableIterator<T> {
  const queue: T[] = [];
  let waiting: ((result: IteratorResult<T>) => void)[] = [];
  let ended = false;
  const sink: Sink = {
    push(payload) {
      const next = waiting.shift();
      if (next) next({ value: payload as T, done: false });
      else queue.push(payload as T);
    },
    end() {
      ended = true;
      sinks.delete(sink);
      removed();
      for (const next of waiting) next({ value: undefined, done: true });
      waiting = [];
    },
  };
  sinks.add(sink);
  const finish = async (): Promise<IteratorResult<T>> => {
    queue.length = 0;
    sink.end();
    return { value: undefined, done: true };
  };
  return {
    async next() {
      if (queue.length > 0) return { value: queue.shift() as T, done: false };
      if (ended) return { value: undefined, done: true };
      return new Promise((resolve) => waiting.push(resolve));
    },
    return: finish,
    async throw(error) {
      await finish();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
