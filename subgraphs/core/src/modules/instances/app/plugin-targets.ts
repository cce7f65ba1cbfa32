import type { InstanceRepository } from '../data/instance-repository.ts';
import { baseUrlOf, type InstanceRecord } from '../domain/instance.ts';
import { isServing, SERVING } from '../domain/status.ts';
import type { PackageCatalogue } from '../ports.ts';

/** An instance that calls for a package may go to. */
export type PluginTarget = { instanceId: string; baseUrl: string; healthy: boolean };

type Dependencies = {
  repository: InstanceRepository;
  packages: Pick<PackageCatalogue, 'activePackages'>;
  /** Instances that are about to finish their launch and answer already. */
  reachable: ReadonlySet<string>;
};

/**
 * Where calls for a package name go: to instances of its active version, and while that has none, to those of another
 * version that still run. Instances of a version on trial, and those that are being drained, get none.
 */
export function createPluginTargets({ repository, packages, reachable }: Dependencies) {
  return async (packageName: string): Promise<PluginTarget[]> => {
    const instances = await repository.list({
      packageName,
      status: { in: [...SERVING, 'LAUNCHING'] },
      desired: 'RUNNING',
      traffic: 'ON',
    });
    const usable = instances.filter(
      ({ id, status, port }) => port !== null && (isServing(status) || reachable.has(id)),
    );
    const active = (await packages.activePackages()).find(({ name }) => name === packageName);
    const ofActive = usable.filter(({ packageId }) => packageId === active?.id);
    return (ofActive.length > 0 ? ofActive : usable).map(toTarget);
  };
}
export type PluginTargets = ReturnType<typeof createPluginTargets>;

const toTarget = (instance: InstanceRecord): PluginTarget => ({
  instanceId: instance.id,
  baseUrl: baseUrlOf(instance),
  healthy: instance.status !== 'UNHEALTHY',
});
