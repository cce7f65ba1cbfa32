import { requireAction, type Session } from '@wecube/kit';
import { findPackage, retirePackage } from '../data/packages.ts';
import { statusesBefore } from '../domain/status.ts';
import { type ChangeDependencies, type ChangeKind, changePackage, type PackageResult } from './change-package.ts';
import { packageNotFound } from './package-not-found.ts';

const DECOMMISSION: ChangeKind = {
  kind: 'DECOMMISSION',
  action: 'package:decommission',
  event: 'PACKAGE_DECOMMISSIONED',
  write: (tx, change, at) => retirePackage(tx, change.package.id, statusesBefore('DECOMMISSIONED'), at),
};

/** Takes a package out of use for good; refused while something still uses it. A repeat answers the same. */
export type DecommissionPackage = (id: string, session: Session) => Promise<PackageResult>;

export function createDecommissionPackage(deps: ChangeDependencies): DecommissionPackage {
  const decommission = async (id: string, session: Session): Promise<PackageResult> => {
    requireAction(session, 'package:decommission');
    const pack = await findPackage(deps.database.client, id);
    if (!pack) return packageNotFound(id);
    if (pack.status === 'DECOMMISSIONED') return { package: pack, problems: [] };
    return (await changePackage(deps, DECOMMISSION, pack, session)) ?? decommission(id, session);
  };
  return decommission;
}
