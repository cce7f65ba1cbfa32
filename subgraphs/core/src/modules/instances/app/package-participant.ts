import { type Said, toError } from '@wecube/kit';
import type { CoreClient, CoreTransaction } from '@wecube/prisma';
import type { PackageChange, PackageParticipant } from '../../packages/index.ts';
import type { InstanceRepository } from '../data/instance-repository.ts';
import { sayInstance } from '../domain/texts.ts';

/** A package cannot be decommissioned while instances of it are there. */
export function createInstancesParticipant(client: CoreClient, repository: InstanceRepository): PackageParticipant {
  const remaining = (connection: CoreClient | CoreTransaction, packageId: string) =>
    repository.countIn(connection, { packageId, status: { not: 'REMOVED' } });
  return {
    name: 'instances',
    async check(change) {
      if (change.kind !== 'DECOMMISSION') return [];
      const count = await remaining(client, change.package.id);
      return count === 0 ? [] : [{ ...hasInstances(change, count), level: 'ERROR' }];
    },
    async apply(change, tx) {
      // A launch may have begun since the check.
      const count = change.kind === 'DECOMMISSION' ? await remaining(tx, change.package.id) : 0;
      if (count > 0) throw toError(hasInstances(change, count));
    },
  };
}

const hasInstances = ({ package: { name, version } }: PackageChange, count: number): Said =>
  sayInstance('PACKAGE_HAS_INSTANCES', { name, version, count });
