import type { RunReader, StatusCounts } from '../data/run-reader.ts';

/** Reads the counts of all runs that are asked for in one turn of the event loop with one statement. */
export function createCountBatch(reader: Pick<RunReader, 'counts'>): (runId: string) => Promise<StatusCounts> {
  let waiting: { ids: Set<string>; counts: Promise<ReadonlyMap<string, StatusCounts>> } | null = null;
  const next = (): NonNullable<typeof waiting> => {
    const ids = new Set<string>();
    const counts = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      waiting = null;
      return reader.counts([...ids]);
    });
    return { ids, counts };
  };
  return async (runId) => {
    waiting ??= next();
    waiting.ids.add(runId);
    return (await waiting.counts).get(runId) ?? new Map();
  };
}
