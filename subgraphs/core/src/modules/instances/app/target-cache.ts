import type { Clock } from '@wecube/kit';
import type { PluginTarget, PluginTargets } from './plugin-targets.ts';
import type { PluginToken } from './plugin-token.ts';

/** So long may another core's changes stay unseen; this core's own clear the cache at once. */
const LIFE_MS = 2_000;

type Entry<T> = { value: Promise<T>; until: number };

/** Keeps targets and tokens in memory: they are asked for before every single call of a plugin. */
export function createTargetCache(read: { targets: PluginTargets; token: PluginToken }, clock: Clock) {
  let targets = new Map<string, Entry<PluginTarget[]>>();
  let tokens = new Map<string, Entry<string>>();
  return {
    targets: (packageName: string) => remembered(targets, packageName, clock, read.targets),
    token: (packageName: string) => remembered(tokens, packageName, clock, read.token),
    clear(): void {
      // New maps: what was being read while the change came is not kept.
      targets = new Map();
      tokens = new Map();
    },
  };
}

function remembered<T>(
  entries: Map<string, Entry<T>>,
  key: string,
  clock: Clock,
  read: (key: string) => Promise<T>,
): Promise<T> {
  const known = entries.get(key);
  if (known && known.until > clock.now()) return known.value;
  const value = read(key);
  entries.set(key, { value, until: clock.now() + LIFE_MS });
  value.catch(() => entries.delete(key));
  return value;
}
