/**
 * A generator that can be left while it waits for its next value: `return()` of a plain one would wait with it. What
 * `make` waits for has to end when its signal comes.
 */
export function stoppable<T>(make: (signal: AbortSignal) => AsyncGenerator<T>): AsyncIterableIterator<T> {
  const controller = new AbortController();
  const source = make(controller.signal);
  const leave = async (): Promise<IteratorResult<T>> => {
    controller.abort();
    await source.return(undefined);
    return { value: undefined, done: true };
  };
  return {
    next: () => source.next(),
    return: leave,
    async throw(error) {
      await leave();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
