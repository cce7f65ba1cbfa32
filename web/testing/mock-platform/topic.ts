export type Topic<T> = ReturnType<typeof topic<T>>;

/** A list of listeners that hands its payloads out as async iterables. */
export function topic<T>() {
  const listeners = new Set<(payload: T) => void>();
  return {
    publish(payload: T) {
      for (const listener of listeners) listener(payload);
    },
    async *subscribe<R>(accept: (payload: T) => boolean, map: (payload: T) => R): AsyncGenerator<R> {
      const queue: T[] = [];
      let wake = () => {};
      const listener = (payload: T) => {
        if (!accept(payload)) return;
        queue.push(payload);
        wake();
      };
      listeners.add(listener);
      try {
        for (;;) {
          const payload = queue.shift();
          if (payload !== undefined) yield map(payload);
          else
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
        }
      } finally {
        listeners.delete(listener);
      }
    },
  };
}
