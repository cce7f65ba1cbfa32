'use client';
import { StateIcon } from '../../components/state.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';
import { UPLOAD_TONES, UPLOAD_WORDS, uploadShare } from './upload-state.ts';
import { useUploadsUnderWay } from './use-upload.ts';

/** Uploads that are received or unpacked now, whoever sends them, above the list of packages. */
export function UploadsUnderWay() {
  const { t } = useWords();
  const uploads = useUploadsUnderWay();
  if (uploads.length === 0) return null;
  return (
    <ul className="uploads-under-way" aria-label={t('upload.underWay')} data-testid="uploads-under-way">
      {uploads.map((upload) => {
        const share = uploadShare(upload);
        const name = upload.packageName ? `${upload.packageName} ${upload.packageVersion}` : upload.fileName;
        return (
          <li key={upload.id} data-testid={`upload-${upload.fileName}`} data-status={upload.status}>
            <StateIcon tone={UPLOAD_TONES[upload.status]} />
            <span className="clip grow" title={t('upload.sender', { who: upload.ownerName })}>
              {name}
            </span>
            <span className="sm secondary">{t(UPLOAD_WORDS[upload.status], { share: Math.floor(share * 100) })}</span>
            <progress value={share} max={1} aria-label={t('upload.progressOf', { name })} />
          </li>
        );
      })}
    </ul>
  );
}
