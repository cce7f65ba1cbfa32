/** Lets only one piece of work at a time run for a key; the others wait in order. */
export function createKeyedLock() {
  const last = new Map<string, Promise<unknown>>();
  return async <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const before = last.get(key) ?? Promise.resolve();
    const mine = before.catch(() => {}).then(work);
    last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (last.get(key) === mine) last.delete(key);
    }
  };
}
export type KeyedLock = ReturnType<typeof createKeyedLock>;
