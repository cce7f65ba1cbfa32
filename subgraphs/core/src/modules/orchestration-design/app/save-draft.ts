import type { Session } from '@wecube/kit';
import { findDefinition, updateDraft } from '../data/definitions.ts';
import type { DefinitionLink, DefinitionNode } from '../domain/definition.ts';
import { draftInputProblems } from '../domain/draft-input.ts';
import { definitionNotFound, draftChanged, notADraft } from '../domain/errors.ts';
import { type SettingsInput, settle } from '../domain/settings.ts';
import { isDraft } from '../domain/status.ts';
import { type ChangeDeps, changeDefinition, type DefinitionOutcome } from './change-definition.ts';
import { findManaged } from './find-managed.ts';
import { settledProblems } from './settled-problems.ts';

export type SaveDraftInput = SettingsInput & {
  id: string;
  /** Of the draft the person edited. */
  rowVersion: number;
  /** What is absent stays as it is. */
  name?: string | null;
  description?: string | null;
  rootEntity?: string | null;
  nodes: readonly DefinitionNode[];
  links: readonly DefinitionLink[];
};

/** Saves a whole draft, unfinished as it may be, unless somebody saved another since it was read. */
export function createDraftSaver(deps: ChangeDeps) {
  return (input: SaveDraftInput, session: Session): Promise<DefinitionOutcome> =>
    changeDefinition(deps, session, {
      action: 'definition:edit',
      subject: input.id,
      event: 'DRAFT_SAVED',
      work: async (tx) => {
        const { found: before, refused } = await findManaged(tx, input.id, session);
        if (!before) return refused;
        if (!isDraft(before)) return { definition: before, problems: [notADraft(before)] };
        if (before.rowVersion !== input.rowVersion) return { definition: before, problems: [draftChanged(before)] };
        const changes = {
          name: input.name?.trim() ?? before.name,
          description: input.description ?? before.description,
          rootEntity: input.rootEntity?.trim() ?? before.rootEntity,
          nodes: input.nodes,
          links: input.links,
          ...settle(before, input),
          updatedBy: session.name,
          updatedAt: new Date(deps.clock.now()),
        };
        const problems = [...draftInputProblems(changes), ...(await settledProblems(tx, before, changes, session))];
        if (problems.length > 0) return { definition: before, problems };
        if (await updateDraft(tx, before.id, input.rowVersion, changes)) {
          return { definition: { ...before, ...changes, rowVersion: input.rowVersion + 1 }, problems: [] };
        }
        const now = (await findDefinition(tx, input.id)) ?? null;
        return { definition: now, problems: [now ? draftChanged(now) : definitionNotFound(input.id)] };
      },
    });
}
