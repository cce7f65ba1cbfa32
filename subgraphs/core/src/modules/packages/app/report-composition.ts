import { requireAction, type Session } from '@wecube/kit';
import { findActivePackage, writeCompositionError } from '../data/packages.ts';
import type { ChangeDependencies } from './change-package.ts';
import { publishChange } from './publish-change.ts';

/** Notes whether the graph took the active version's subgraph; false when that was known already. */
export type ReportComposition = (packageName: string, error: string | null, session: Session) => Promise<boolean>;

export function createReportComposition(deps: ChangeDependencies): ReportComposition {
  return async (packageName, error, session) => {
    requireAction(session, 'internal:registry');
    const changed = await deps.database.transaction(async (tx) => {
      if (!(await writeCompositionError(tx, packageName, error))) return null;
      const pack = await findActivePackage(tx, packageName);
      if (!pack) return null;
      const outcome = error === null ? 'DONE' : 'FAILED';
      await deps.audit.record(tx, {
        session,
        action: 'internal:registry',
        subject: pack.id,
        outcome,
        detail: { error },
      });
      return pack;
    });
    if (changed) publishChange(deps, changed, 'PACKAGE_COMPOSED');
    return changed !== null;
  };
}
