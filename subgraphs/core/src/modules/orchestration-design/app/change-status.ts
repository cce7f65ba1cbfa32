import { type Problem, type Session, toProblem } from '@wecube/kit';
import type { CoreTransaction } from '@wecube/prisma';
import { findDefinition, hasOtherDeployed, listDeployedParents, updateStatus } from '../data/definitions.ts';
import type { DefinitionRecord } from '../domain/definition.ts';
import { blocksDeployment } from '../domain/design-problem.ts';
import { blocking, definitionChanged, definitionNotFound, usedBy, wrongStatus } from '../domain/errors.ts';
import type { Move } from '../domain/status.ts';
import { sayDesign } from '../domain/texts.ts';
import type { ServiceReader } from '../ports.ts';
import {
  type ChangeDeps,
  changeDefinition,
  type DefinitionEventType,
  type DefinitionOutcome,
} from './change-definition.ts';
import { findManaged } from './find-managed.ts';
import type { FindProblems } from './find-problems.ts';

/** `rowVersion`, when given, is that of the version the person looked at. */
export type DefinitionActionInput = { id: string; rowVersion?: number | null };
export type StatusDeps = ChangeDeps & { findProblems: FindProblems; services: Pick<ServiceReader, 'withheld'> };

/** Moves a definition from one status to another, if it is (still) in the first and nothing stands in the way. */
export async function changeStatus(
  deps: StatusDeps,
  input: DefinitionActionInput,
  session: Session,
  move: Move,
  event: DefinitionEventType,
): Promise<DefinitionOutcome> {
  const { found: seen } = await findManaged(deps.database.client, input.id, session);
  // Checked outside of the transaction; the row version makes sure that what was checked is what is moved.
  const isChecked = seen !== null && move.mustBeValid && seen.status === move.from;
  const invalid = isChecked ? (await deps.findProblems(seen)).filter(blocksDeployment).map(blocking) : [];
  const foreign = isChecked ? await foreignServices(deps, seen, session) : [];
  return changeDefinition(deps, session, {
    action: move.action,
    subject: input.id,
    event,
    work: async (tx) => {
      const { found: now, refused } = await findManaged(tx, input.id, session);
      if (!now || !seen) return refused ?? { definition: null, problems: [definitionNotFound(input.id)] };
      const used = move.to === 'DISABLED' ? await parentProblems(tx, now) : [];
      const problems = refusal(now, seen, input, move) ?? [...invalid, ...foreign, ...used];
      if (problems.length > 0) return { definition: now, problems };
      return moveTo(tx, now, move, session, new Date(deps.clock.now()));
    },
  });
}

/** Deployed orchestrations that would run a version that is no longer there. */
async function parentProblems(tx: CoreTransaction, now: DefinitionRecord): Promise<Problem[]> {
  const newest = (await hasOtherDeployed(tx, now)) ? [] : [NEWEST];
  const parents = await listDeployedParents(tx, now.key, [now.version, ...newest]);
  return parents.length > 0 ? [usedBy(now, parents)] : [];
}

/** How a call of the newest deployed version is kept. */
const NEWEST = 0;

/** Services that only other roles may use. */
async function foreignServices(
  { services }: StatusDeps,
  { nodes }: DefinitionRecord,
  session: Session,
): Promise<Problem[]> {
  const names = [...new Set(nodes.flatMap(({ service }) => service ?? []))];
  const withheld = await services.withheld(names, session);
  return withheld.map((service) => toProblem(sayDesign('SERVICE_NOT_YOURS', { service })));
}

function refusal(
  now: DefinitionRecord,
  seen: DefinitionRecord,
  input: DefinitionActionInput,
  move: Move,
): Problem[] | null {
  if (now.status !== move.from) return [wrongStatus(now, move.from)];
  if (now.rowVersion !== (input.rowVersion ?? seen.rowVersion) || now.rowVersion !== seen.rowVersion)
    return [definitionChanged(now)];
  return null;
}

async function moveTo(
  tx: CoreTransaction,
  now: DefinitionRecord,
  { from, to }: Move,
  session: Session,
  at: Date,
): Promise<DefinitionOutcome> {
  const moved = await updateStatus(tx, now.id, now.rowVersion, { from, to, by: session.name, at });
  if (!moved) return { definition: now, problems: [definitionChanged(now)] };
  return { definition: await findDefinition(tx, now.id), problems: [] };
}
