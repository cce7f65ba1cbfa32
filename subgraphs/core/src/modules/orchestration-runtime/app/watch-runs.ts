import type { PubSub } from '@wecube/kit';
import type { RunReader, StoredEvent } from '../data/run-reader.ts';
import type { CommitItem } from '../ports.ts';

/** A change as subscribers get it. RESET: too much was missed, read the run again. */
export type LiveRunEvent = {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly version: number;
  readonly at: Date;
  readonly data: unknown;
};

export const ALL_RUNS_TOPIC = 'runs';
export const runTopic = (runId: string): string => `run:${runId}`;
const MOST_REPLAYED = 500;

/** Tells everybody who watches what has just been committed. */
export function publishRun(pubSub: PubSub, { change: { row, history } }: CommitItem): void {
  const event = toLive({ runId: row.id, version: row.version, ...history });
  pubSub.publish(runTopic(row.id), event);
  pubSub.publish(ALL_RUNS_TOPIC, event);
}

export function toLive({ runId, version, type, at, data }: StoredEvent): LiveRunEvent {
  return { id: `${runId}.${version}`, type, subject: runId, version, at: new Date(at), data };
}

/** What was missed since a version, then what happens; each change once and in order. */
export async function* watchRun(
  deps: { readonly pubSub: PubSub; readonly reader: RunReader },
  runId: string,
  sinceVersion: number | null,
): AsyncGenerator<LiveRunEvent> {
  // Subscribed before the table is read, so that nothing falls between the two.
  const live = deps.pubSub.subscribe<LiveRunEvent>(runTopic(runId));
  try {
    let seen = sinceVersion ?? -1;
    for (const event of sinceVersion === null ? [] : await missed(deps.reader, runId, sinceVersion)) {
      seen = event.version;
      yield event;
    }
    for await (const event of live) {
      if (event.version <= seen) continue;
      seen = event.version;
      yield event;
    }
  } finally {
    await live.return?.();
  }
}

async function missed(reader: RunReader, runId: string, sinceVersion: number): Promise<readonly LiveRunEvent[]> {
  const events = await reader.eventsSince(runId, sinceVersion, MOST_REPLAYED + 1);
  const run = await reader.find(runId);
  const last = events.at(-1)?.version ?? sinceVersion;
  const isWhole = events.length === last - sinceVersion && (run?.version ?? last) <= last;
  if (isWhole && events.length <= MOST_REPLAYED) return events.map(toLive);
  const version = run?.version ?? sinceVersion;
  return [{ id: `${runId}.reset`, type: 'RESET', subject: runId, version, at: new Date(), data: null }];
}
