import { type Action, type Clock, newId, type Problem, type PubSub, requireAction, type Session } from '@wecube/kit';
import type { CoreDatabase, CoreTransaction } from '@wecube/prisma';
import type { Audit } from '../../audit/index.ts';
import type { DefinitionRecord } from '../domain/definition.ts';

/** What a mutation did: the definition as it is now, or why nothing was done (then with what stands in the way, if any). */
export type DefinitionOutcome = { definition: DefinitionRecord | null; problems: readonly Problem[] };

export type ChangeDeps = { database: CoreDatabase; audit: Audit; clock: Clock; pubSub: PubSub };

type Change = {
  action: Action;
  /** Id, or a description where there is none yet. */
  subject: string;
  /** Name of the event that tells subscribers about it. */
  event: DefinitionEventType;
  work: (tx: CoreTransaction) => Promise<DefinitionOutcome>;
};

export type DefinitionEventType =
  | 'DEFINITION_CREATED'
  | 'DRAFT_SAVED'
  | 'DRAFT_DELETED'
  | 'DEFINITION_DEPLOYED'
  | 'DEFINITION_DISABLED'
  | 'DEFINITION_ENABLED'
  | 'DEFINITION_ROLES_CHANGED'
  | 'COMMENT_ADDED'
  | 'COMMENT_SETTLED'
  | 'COMMENT_DELETED';

export type DefinitionEvent = {
  id: string;
  type: DefinitionEventType;
  subject: string;
  version: number;
  at: Date;
  data: { status: string; updatedBy: string; commentId?: string };
};

export const definitionTopic = (id: string) => `definition:${id}`;

/** Runs one change: permission, transaction with its audit entry, then the event. */
export async function changeDefinition(deps: ChangeDeps, session: Session, change: Change): Promise<DefinitionOutcome> {
  requireAction(session, change.action);
  const outcome = await deps.database.transaction(async (tx) => {
    const done = await change.work(tx);
    await deps.audit.record(tx, { session, action: change.action, ...auditNote(change, done) });
    return done;
  });
  if (outcome.definition && outcome.problems.length === 0) publishDefinition(deps, change.event, outcome.definition);
  return outcome;
}

function auditNote(change: Change, { definition, problems }: DefinitionOutcome) {
  const subject = definition?.id ?? change.subject;
  const named = definition && { name: definition.name, version: definition.version };
  if (problems.length > 0) {
    return {
      subject,
      outcome: 'REFUSED' as const,
      detail: { ...named, event: change.event, codes: problems.slice(0, 20).map(({ code }) => code) },
    };
  }
  return { subject, outcome: 'DONE' as const, detail: { ...named, event: change.event } };
}

/** Tells subscribers what became of a definition. */
export function publishDefinition(
  { pubSub, clock }: ChangeDeps,
  type: DefinitionEventType,
  { id, rowVersion, status, updatedBy }: DefinitionRecord,
  more: { commentId?: string } = {},
): void {
  const at = new Date(clock.now());
  const event: DefinitionEvent = {
    id: newId('evt'),
    type,
    subject: id,
    version: rowVersion,
    at,
    data: { status, updatedBy, ...more },
  };
  pubSub.publish(definitionTopic(id), event);
}
