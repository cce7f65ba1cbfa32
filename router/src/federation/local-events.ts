/** Events of a topic as a subscription field of a local subgraph yields them: one object per event, under the field's name. */
export function eventsOf<From, To = From>(
  source: AsyncIterableIterator<From>,
  field: string,
  present: (event: From) => To = (event) => event as unknown as To,
): AsyncIterableIterator<Record<string, To>> {
  const wrap = async (
    result: Promise<IteratorResult<From>> | undefined,
  ): Promise<IteratorResult<Record<string, To>>> => {
    const { value, done } = (await result) ?? { value: undefined, done: true };
    return done ? { value: undefined, done: true } : { value: { [field]: present(value) }, done: false };
  };
  return {
    next: () => wrap(source.next()),
    return: () => wrap(source.return?.()),
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
