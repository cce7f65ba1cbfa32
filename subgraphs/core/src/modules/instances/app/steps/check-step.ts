import { toError } from '@wecube/kit';
import { runtimeFor } from '../../domain/runtime.ts';
import { sayInstance } from '../../domain/texts.ts';
import { clearLeftovers } from '../clear-leftovers.ts';
import type { InstanceDependencies } from '../dependencies.ts';
import type { LaunchStep, LaunchWork } from '../launch-work.ts';

type Dependencies = Pick<
  InstanceDependencies,
  'packages' | 'resources' | 'containerHost' | 'settings' | 'repository' | 'clock'
>;

/**
 * Looks again at what was true when the launch was asked for: the package, the host, the engine on it. Then it clears
 * what an earlier life of the platform may have left of the instance, so that a launch that was cut off at any point
 * is simply launched again.
 */
export function checkStep(dependencies: Dependencies): LaunchStep {
  return {
    key: 'check',
    async run(work) {
      const pack = await findRegistered(dependencies, work);
      const host = await dependencies.resources.findHost(work.instance.hostId);
      const container = host && dependencies.containerHost(host);
      if (!host || !container) throw toError(sayInstance('HOST_NOT_FOUND.anyMore'));
      const check = await dependencies.resources.checkHost(host);
      if (!check.available) {
        await noteLostHost(dependencies, work);
        throw toError(sayInstance('HOST_UNAVAILABLE', { host: host.name, reason: check.said ?? check.reason }));
      }
      await clearLeftovers(dependencies, work.instance);
      Object.assign(work, { pack, host, container, runtime: runtimeFor(pack.manifest, host.driver) });
      const { name, version } = pack;
      return sayInstance('STEP_CHECKED', { name, version, host: host.name, address: host.address });
    },
  };
}

/** An instance that worked before is replaced when its host stays away, also while it waits for its next launch. */
async function noteLostHost(
  { repository, clock }: Pick<InstanceDependencies, 'repository' | 'clock'>,
  { instance }: LaunchWork,
): Promise<void> {
  if (instance.healthyAt === null || instance.hostLostAt) return;
  await repository.change(instance.id, ['LAUNCHING'], { hostLostAt: new Date(clock.now()) });
}

async function findRegistered({ packages }: Pick<InstanceDependencies, 'packages'>, { instance }: LaunchWork) {
  const pack = await packages.findPackage(instance.packageId);
  if (pack?.status === 'REGISTERED') return pack;
  const { packageName: name, packageVersion: version } = instance;
  throw toError(sayInstance('PACKAGE_NOT_REGISTERED', { name, version }));
}
