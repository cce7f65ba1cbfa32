import type { Session } from '@wecube/kit';
import { removeDraft } from '../data/definitions.ts';
import { definitionChanged, notADraft } from '../domain/errors.ts';
import { isDraft } from '../domain/status.ts';
import { type ChangeDeps, changeDefinition, type DefinitionOutcome } from './change-definition.ts';
import type { DefinitionActionInput } from './change-status.ts';
import { findManaged } from './find-managed.ts';

/** Deletes a draft for good; versions that were deployed once stay. */
export function createDraftDeleter(deps: ChangeDeps) {
  return (input: DefinitionActionInput, session: Session): Promise<DefinitionOutcome> =>
    changeDefinition(deps, session, {
      action: 'definition:edit',
      subject: input.id,
      event: 'DRAFT_DELETED',
      work: async (tx) => {
        const { found: draft, refused } = await findManaged(tx, input.id, session);
        if (!draft) return refused;
        if (!isDraft(draft)) return { definition: draft, problems: [notADraft(draft)] };
        const unchanged = draft.rowVersion === (input.rowVersion ?? draft.rowVersion);
        if (unchanged && (await removeDraft(tx, draft))) return { definition: draft, problems: [] };
        return { definition: draft, problems: [definitionChanged(draft)] };
      },
    });
}
