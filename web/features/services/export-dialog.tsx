'use client';
import { useState } from 'react';
import { useMutation } from 'urql';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { FormatChoice } from '../../components/format-choice.tsx';
import { type Problem, ProblemList } from '../../components/problems.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import { ExportServicesDocument, ProblemPartsFragmentDoc, type ServiceFileFormat } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { saveFile } from '../../lib/save-file.ts';
import { useCan } from '../session/viewer.tsx';

type ExportProps = {
  packages: readonly string[];
  initial: string | null;
  /** Only this one; all that were set up when absent. */
  registrationId?: string;
  onClose: () => void;
};
const FORMATS: ServiceFileFormat[] = ['YAML', 'WECUBE_XML'];

/** Writes the registrations of a package into a file of ours or of WeCube. */
export function ExportDialog({ packages, initial, registrationId, onClose }: ExportProps) {
  const { t } = useWords();
  const maySeeSecrets = useCan('variable:manage');
  const [packageName, setPackage] = useState(initial ?? packages[0] ?? '');
  const [format, setFormat] = useState<ServiceFileFormat>('YAML');
  const [withSecrets, setSecrets] = useState(false);
  const [told, setTold] = useState<readonly Problem[]>([]);
  const [done, setDone] = useState(false);
  const [{ fetching }, exportServices] = useMutation(ExportServicesDocument);
  const run = async () => {
    const registrationIds = registrationId ? [registrationId] : null;
    const { data, error } = await exportServices({ input: { packageName, format, withSecrets, registrationIds } });
    if (error || !data) return setTold([{ code: 'INTERNAL', message: error?.message ?? '', remedy: null }]);
    const { fileName, content, notes, problems } = data.exportServices;
    setTold(readFragment(ProblemPartsFragmentDoc, [...problems, ...notes]));
    if (problems.length > 0) return;
    saveFile(fileName, content);
    if (notes.length === 0) onClose();
    setDone(true);
  };
  const foot = (
    <>
      <button type="button" className="button" onClick={onClose}>
        {t(done ? 'general.close' : 'general.cancel')}
      </button>
      <button
        type="button"
        className="button primary"
        disabled={fetching || !packageName}
        onClick={run}
        data-testid="export-file"
      >
        {t('services.exportFile')}
      </button>
    </>
  );
  return (
    <Dialog title={t('services.export')} onClose={onClose} foot={foot} testId="export-dialog">
      <div className="stack">
        {!registrationId && <PackageField packages={packages} value={packageName} onChange={setPackage} />}
        <FormatChoice
          value={format}
          onChange={setFormat}
          choices={FORMATS.map((one) => ({
            format: one,
            label: t(`serviceFormat.${one}`),
            what: t(`serviceFormat.${one}.what`),
          }))}
        />
        {maySeeSecrets && (
          <label className="row sm">
            <input
              type="checkbox"
              className="checkbox"
              checked={withSecrets}
              onChange={(event) => setSecrets(event.target.checked)}
            />
            {t('services.withSecrets')}
          </label>
        )}
        <ProblemList problems={told} />
      </div>
    </Dialog>
  );
}

/** Which package a file is of. */
export function PackageField({
  packages,
  value,
  onChange,
}: {
  packages: readonly string[];
  value: string;
  onChange: (name: string) => void;
}) {
  const { t } = useWords();
  return (
    <Field label={t('services.package')}>
      {(attributes) => (
        <select
          {...attributes}
          className="input"
          value={value}
          onChange={(event) => onChange(event.target.value)}
          data-testid="file-package"
        >
          {packages.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      )}
    </Field>
  );
}
