import { systemCodeOf } from '../../domain/plugin-identity.ts';
import { sayInstance } from '../../domain/texts.ts';
import type { InstanceDependencies } from '../dependencies.ts';
import { ensureIdentity } from '../ensure-identity.ts';
import type { LaunchStep } from '../launch-work.ts';
import { isUsedByOthers } from '../used-by-others.ts';

type Dependencies = Pick<InstanceDependencies, 'identities' | 'repository' | 'clock'>;

/** Gives the package its identity and signing key, once for all its versions and instances. */
export function identityStep(dependencies: Dependencies): LaunchStep {
  const { identities, repository } = dependencies;
  return {
    key: 'identity',
    willMake: async ({ instance }) => (await identities.find(instance.packageName)) === null,
    async run(work) {
      const { identity } = await ensureIdentity(dependencies, work.instance.packageName);
      work.identity = identity;
      return sayInstance('STEP_IDENTITY', { systemCode: identity.systemCode });
    },
    async undo({ instance, makes }) {
      if (!makes.has('identity')) return null;
      const { packageName } = instance;
      if (await isUsedByOthers(repository, instance)) return null;
      await identities.remove(packageName);
      const systemCode = systemCodeOf(packageName);
      return { en: `the identity ${systemCode} was removed`, zh: `已删除身份 ${systemCode}` };
    },
  };
}
