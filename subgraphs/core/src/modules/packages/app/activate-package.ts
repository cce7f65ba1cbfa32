import { requireAction, type Session, toProblem } from '@wecube/kit';
import { findPackage } from '../data/packages.ts';
import { sayPackage } from '../domain/texts.ts';
import { type ChangeDependencies, type ChangeKind, changePackage, type PackageResult } from './change-package.ts';
import { packageNotFound } from './package-not-found.ts';
import { decommissioned, takeOver } from './register-package.ts';

const ACTIVATE: ChangeKind = {
  kind: 'REGISTER',
  action: 'package:register',
  event: 'PACKAGE_ACTIVATED',
  write: takeOver,
};

/**
 * Gives the name back to a version that is registered already: the roll back of an upgrade, or its repetition. The
 * version that serves now stays registered beside it. A repeat answers the same.
 */
export type ActivatePackage = (id: string, session: Session) => Promise<PackageResult>;

export function createActivatePackage(deps: ChangeDependencies): ActivatePackage {
  const activate = async (id: string, session: Session): Promise<PackageResult> => {
    requireAction(session, 'package:register');
    const pack = await findPackage(deps.database.client, id);
    if (!pack) return packageNotFound(id);
    if (pack.status === 'DECOMMISSIONED') return decommissioned(pack);
    if (pack.status === 'UPLOADED') return notYetRegistered(pack);
    if (pack.active) return { package: pack, problems: [] };
    return (await changePackage(deps, ACTIVATE, pack, session)) ?? activate(id, session);
  };
  return activate;
}

function notYetRegistered({ name, version }: { name: string; version: string }): PackageResult {
  return { package: null, problems: [toProblem(sayPackage('PACKAGE_NOT_YET_REGISTERED', { name, version }))] };
}
