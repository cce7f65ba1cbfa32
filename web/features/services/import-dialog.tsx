'use client';
import { useEffect, useRef, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { type Problem, ProblemList } from '../../components/problems.tsx';
import { useToast } from '../../components/toasts.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  type ImportPartsFragment,
  ImportPartsFragmentDoc,
  ImportServicesDocument,
  InheritServicesDocument,
  ServiceSnapshotsDocument,
} from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { PackageField } from './export-dialog.tsx';
import { ImportPreview } from './import-preview.tsx';

type ImportProps = {
  kind: 'import' | 'inherit';
  packages: readonly string[];
  initial: string | null;
  onDone: () => void;
  onClose: () => void;
};

/** Takes over a file, or what was set up for a former version; first it is shown what that would do. */
export function ImportDialog({ kind, packages, initial, onDone, onClose }: ImportProps) {
  const { t } = useWords();
  const toast = useToast();
  const [packageName, setPackage] = useState(initial ?? packages[0] ?? '');
  const [content, setContent] = useState<string | null>(null);
  const [version, setVersion] = useState<string | null>(null);
  const [preview, setPreview] = useState<ImportPartsFragment | null>(null);
  const [failure, setFailure] = useState<readonly Problem[]>([]);
  const [importing, importServices] = useMutation(ImportServicesDocument);
  const [inheriting, inheritServices] = useMutation(InheritServicesDocument);
  const source = kind === 'import' ? content : version;
  const asked = useRef(0);

  const run = async (dryRun: boolean) => {
    if (source === null || !packageName) return null;
    const { data, error } =
      kind === 'import'
        ? await importServices({ input: { packageName, content: source, dryRun } }).then((answer) => ({
            error: answer.error,
            data: answer.data?.importServices,
          }))
        : await inheritServices({ input: { packageName, version: source, dryRun } }).then((answer) => ({
            error: answer.error,
            data: answer.data?.inheritServices,
          }));
    setFailure(error || !data ? [{ code: 'INTERNAL', message: error?.message ?? '', remedy: null }] : []);
    return data ? readFragment(ImportPartsFragmentDoc, data) : null;
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
  }, [packageName, source]);

  const apply = async () => {
    const outcome = await run(false);
    if (!outcome) return;
    if (!outcome.applied) return setPreview(outcome);
    toast('ok', t('services.imported', { package: packageName }));
    onDone();
    onClose();
  };
  const changes = preview?.steps.filter(({ change }) => change === 'ADDED' || change === 'CHANGED').length ?? 0;
  const variables = preview?.variables.filter(({ change }) => change !== 'UNCHANGED').length ?? 0;
  const nothing = !preview || preview.problems.length > 0 || changes + variables === 0;
  const foot = (
    <>
      <button type="button" className="button" onClick={onClose}>
        {t('general.cancel')}
      </button>
      <button
        type="button"
        className="button primary"
        disabled={nothing || importing.fetching || inheriting.fetching}
        onClick={apply}
        data-testid="apply-import"
      >
        {t('services.takeOver', { count: changes })}
      </button>
    </>
  );
  return (
    <Dialog
      title={t(kind === 'import' ? 'services.import' : 'services.inherit')}
      onClose={onClose}
      foot={foot}
      wide
      testId="import-dialog"
    >
      <div className="stack">
        <p className="sm secondary">{t(kind === 'import' ? 'services.importWhat' : 'services.inheritWhat')}</p>
        <div className="file-choice">
          <PackageField packages={packages} value={packageName} onChange={setPackage} />
          {kind === 'import' ? (
            <FileField onContent={setContent} />
          ) : (
            <VersionField key={packageName} packageName={packageName} value={version} onChange={setVersion} />
          )}
        </div>
        <ProblemList problems={failure} />
        {source !== null && !preview && failure.length === 0 && <span className="skeleton" style={{ width: '60%' }} />}
        {preview && <ImportPreview preview={preview} />}
      </div>
    </Dialog>
  );
}

function FileField({ onContent }: { onContent: (content: string | null) => void }) {
  const { t } = useWords();
  return (
    <Field label={t('services.file')} hint={t('services.fileHint')}>
      {(attributes) => (
        <input
          {...attributes}
          type="file"
          className="input file"
          accept=".xml,.yaml,.yml,.json"
          onChange={async (event) => onContent((await event.target.files?.[0]?.text()) ?? null)}
          data-testid="import-file"
        />
      )}
    </Field>
  );
}

function VersionField({
  packageName,
  value,
  onChange,
}: {
  packageName: string;
  value: string | null;
  onChange: (version: string | null) => void;
}) {
  const { t, moment } = useWords();
  const [{ data }] = useQuery({
    query: ServiceSnapshotsDocument,
    variables: { packageName },
    requestPolicy: 'network-only',
  });
  const versions = data?.serviceSnapshots ?? [];
  return (
    <Field label={t('services.formerVersion')} hint={data && versions.length === 0 && t('services.noFormerVersion')}>
      {(attributes) => (
        <select
          {...attributes}
          className="input"
          value={value ?? ''}
          disabled={versions.length === 0}
          onChange={(event) => onChange(event.target.value || null)}
          data-testid="inherit-version"
        >
          <option value="">{t('services.chooseVersion')}</option>
          {versions.map((one) => (
            <option key={one.version} value={one.version}>
              {one.version} · {moment(one.takenAt)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
