import { createHash } from 'node:crypto';
import { newId, type Session, toProblem } from '@wecube/kit';
import { isUniqueViolation } from '@wecube/prisma';
import type { ExpressionCheck } from '../../expressions/index.ts';
import { findByCreateRequest, insertDraft } from '../data/definitions.ts';
import { mayManage } from '../domain/access.ts';
import { DEFAULT_SETTINGS, type DefinitionRecord } from '../domain/definition.ts';
import { draftInputProblems } from '../domain/draft-input.ts';
import { lockedOut } from '../domain/errors.ts';
import { type SettingsInput, settle } from '../domain/settings.ts';
import { sayDesign } from '../domain/texts.ts';
import { type ChangeDeps, changeDefinition, type DefinitionOutcome } from './change-definition.ts';
import { asRootEntity } from './find-problems.ts';

export type CreateDefinitionInput = SettingsInput & {
  name: string;
  rootEntity: string;
  description?: string | null;
  idempotencyKey?: string | null;
};

type CreateDeps = ChangeDeps & { expressions: { check(text: string): Promise<ExpressionCheck> } };

/** Creates the first draft of a new orchestration; the same idempotency key of the same person gives the same one again. */
export function createDefinitionCreator(deps: CreateDeps) {
  return async (input: CreateDefinitionInput, session: Session): Promise<DefinitionOutcome> => {
    const draft = newDraft(input, session, new Date(deps.clock.now()));
    const request = input.idempotencyKey ? requestHash(session, input.idempotencyKey) : null;
    const rootProblems = asRootEntity(await deps.expressions.check(draft.rootEntity)).problems.map(
      ({ suggestion, ...reason }) =>
        toProblem(
          suggestion
            ? sayDesign('INVALID_DEFINITION.rootEntitySuggestion', { reason, suggestion })
            : sayDesign('INVALID_DEFINITION.rootEntity', { reason }),
          ['rootEntity'],
        ),
    );
    const locked = mayManage(session, draft) ? [] : [lockedOut(draft)];
    const problems = [...draftInputProblems(draft), ...rootProblems, ...locked];
    const create = () =>
      changeDefinition(deps, session, {
        action: 'definition:edit',
        subject: `orchestration ${draft.name}`,
        event: 'DEFINITION_CREATED',
        work: async (tx) => {
          if (problems.length > 0) return { definition: null, problems };
          const earlier = request && (await findByCreateRequest(tx, request));
          if (earlier) return { definition: earlier, problems: [] };
          await insertDraft(tx, draft, request);
          return { definition: draft, problems: [] };
        },
      });
    // Two requests with one key at once: the loser finds what the winner made.
    return create().catch((error: unknown) => (request && isUniqueViolation(error) ? create() : Promise.reject(error)));
  };
}

function newDraft(input: CreateDefinitionInput, session: Session, now: Date): DefinitionRecord {
  return {
    id: newId('def'),
    key: newId('orc'),
    name: input.name.trim(),
    description: input.description ?? '',
    version: 1,
    status: 'DRAFT',
    rootEntity: input.rootEntity.trim(),
    nodes: [],
    links: [],
    ...settle(DEFAULT_SETTINGS, input),
    createdBy: session.name,
    createdAt: now,
    updatedBy: session.name,
    updatedAt: now,
    deployedAt: null,
    rowVersion: 1,
  };
}

function requestHash(session: Session, idempotencyKey: string): string {
  return createHash('sha256')
    .update(JSON.stringify([session.subject, idempotencyKey]))
    .digest('hex');
}
