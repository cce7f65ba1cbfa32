import { AppError, type Clock, type Problem, type PubSub, type Session, saidBy } from '@wecube/kit';
import { type CoreTransaction, isUniqueViolation } from '@wecube/prisma';
import type { Audit } from '../../audit/index.ts';
import { findActivePackage, findPackage } from '../data/packages.ts';
import type { PackageChange, PackageCheck, PackageRecord } from '../domain/package.ts';
import { publishChange } from './publish-change.ts';
import { type CheckDependencies, planChange, runChecks } from './run-checks.ts';

export type ChangeDependencies = CheckDependencies & { audit: Audit; clock: Clock; pubSub: PubSub };

export type PackageResult = { package: PackageRecord | null; problems: readonly Problem[] };

/** One status change: which audit action it is, and the conditional write that is its guard. */
export type ChangeKind = {
  kind: PackageChange['kind'];
  action: 'package:register' | 'package:decommission';
  event: string;
  /** False when the package is no longer where the change starts from. */
  write(tx: CoreTransaction, change: PackageChange, at: Date): Promise<boolean>;
};

/** Another change of the same name came between the reads and the writes of a transaction, which is repeated. */
export class LostRace extends Error {}

const TRIES = 10;

/**
 * The unit of work of a package's change: all participants check, then everything is written in one transaction.
 * Null when somebody else changed the package first; nothing is written then.
 */
export async function changePackage(
  deps: ChangeDependencies,
  kind: ChangeKind,
  pack: PackageRecord,
  session: Session,
): Promise<PackageResult | null> {
  const change = await planChange(deps, kind.kind, pack);
  const problems = (await runChecks(deps, change)).filter(({ level }) => level === 'ERROR').map(toProblem);
  if (problems.length > 0) return { package: null, problems };
  try {
    const changed = await writeRepeatedly(() => writeChange(deps, kind, pack, session));
    if (!changed) return null;
    publishChange(deps, changed.package, kind.event);
    if (changed.superseded) publishChange(deps, changed.superseded, 'PACKAGE_SUPERSEDED');
    return { package: changed.package, problems: [] };
  } catch (error) {
    if (error instanceof AppError) return { package: null, problems: [asProblem(error)] };
    throw error;
  }
}

function writeChange(
  deps: ChangeDependencies,
  kind: ChangeKind,
  pack: PackageRecord,
  session: Session,
): Promise<{ package: PackageRecord; superseded: PackageRecord | null } | null> {
  const at = new Date(deps.clock.now());
  return deps.database.transaction(async (tx) => {
    const active = await findActivePackage(tx, pack.name);
    const change = { kind: kind.kind, package: pack, previous: active?.id === pack.id ? null : active };
    if (!(await kind.write(tx, change, at))) return null;
    for (const participant of deps.participants) await participant.apply(change, tx, session);
    const detail = { name: pack.name, version: pack.version, previousVersion: change.previous?.version ?? null };
    await deps.audit.record(tx, { session, action: kind.action, subject: pack.id, outcome: 'DONE', detail });
    const written = await findPackage(tx, pack.id);
    const superseded = kind.kind === 'REGISTER' && change.previous ? await findPackage(tx, change.previous.id) : null;
    return written && { package: written, superseded };
  });
}

/** Two versions of one name that are registered at once meet at the unique index; the loser sees the winner next time. */
async function writeRepeatedly<T>(write: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await write();
    } catch (error) {
      if (tried >= TRIES || !(error instanceof LostRace || isUniqueViolation(error))) throw error;
    }
  }
}

function asProblem(error: AppError): Problem {
  const said = saidBy(error);
  return typeof said === 'string' ? { code: error.code, message: said } : said;
}

function toProblem({ level: _level, message, ...check }: PackageCheck): Problem {
  return { ...check, message: `${message} Nothing was changed.` };
}
