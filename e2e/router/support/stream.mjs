/** Gives every published value to all who listen. */
export class Stream {
  #listeners = new Set();

  get size() {
    return this.#listeners.size;
  }

  publish(value) {
    for (const listener of this.#listeners) listener(value);
  }

  listen() {
    const waiting = [];
    let wake;
    const listener = (value) => {
      if (wake) wake({ value, done: false });
      else waiting.push(value);
      wake = undefined;
    };
    this.#listeners.add(listener);
    return {
      next: () => {
        const value = waiting.shift();
        if (value !== undefined) return Promise.resolve({ value, done: false });
        return new Promise((resolve) => {
          wake = resolve;
        });
      },
      return: async () => {
        this.#listeners.delete(listener);
        wake?.({ value: undefined, done: true });
        return { value: undefined, done: true };
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }
}
