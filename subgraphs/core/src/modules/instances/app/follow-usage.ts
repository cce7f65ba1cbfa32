import { setTimeout as pause } from 'node:timers/promises';
import type { Usage } from '../ports.ts';
import type { InstanceDependencies } from './dependencies.ts';
import { stoppable } from './stoppable.ts';

/** Samples kept of an instance while somebody looks: two minutes of a figure a second. */
const MOST_SAMPLES = 120;
const MOST_INSTANCES = 100;
const LOOK_AGAIN_MS = 1_000;

export type InstanceUsage = Usage & { instanceId: string };
export type FollowUsage = (ids: readonly string[]) => AsyncIterableIterator<readonly InstanceUsage[]>;

type Sampler = {
  readers: number;
  samples: InstanceUsage[];
  /** Counts samples, so that a reader knows what it has not seen. */
  taken: number;
  listeners: Set<() => void>;
  controller: AbortController;
};
type Dependencies = Pick<InstanceDependencies, 'repository' | 'resources' | 'containerHost'>;

/**
 * What instances use, as long as somebody looks: all readers of an instance share one stream of its host. A reader gets
 * the samples that are there first, then new ones; one that is slow misses samples and nothing waits for it.
 */
export function createFollowUsage(dependencies: Dependencies): FollowUsage {
  const samplers = new Map<string, Sampler>();
  const join = (id: string): Sampler => {
    const sampler = samplers.get(id) ?? begin(dependencies, id);
    samplers.set(id, sampler);
    sampler.readers += 1;
    return sampler;
  };
  const leave = (id: string, sampler: Sampler): void => {
    sampler.readers -= 1;
    if (sampler.readers > 0) return;
    sampler.controller.abort();
    samplers.delete(id);
  };
  return (ids) =>
    stoppable(async function* (signal) {
      const joined = new Map([...new Set(ids)].slice(0, MOST_INSTANCES).map((id) => [id, join(id)]));
      try {
        yield* read([...joined.values()], signal);
      } finally {
        for (const [id, sampler] of joined) leave(id, sampler);
      }
    });
}

async function* read(samplers: readonly Sampler[], signal: AbortSignal): AsyncGenerator<readonly InstanceUsage[]> {
  const seen = new Map(samplers.map((sampler) => [sampler, Math.max(0, sampler.taken - sampler.samples.length)]));
  while (!signal.aborted) {
    const fresh = samplers.flatMap((sampler) => {
      const count = Math.min(sampler.samples.length, sampler.taken - (seen.get(sampler) ?? 0));
      seen.set(sampler, sampler.taken);
      return count > 0 ? sampler.samples.slice(-count) : [];
    });
    if (fresh.length > 0) yield fresh;
    await nextSample(samplers, signal);
  }
}

function nextSample(samplers: readonly Sampler[], signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      for (const { listeners } of samplers) listeners.delete(done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    if (signal.aborted) return resolve();
    for (const { listeners } of samplers) listeners.add(done);
    signal.addEventListener('abort', done, { once: true });
  });
}

function begin(dependencies: Dependencies, id: string): Sampler {
  const controller = new AbortController();
  const sampler: Sampler = { readers: 0, samples: [], taken: 0, listeners: new Set(), controller };
  void sample(dependencies, id, sampler);
  return sampler;
}

/** Over every restart of the instance, until nobody looks any more. */
async function sample(dependencies: Dependencies, id: string, sampler: Sampler): Promise<void> {
  const { signal } = sampler.controller;
  while (!signal.aborted) {
    try {
      for await (const usage of await streamOf(dependencies, id, signal)) keep(sampler, { ...usage, instanceId: id });
    } catch {
      // The host is away; it is asked again.
    }
    await pause(LOOK_AGAIN_MS, undefined, { signal, ref: false }).catch(() => {});
  }
}

function keep(sampler: Sampler, usage: InstanceUsage): void {
  sampler.samples.push(usage);
  if (sampler.samples.length > MOST_SAMPLES) sampler.samples.shift();
  sampler.taken += 1;
  for (const listener of [...sampler.listeners]) listener();
}

async function streamOf(
  { repository, resources, containerHost }: Dependencies,
  id: string,
  signal: AbortSignal,
): Promise<AsyncIterable<Usage>> {
  const instance = await repository.find(id);
  const host = instance && (await resources.findHost(instance.hostId));
  return (host && containerHost(host))?.usage(id, signal) ?? NOTHING;
}

const NOTHING: AsyncIterable<Usage> = (async function* () {})();
