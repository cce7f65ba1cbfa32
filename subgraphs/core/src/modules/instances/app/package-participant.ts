import { AppError } from '@wecube/kit';
import type { CoreClient, CoreTransaction } from '@wecube/prisma';
import type { PackageChange, PackageCheck, PackageParticipant } from '../../packages/index.ts';
import type { InstanceRepository } from '../data/instance-repository.ts';

/** A package cannot be decommissioned while instances of it are there. */
export function createInstancesParticipant(client: CoreClient, repository: InstanceRepository): PackageParticipant {
  const remaining = (connection: CoreClient | CoreTransaction, packageId: string) =>
    repository.countIn(connection, { packageId, status: { not: 'REMOVED' } });
  return {
    name: 'instances',
    async check(change) {
      if (change.kind !== 'DECOMMISSION') return [];
      const count = await remaining(client, change.package.id);
      return count === 0 ? [] : [refusal(change, count)];
    },
    async apply(change, tx) {
      // A launch may have begun since the check.
      const count = change.kind === 'DECOMMISSION' ? await remaining(tx, change.package.id) : 0;
      if (count > 0) throw new AppError('PACKAGE_HAS_INSTANCES', refusal(change, count).message);
    },
  };
}

const refusal = ({ package: { name, version } }: PackageChange, count: number): PackageCheck => ({
  code: 'PACKAGE_HAS_INSTANCES',
  level: 'ERROR',
  message: `${name} ${version} still has ${count === 1 ? 'an instance' : `${count} instances`}.`,
  remedy: 'Remove its instances first.',
});
