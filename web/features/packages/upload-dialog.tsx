'use client';
import { FileArchive, Upload } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import { Dialog } from '../../components/dialog.tsx';
import { ProblemList } from '../../components/problems.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';
import { formatBytes } from '../../lib/time/format-time.ts';
import { type UploadAnswer, uploadPackage } from './upload-package.ts';

type Failure = Exclude<UploadAnswer, { kind: 'stored' }>;

/** Takes a zip by drag and drop or by choice, shows how far it is, and goes on to the wizard. */
export function UploadDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const router = useRouter();
  const picker = useRef<HTMLInputElement>(null);
  const transfer = useRef<AbortController>(null);
  const [file, setFile] = useState<File | null>(null);
  const [share, setShare] = useState(0);
  const [over, setOver] = useState(false);
  const [failure, setFailure] = useState<(Failure & { name: string }) | null>(null);
  useEffect(() => () => transfer.current?.abort(), []);

  const send = async (chosen: File | undefined) => {
    if (!chosen) return;
    const current = new AbortController();
    transfer.current = current;
    setFile(chosen);
    setFailure(null);
    setShare(0);
    const answer = await uploadPackage(chosen, setShare, current.signal);
    if (current.signal.aborted) return;
    transfer.current = null;
    if (answer.kind !== 'stored') {
      setFile(null);
      setFailure({ ...answer, name: chosen.name });
      return;
    }
    onClose();
    router.push(`/collaborate/packages/${answer.id}/setup`);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    send(event.dataTransfer.files[0]);
  };

  return (
    <Dialog title={t('upload.title')} onClose={onClose} testId="upload-dialog">
      <div className="stack">
        {file ? (
          <div className="drop-zone" role="status">
            <FileArchive size={24} strokeWidth={1.5} aria-hidden="true" />
            <div className="strong break">{file.name}</div>
            <div className="sm secondary">
              {share < 1
                ? t('upload.sent', { sent: formatBytes(file.size * share), size: formatBytes(file.size) })
                : t('upload.checking')}
            </div>
            <progress value={share} max={1} aria-label={t('upload.progress')} />
            <button
              type="button"
              className="button small"
              onClick={() => {
                transfer.current?.abort();
                setFile(null);
              }}
            >
              {t('upload.stop')}
            </button>
          </div>
        ) : (
          // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the button inside does the same by keyboard.
          <div
            className={`drop-zone ${over ? 'over' : ''}`}
            onDragOver={(event) => {
              event.preventDefault();
              setOver(true);
            }}
            onDragLeave={() => setOver(false)}
            onDrop={drop}
          >
            <Upload size={24} strokeWidth={1.5} aria-hidden="true" />
            <div>{t('upload.drop')}</div>
            <button type="button" className="button" onClick={() => picker.current?.click()}>
              {t('upload.choose')}
            </button>
          </div>
        )}
        <input
          ref={picker}
          type="file"
          accept=".zip,application/zip"
          className="visually-hidden"
          tabIndex={-1}
          aria-label={t('upload.choose')}
          onChange={(event) => {
            send(event.target.files?.[0]);
            // The same file, corrected, may be chosen again.
            event.target.value = '';
          }}
          data-testid="upload-file"
        />
        {failure?.kind === 'refused' && (
          <p className="strong break" data-testid="upload-refused">
            {t('upload.refused', { file: failure.name })}
          </p>
        )}
        <ProblemList problems={failure?.problems ?? []} />
        <p className="sm tertiary">{t('upload.hint')}</p>
      </div>
    </Dialog>
  );
}
