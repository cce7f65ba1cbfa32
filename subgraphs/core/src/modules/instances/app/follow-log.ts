import { setTimeout as pause } from 'node:timers/promises';
import { toError } from '@wecube/kit';
import type { InstanceRecord } from '../domain/instance.ts';
import { maskSecrets } from '../domain/mask-secrets.ts';
import { sayInstance } from '../domain/texts.ts';
import type { ContainerHost, HostDriver, LogStart } from '../ports.ts';
import type { InstanceDependencies } from './dependencies.ts';
import { readSecrets } from './read-secrets.ts';
import { stoppable } from './stoppable.ts';

/** Readers of one core at once; each holds a stream of a host open. */
const MOST_READERS = 200;
const MOST_TAIL = 2_000;
/** A line that is longer is cut: nobody reads it, and a page of them would be megabytes. */
const MOST_LINE_LENGTH = 8_000;
/** Parts come no more often; what is written meanwhile waits at the host, so a flood is slowed down and not dropped. */
const PART_EVERY_MS = 100;
const LOOK_AGAIN_MS = 500;

/** What was written since the part before. `fresh`: the output begins anew and replaces what was shown. */
export type InstanceLogPart = { instanceId: string; lines: readonly string[]; fresh: boolean; ended: boolean };

type Dependencies = Pick<
  InstanceDependencies,
  'repository' | 'resources' | 'containerHost' | 'packages' | 'variables' | 'identities' | 'estate'
>;
export type FollowLog = (id: string, tail: number) => AsyncIterableIterator<InstanceLogPart>;

/**
 * The output of an instance as it is written, over every restart, until the instance is removed or the reader leaves.
 * Secrets are masked as in `readLog`.
 */
export function createFollowLog(dependencies: Dependencies): FollowLog {
  let readers = 0;
  return (id, tail) =>
    stoppable(async function* (signal) {
      if (readers >= MOST_READERS) throw toError(sayInstance('TOO_MANY_READERS', { most: MOST_READERS }));
      readers += 1;
      try {
        yield* followInstance(dependencies, id, Math.min(MOST_TAIL, Math.max(1, tail)), signal);
      } finally {
        readers -= 1;
      }
    });
}

async function* followInstance(
  dependencies: Dependencies,
  id: string,
  tail: number,
  signal: AbortSignal,
): AsyncGenerator<InstanceLogPart> {
  let start: LogStart = { tail };
  let fresh = true;
  while (!signal.aborted) {
    const found = await findContainer(dependencies, id);
    if (!found) return;
    const secrets = await readSecrets(dependencies, found.instance, found.driver);
    let hadLines = false;
    for await (const { lines, cursor } of untilLost(found.container.follow(id, start, signal))) {
      start = { after: cursor };
      hadLines = true;
      yield { instanceId: id, lines: lines.map((line) => shown(line, secrets)), fresh, ended: false };
      fresh = false;
      await pause(PART_EVERY_MS, undefined, { signal }).catch(() => {});
    }
    if (signal.aborted) return;
    if (fresh || hadLines) yield { instanceId: id, lines: [], fresh, ended: true };
    fresh = false;
    await untilItRuns(dependencies, id, signal);
  }
}

const shown = (line: string, secrets: readonly string[]) =>
  maskSecrets(line.length > MOST_LINE_LENGTH ? `${line.slice(0, MOST_LINE_LENGTH)}…` : line, secrets);

/** A host that goes away ends the stream; when it is back, it goes on. */
async function* untilLost<T>(parts: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* parts;
  } catch {
    // Why it is away stands at the instance.
  }
}

type Found = { instance: InstanceRecord; container: ContainerHost; driver: HostDriver };

/** `null` when the instance is gone for good. */
async function findContainer(
  { repository, resources, containerHost }: Dependencies,
  id: string,
): Promise<Found | null> {
  const instance = await repository.find(id);
  if (!instance || instance.status === 'REMOVED') return null;
  const host = await resources.findHost(instance.hostId);
  const container = host && containerHost(host);
  return host && container ? { instance, container, driver: host.driver } : null;
}

async function untilItRuns(dependencies: Dependencies, id: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await pause(LOOK_AGAIN_MS, undefined, { signal }).catch(() => {});
    const found = await findContainer(dependencies, id);
    if (!found) return;
    const state = await found.container.inspect(id).catch(() => null);
    if (state?.status === 'RUNNING') return;
  }
}
