'use client';
import { StateIcon } from '../../components/state.tsx';
import type { PackageUploadStatus, UploadPartsFragment } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { formatBytes } from '../../lib/time/format-time.ts';
import { uploadShare } from './upload-state.ts';

const STEPS = ['RECEIVING', 'CHECKING', 'UNPACKING'] as const satisfies readonly PackageUploadStatus[];

/** The way of a zip into the store, step by step, each with how far it is. */
export function UploadSteps({
  file,
  sentBytes,
  waiting,
  upload,
  onStop,
}: {
  file: File;
  sentBytes: number;
  /** The connection broke and is tried again. */
  waiting: boolean;
  upload: UploadPartsFragment | null;
  onStop: (() => void) | undefined;
}) {
  const { t } = useWords();
  const status = upload && upload.status !== 'RECEIVING' ? upload.status : 'RECEIVING';
  const at = status === 'STORED' ? STEPS.length : STEPS.indexOf(status as (typeof STEPS)[number]);
  const sent = file.size > 0 ? sentBytes / file.size : 1;
  const share = status === 'RECEIVING' || !upload ? sent : uploadShare(upload);
  return (
    <div className="upload-steps" data-testid="upload-steps" data-status={status}>
      <div className="row">
        <b className="clip grow">{file.name}</b>
        <span className="sm secondary">{formatBytes(file.size)}</span>
      </div>
      <ol>
        {STEPS.map((step, index) => (
          <li key={step} aria-current={index === at ? 'step' : undefined}>
            <StateIcon tone={index < at ? 'ok' : index > at ? 'waiting' : waiting ? 'warning' : 'running'} />
            <span className="grow">{t(`uploadStep.${step}`)}</span>
            {index === at && <span className="sm secondary number">{Math.floor(share * 100)} %</span>}
          </li>
        ))}
      </ol>
      <progress value={share} max={1} aria-label={t('upload.progress')} />
      <div className="row">
        <span className="sm secondary grow" role="status">
          {waiting
            ? t('upload.waiting')
            : status === 'RECEIVING'
              ? t('upload.sent', { sent: formatBytes(sentBytes), size: formatBytes(file.size) })
              : t('upload.checking')}
        </span>
        {onStop && (
          <button type="button" className="button small" onClick={onStop} data-testid="upload-stop">
            {t('upload.stop')}
          </button>
        )}
      </div>
    </div>
  );
}
