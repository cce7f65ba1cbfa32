/** Runs work of the same key one after another; null when `longest` pieces wait for that key already. */
export function createOneAtATime(longest: number) {
  const tails = new Map<string, { last: Promise<unknown>; length: number }>();
  return async <T>(key: string, work: () => Promise<T>): Promise<T | null> => {
    const queue = tails.get(key) ?? { last: Promise.resolve(), length: 0 };
    if (queue.length >= longest) return null;
    queue.length += 1;
    const done = queue.last.then(work);
    queue.last = done.catch(() => undefined);
    tails.set(key, queue);
    try {
      return await done;
    } finally {
      queue.length -= 1;
      if (queue.length === 0) tails.delete(key);
    }
  };
}

export type OneAtATime = ReturnType<typeof createOneAtATime>;
