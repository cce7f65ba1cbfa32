'use client';
import { useEffect, useRef, useState } from 'react';
import { useMutation } from 'urql';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { type Problem, ProblemList } from '../../components/problems.tsx';
import { useToast } from '../../components/toasts.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  type DefinitionImportPartsFragment,
  DefinitionImportPartsFragmentDoc,
  ImportDefinitionsDocument,
} from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { DefinitionImportPreview, takenSteps } from './import-definitions-preview.tsx';

type ImportProps = { onDone: (draftIds: readonly string[]) => void; onClose: () => void };

/** Takes orchestrations of a file over as drafts; first it is shown what that would do and what is lacking here. */
export function ImportDefinitionsDialog({ onDone, onClose }: ImportProps) {
  const { t } = useWords();
  const toast = useToast();
  const [content, setContent] = useState<string | null>(null);
  const [replaceDrafts, setReplace] = useState(false);
  const [preview, setPreview] = useState<DefinitionImportPartsFragment | null>(null);
  const [failure, setFailure] = useState<readonly Problem[]>([]);
  const [{ fetching }, importDefinitions] = useMutation(ImportDefinitionsDocument);
  const asked = useRef(0);

  const run = async (dryRun: boolean) => {
    if (content === null) return null;
    const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const { data, error } = await importDefinitions({ input: { content, dryRun, replaceDrafts, timeZone } });
    setFailure(error || !data ? [{ code: 'INTERNAL', message: error?.message ?? '', remedy: null }] : []);
    return readFragment(DefinitionImportPartsFragmentDoc, data?.importDefinitions) ?? null;
  };
  const look = useRef(run);
  useEffect(() => {
    look.current = run;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a look follows every choice of what to take over.
  useEffect(() => {
    asked.current += 1;
    const mine = asked.current;
    setPreview(null);
    look.current(true).then((found) => mine === asked.current && setPreview(found));
  }, [content, replaceDrafts]);

  const taken = takenSteps(preview);
  const apply = async () => {
    const outcome = await run(false);
    if (!outcome) return;
    if (!outcome.applied) return setPreview(outcome);
    toast('ok', t('design.imported', { count: taken.length }));
    onDone(takenSteps(outcome).flatMap(({ definition }) => (definition ? [definition.id] : [])));
    onClose();
  };
  const foot = (
    <>
      <button type="button" className="button" onClick={onClose}>
        {t('general.cancel')}
      </button>
      <button
        type="button"
        className="button primary"
        disabled={fetching || taken.length === 0 || (preview?.problems.length ?? 0) > 0}
        onClick={apply}
        data-testid="apply-import"
      >
        {t('design.importAction', { count: taken.length })}
      </button>
    </>
  );
  return (
    <Dialog title={t('design.import')} onClose={onClose} foot={foot} wide testId="import-definitions">
      <div className="stack">
        <p className="sm secondary">{t('design.importWhat')}</p>
        <Field label={t('design.file')} hint={t('design.fileHint')}>
          {(attributes) => (
            <input
              {...attributes}
              type="file"
              className="input file"
              accept=".yaml,.yml,.json,.pds"
              onChange={async (event) => setContent((await event.target.files?.[0]?.text()) ?? null)}
              data-testid="import-file"
            />
          )}
        </Field>
        <label className="row sm">
          <input
            type="checkbox"
            className="checkbox"
            checked={replaceDrafts}
            onChange={(event) => setReplace(event.target.checked)}
            data-testid="replace-drafts"
          />
          {t('design.replaceDrafts')}
        </label>
        <ProblemList problems={failure} />
        {content !== null && !preview && failure.length === 0 && <span className="skeleton" style={{ width: '60%' }} />}
        {preview && <DefinitionImportPreview preview={preview} />}
      </div>
    </Dialog>
  );
}
