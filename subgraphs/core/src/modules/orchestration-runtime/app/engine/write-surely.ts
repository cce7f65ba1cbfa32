import type { Logger } from '@wecube/kit';
import { type CommitItem, isStoreUnreachable, type RunStamp, type RunStore } from '../../ports.ts';

export type Written = {
  /** Runs that somebody else changed or owns. */
  readonly lost: ReadonlySet<string>;
  /** Changes the database refuses, with its reason. */
  readonly failed: ReadonlyMap<CommitItem, unknown>;
};

const LONGEST_PAUSE_MS = 2_000;

/**
 * Commits a group and knows what became of it, whatever happens. While the database is away it waits; a commit whose
 * answer was lost is looked up; a change that the database refuses does not stop the others.
 */
export async function writeSurely(
  deps: { readonly store: RunStore; readonly logger: Logger },
  items: readonly CommitItem[],
): Promise<Written> {
  try {
    return { lost: await deps.store.commit(items), failed: new Map() };
  } catch (error) {
    deps.logger.error({ err: error, runs: items.length }, 'a commit of runs failed');
    if (isStoreUnreachable(error)) return writeRest(deps, items);
    const [only] = items;
    if (items.length === 1 && only) return { lost: new Set(), failed: new Map([[only, error]]) };
    return joined(await inSequence(deps, items));
  }
}

/** Whether the lost commit took place shows in the stamps: only we write versions of these runs. */
async function writeRest(deps: { store: RunStore; logger: Logger }, items: readonly CommitItem[]): Promise<Written> {
  const stamps = await stampsWhenBack(deps.store, items);
  const fates = items.map((item) => ({ item, fate: fateOf(item, stamps.get(item.change.row.id)) }));
  const lost = new Set(fates.filter(({ fate }) => fate === 'LOST').map(({ item }) => item.change.row.id));
  const open = fates.filter(({ fate }) => fate === 'NOT_WRITTEN').map(({ item }) => item);
  if (open.length === 0) return { lost, failed: new Map() };
  return joined([{ lost, failed: new Map() }, await writeSurely(deps, open)]);
}

function fateOf({ change }: CommitItem, stamp: RunStamp | undefined): 'WRITTEN' | 'NOT_WRITTEN' | 'LOST' {
  const { row, expectedVersion } = change;
  if (!stamp) return expectedVersion === 0 ? 'NOT_WRITTEN' : 'LOST';
  if (stamp.epoch !== row.epoch || stamp.owner !== row.owner) return 'LOST';
  if (stamp.version === row.version) return 'WRITTEN';
  return stamp.version === expectedVersion ? 'NOT_WRITTEN' : 'LOST';
}

async function stampsWhenBack(store: RunStore, items: readonly CommitItem[]): Promise<ReadonlyMap<string, RunStamp>> {
  for (let pause = 50; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    try {
      return await store.stamps(items.map(({ change }) => change.row.id));
    } catch (error) {
      if (!isStoreUnreachable(error)) throw error;
    }
  }
}

async function inSequence(deps: { store: RunStore; logger: Logger }, items: readonly CommitItem[]): Promise<Written[]> {
  const results: Written[] = [];
  for (const item of items) results.push(await writeSurely(deps, [item]));
  return results;
}

function joined(results: readonly Written[]): Written {
  return {
    lost: new Set(results.flatMap(({ lost }) => [...lost])),
    failed: new Map(results.flatMap(({ failed }) => [...failed])),
  };
}
