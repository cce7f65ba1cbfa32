/** Gives every published value to every listener, in order and without losing any. */
export class Fanout<T> {
  readonly #listeners = new Set<(value: T) => void>();

  get size(): number {
    return this.#listeners.size;
  }

  publish(value: T): void {
    for (const listener of this.#listeners) listener(value);
  }

  listen(): AsyncIterableIterator<T> {
    const waiting: T[] = [];
    let wake: ((result: IteratorResult<T>) => void) | undefined;
    const listener = (value: T) => {
      if (wake) wake({ value, done: false });
      else waiting.push(value);
      wake = undefined;
    };
    this.#listeners.add(listener);
    const end = async (): Promise<IteratorResult<T>> => {
      this.#listeners.delete(listener);
      wake?.({ value: undefined, done: true });
      return { value: undefined, done: true };
    };
    return {
      next: async () => {
        const value = waiting.shift();
        if (value !== undefined) return { value, done: false };
        return new Promise((resolve) => {
          wake = resolve;
        });
      },
      return: end,
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }
}
