'use client';
import { Dialog } from '../../components/dialog.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import { DefinitionRowFragmentDoc } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import type { EditedDraft } from './use-draft.ts';

/** Somebody else saved the draft meanwhile: who, when, and which of the two goes on. */
export function ConflictDialog({ edited }: { edited: EditedDraft }) {
  const { t, moment } = useWords();
  if (!edited.theirs) return null;
  const row = readFragment(DefinitionRowFragmentDoc, edited.theirs);
  const foot = (
    <>
      <button type="button" className="button" onClick={edited.keepMine} data-testid="keep-mine">
        {t('conflict.keepMine')}
      </button>
      <button type="button" className="button primary" onClick={edited.takeTheirs} data-testid="take-theirs">
        {t('conflict.takeTheirs')}
      </button>
    </>
  );
  return (
    <Dialog title={t('conflict.title')} onClose={() => {}} foot={foot} testId="draft-conflict">
      <p>{t('conflict.what', { who: row.updatedBy, when: moment(row.updatedAt) })}</p>
    </Dialog>
  );
}
