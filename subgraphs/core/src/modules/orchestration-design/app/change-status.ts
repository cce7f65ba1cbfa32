import type { Problem, Session } from '@wecube/kit';
import type { CoreTransaction } from '@wecube/prisma';
import { findDefinition, updateStatus } from '../data/definitions.ts';
import type { DefinitionRecord } from '../domain/definition.ts';
import { blocksDeployment } from '../domain/design-problem.ts';
import { blocking, definitionChanged, definitionNotFound, wrongStatus } from '../domain/errors.ts';
import type { Move } from '../domain/status.ts';
import {
  type ChangeDeps,
  changeDefinition,
  type DefinitionEventType,
  type DefinitionOutcome,
} from './change-definition.ts';
import type { FindProblems } from './find-problems.ts';

/** `rowVersion`, when given, is that of the version the person looked at. */
export type DefinitionActionInput = { id: string; rowVersion?: number | null };
export type StatusDeps = ChangeDeps & { findProblems: FindProblems };

/** Moves a definition from one status to another, if it is (still) in the first and nothing stands in the way. */
export async function changeStatus(
  deps: StatusDeps,
  input: DefinitionActionInput,
  session: Session,
  move: Move,
  event: DefinitionEventType,
): Promise<DefinitionOutcome> {
  const seen = await findDefinition(deps.database.client, input.id);
  // Checked outside of the transaction; the row version makes sure that what was checked is what is moved.
  const invalid =
    seen && move.mustBeValid && seen.status === move.from
      ? (await deps.findProblems(seen)).filter(blocksDeployment)
      : [];
  return changeDefinition(deps, session, {
    action: move.action,
    subject: input.id,
    event,
    work: async (tx) => {
      const now = await findDefinition(tx, input.id);
      if (!now || !seen) return { definition: null, problems: [definitionNotFound(input.id)] };
      const refused = refusal(now, seen, input, move) ?? invalid.map(blocking);
      if (refused.length > 0) return { definition: now, problems: refused };
      return moveTo(tx, now, move, session, new Date(deps.clock.now()));
    },
  });
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
