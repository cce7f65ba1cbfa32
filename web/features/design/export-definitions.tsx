'use client';
import { FileDown } from 'lucide-react';
import { useState } from 'react';
import { useMutation } from 'urql';
import { Dialog } from '../../components/dialog.tsx';
import { FormatChoice } from '../../components/format-choice.tsx';
import { type Problem, ProblemList } from '../../components/problems.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import { type DefinitionExportFormat, ExportDefinitionsDocument, ProblemPartsFragmentDoc } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { saveFile } from '../../lib/save-file.ts';
import { useCan } from '../session/viewer.tsx';

const FORMATS: DefinitionExportFormat[] = ['YAML', 'WECUBE_JSON'];

/** Writes orchestrations into files: ours, one for each, or the one that the present WeCube imports. */
export function ExportDefinitionsDialog({ ids, onClose }: { ids: readonly string[]; onClose: () => void }) {
  const { t } = useWords();
  const [format, setFormat] = useState<DefinitionExportFormat>('YAML');
  const [told, setTold] = useState<readonly Problem[]>([]);
  const [done, setDone] = useState(false);
  const [{ fetching }, exportDefinitions] = useMutation(ExportDefinitionsDocument);
  const run = async () => {
    const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const { data, error } = await exportDefinitions({ input: { ids: [...ids], format, timeZone } });
    if (error || !data) return setTold([{ code: 'INTERNAL', message: error?.message ?? '', remedy: null }]);
    const { files, notes, problems } = data.exportDefinitions;
    setTold(readFragment(ProblemPartsFragmentDoc, [...problems, ...notes]));
    if (problems.length > 0) return;
    for (const { fileName, content } of files) saveFile(fileName, content);
    if (notes.length === 0) onClose();
    setDone(true);
  };
  const foot = (
    <>
      <button type="button" className="button" onClick={onClose}>
        {t(done ? 'general.close' : 'general.cancel')}
      </button>
      <button type="button" className="button primary" disabled={fetching} onClick={run} data-testid="export-file">
        {t('design.exportAction', { count: ids.length })}
      </button>
    </>
  );
  return (
    <Dialog title={t('design.export')} onClose={onClose} foot={foot} testId="export-definitions">
      <div className="stack">
        <FormatChoice
          value={format}
          onChange={setFormat}
          choices={FORMATS.map((one) => ({
            format: one,
            label: t(`definitionFormat.${one}`),
            what: t(`definitionFormat.${one}.what`),
          }))}
        />
        <ProblemList problems={told} />
      </div>
    </Dialog>
  );
}

/** Opens the dialog for one orchestration. */
export function ExportDefinitionButton({ id }: { id: string }) {
  const { t } = useWords();
  const mayEdit = useCan('definition:edit');
  const [open, setOpen] = useState(false);
  if (!mayEdit) return null;
  return (
    <>
      <button type="button" className="button quiet" onClick={() => setOpen(true)} data-testid="export-definition">
        <FileDown size={15} aria-hidden="true" />
        {t('design.export')}
      </button>
      {open && <ExportDefinitionsDialog ids={[id]} onClose={() => setOpen(false)} />}
    </>
  );
}
