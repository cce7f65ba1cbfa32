import { requireAction, type Session, toProblem } from '@wecube/kit';
import type { CoreTransaction } from '@wecube/prisma';
import { findActivePackage, findPackage, giveUpName, markRegistered, takeName } from '../data/packages.ts';
import type { PackageChange, PackageRecord } from '../domain/package.ts';
import { sayPackage } from '../domain/texts.ts';
import {
  type ChangeDependencies,
  type ChangeKind,
  changePackage,
  LostRace,
  type PackageResult,
} from './change-package.ts';
import { packageNotFound } from './package-not-found.ts';

const REGISTER: ChangeKind = {
  kind: 'REGISTER',
  action: 'package:register',
  event: 'PACKAGE_REGISTERED',
  async write(tx, change, at) {
    const overtaken = change.package.status === 'REGISTERED' && change.previous !== null;
    return !overtaken && takeOver(tx, change, at);
  },
};

/** Gives the name to the package of the change; false when that was changed by somebody else meanwhile. */
export async function takeOver(tx: CoreTransaction, { package: pack, previous }: PackageChange, at: Date) {
  if (!(await markRegistered(tx, pack, at))) return false;
  if (previous && !(await giveUpName(tx, previous))) throw new LostRace();
  await takeName(tx, pack);
  return true;
}

/**
 * Makes a package the active version of its name: the newest registration wins. A repeat answers the same and changes
 * nothing; a registered version may be registered anew only while its name has no active version.
 */
export type RegisterPackage = (id: string, session: Session) => Promise<PackageResult>;

export function createRegisterPackage(deps: ChangeDependencies): RegisterPackage {
  const register = async (id: string, session: Session): Promise<PackageResult> => {
    requireAction(session, 'package:register');
    const pack = await findPackage(deps.database.client, id);
    if (!pack) return packageNotFound(id);
    if (pack.status === 'DECOMMISSIONED') return decommissioned(pack);
    if (pack.status === 'REGISTERED' && (await hasActiveVersion(deps, pack))) return { package: pack, problems: [] };
    return (await changePackage(deps, REGISTER, pack, session)) ?? register(id, session);
  };
  return register;
}

async function hasActiveVersion({ database }: ChangeDependencies, { name }: PackageRecord): Promise<boolean> {
  return (await findActivePackage(database.client, name)) !== null;
}

export function decommissioned({ name, version }: PackageRecord): PackageResult {
  return { package: null, problems: [toProblem(sayPackage('PACKAGE_DECOMMISSIONED', { name, version }))] };
}
