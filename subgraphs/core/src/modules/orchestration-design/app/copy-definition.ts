import { newId, type Session } from '@wecube/kit';
import { isUniqueViolation } from '@wecube/prisma';
import { findDraftOf, insertDraft, listVersions } from '../data/definitions.ts';
import { mayManage } from '../domain/access.ts';
import type { DefinitionRecord } from '../domain/definition.ts';
import { MAX_DEFINITION_NAME } from '../domain/draft-input.ts';
import { definitionChanged, draftExists } from '../domain/errors.ts';
import { type ChangeDeps, changeDefinition, type DefinitionOutcome } from './change-definition.ts';
import type { DefinitionActionInput } from './change-status.ts';
import { findManaged, findSeen } from './find-managed.ts';

/** Makes the next version of an orchestration as a draft; an orchestration has one draft at most. */
export function createDraftMaker(deps: ChangeDeps) {
  return async (input: DefinitionActionInput, session: Session): Promise<DefinitionOutcome> => {
    const make = () =>
      changeDefinition(deps, session, {
        action: 'definition:edit',
        subject: input.id,
        event: 'DEFINITION_CREATED',
        work: async (tx) => {
          const { found: source, refused } = await findManaged(tx, input.id, session);
          if (!source) return refused;
          const draft = await findDraftOf(tx, source.key);
          if (draft) return { definition: draft, problems: [draftExists(draft)] };
          if (isOutdated(source, input)) return { definition: source, problems: [definitionChanged(source)] };
          const [newest] = await listVersions(tx, source.key);
          const made = copyOf(source, session, deps.clock.now(), {
            key: source.key,
            version: (newest?.version ?? 0) + 1,
          });
          await insertDraft(tx, made, null);
          return { definition: made, problems: [] };
        },
      });
    // Two people at once: the loser is told about the winner's draft.
    return make().catch((error: unknown) => (isUniqueViolation(error) ? make() : Promise.reject(error)));
  };
}

/** Copies any version to a new orchestration of its own, as a draft. */
export function createDefinitionCopier(deps: ChangeDeps) {
  return (input: DefinitionActionInput, session: Session): Promise<DefinitionOutcome> =>
    changeDefinition(deps, session, {
      action: 'definition:edit',
      subject: input.id,
      event: 'DEFINITION_CREATED',
      work: async (tx) => {
        const { found: source, refused } = await findSeen(tx, input.id, session);
        if (!source) return refused;
        if (isOutdated(source, input)) return { definition: source, problems: [definitionChanged(source)] };
        const name = `${[...source.name].slice(0, MAX_DEFINITION_NAME - 7).join('')} (copy)`;
        const made = copyOf(source, session, deps.clock.now(), {
          ...{ key: newId('orc'), version: 1, name },
          // Who may not change the source would not be able to change the copy either.
          mgmtRoles: mayManage(session, source) ? source.mgmtRoles : [],
        });
        await insertDraft(tx, made, null);
        return { definition: made, problems: [] };
      },
    });
}

const isOutdated = (source: DefinitionRecord, { rowVersion }: DefinitionActionInput) =>
  rowVersion !== null && rowVersion !== undefined && rowVersion !== source.rowVersion;

function copyOf(
  source: DefinitionRecord,
  session: Session,
  now: number,
  changes: Partial<DefinitionRecord>,
): DefinitionRecord {
  const at = new Date(now);
  return {
    ...source,
    id: newId('def'),
    status: 'DRAFT',
    createdBy: session.name,
    createdAt: at,
    updatedBy: session.name,
    updatedAt: at,
    deployedAt: null,
    rowVersion: 1,
    ...changes,
  };
}
