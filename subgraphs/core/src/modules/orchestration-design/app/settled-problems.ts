import type { Problem, Session } from '@wecube/kit';
import type { CoreClient, CoreTransaction } from '@wecube/prisma';
import { wasDeployed } from '../data/definitions.ts';
import { mayManage } from '../domain/access.ts';
import type { DefinitionRecord, DefinitionSettings } from '../domain/definition.ts';
import { lockedOut, subProcessSettled } from '../domain/errors.ts';

/** Nobody takes the draft away from themselves by mistake, and what kind of orchestration it is stays. */
export async function settledProblems(
  db: CoreClient | CoreTransaction,
  before: DefinitionRecord,
  after: DefinitionSettings & { name: string },
  session: Session,
): Promise<Problem[]> {
  const isKindChanged = before.isSubProcess !== after.isSubProcess && (await wasDeployed(db, before.key));
  return [
    ...(isKindChanged ? [subProcessSettled(before)] : []),
    ...(mayManage(session, after) ? [] : [lockedOut(after)]),
  ];
}
