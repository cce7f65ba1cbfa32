import { sayInstance } from '../../domain/texts.ts';
import type { InstanceDependencies } from '../dependencies.ts';
import { ensureIdentity } from '../ensure-identity.ts';
import type { LaunchStep } from '../launch-work.ts';

type Dependencies = Pick<InstanceDependencies, 'identities' | 'repository' | 'clock'>;

/** Gives the package its identity and signing key, once for all its versions and instances. */
export function identityStep(dependencies: Dependencies): LaunchStep {
  const { identities, repository } = dependencies;
  return {
    key: 'identity',
    async run(work) {
      const { identity, isNew } = await ensureIdentity(dependencies, work.instance.packageName);
      Object.assign(work, { identity, identityIsNew: isNew });
      return sayInstance('STEP_IDENTITY', { systemCode: identity.systemCode });
    },
    async undo({ instance, identity, identityIsNew }) {
      if (!identity || !identityIsNew) return null;
      const others = { packageName: instance.packageName, id: { not: instance.id }, status: { not: 'REMOVED' } };
      if ((await repository.list(others)).length > 0) return null;
      await identities.remove(instance.packageName);
      return { en: `the identity ${identity.systemCode} was removed`, zh: `已删除身份 ${identity.systemCode}` };
    },
  };
}
