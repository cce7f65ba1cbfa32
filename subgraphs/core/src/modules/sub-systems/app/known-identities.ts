import type { Clock } from '@wecube/kit';
import type { PluginIdentities, PluginIdentity } from '../../instances/index.ts';
import type { SubSystemRepository } from '../data/sub-system-repository.ts';
import type { ActivePackages } from '../ports.ts';

/** A token of a package that was decommissioned a moment ago is refused after this at the latest. */
const FRESH_MS = 2_000;

type Dependencies = {
  identities: PluginIdentities;
  packages: ActivePackages;
  repository: Pick<SubSystemRepository, 'names'>;
  clock: Clock;
};

/** Who may speak to the platform now: packages that are active, and sub-systems that were registered by hand. */
export function createKnownIdentities({ identities, packages, repository, clock }: Dependencies) {
  let kept: { at: number; list: Promise<readonly PluginIdentity[]> } | null = null;
  const read = async (): Promise<readonly PluginIdentity[]> => {
    const [all, active, registered] = await Promise.all([
      identities.all(),
      packages.activePackages(),
      repository.names(),
    ]);
    const names = new Set([...active.map(({ name }) => name), ...registered]);
    return all.filter(({ packageName }) => names.has(packageName));
  };
  return {
    list(): Promise<readonly PluginIdentity[]> {
      if (kept && clock.now() - kept.at < FRESH_MS) return kept.list;
      const list = read();
      kept = { at: clock.now(), list };
      list.catch(() => {
        kept = null;
      });
      return list;
    },
    forget(): void {
      kept = null;
    },
  };
}
export type KnownIdentities = ReturnType<typeof createKnownIdentities>;
