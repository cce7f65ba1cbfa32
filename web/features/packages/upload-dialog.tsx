'use client';
import { Upload } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import { Dialog } from '../../components/dialog.tsx';
import { ProblemList } from '../../components/problems.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import { PackageUploadsDocument, ProblemPartsFragmentDoc } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { type UploadAnswer, uploadPackage } from './upload-package.ts';
import { UploadSteps } from './upload-steps.tsx';
import { useUpload } from './use-upload.ts';

type Failure = Exclude<UploadAnswer, { kind: 'sent' }>;
type Transfer = { file: File; sentBytes: number; waiting: boolean };

/** Takes a zip by drag and drop or by choice, shows every step until it is stored, and goes on to the wizard. */
export function UploadDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const router = useRouter();
  const client = useClient();
  const control = useRef<AbortController>(null);
  const [transfer, setTransfer] = useState<Transfer | null>(null);
  const [sentId, setSentId] = useState<string | null>(null);
  const [failure, setFailure] = useState<(Failure & { name: string }) | null>(null);
  const upload = useUpload(sentId);
  useEffect(() => () => control.current?.abort(), []);
  useEffect(() => {
    if (upload?.status !== 'STORED' || !upload.packageId) return;
    onClose();
    router.push(`/collaborate/packages/${upload.packageId}/setup`);
  }, [upload?.status, upload?.packageId, onClose, router]);

  const send = async (file: File | undefined) => {
    if (!file) return;
    const current = new AbortController();
    control.current = current;
    setFailure(null);
    setSentId(null);
    setTransfer({ file, sentBytes: 0, waiting: false });
    const answer = await uploadPackage(
      file,
      {
        onProgress: (sentBytes) => setTransfer({ file, sentBytes, waiting: false }),
        onWaiting: () => setTransfer((last) => last && { ...last, waiting: true }),
        renewSession: () => client.query(PackageUploadsDocument, {}, { requestPolicy: 'network-only' }).toPromise(),
      },
      current.signal,
    );
    if (current.signal.aborted) return;
    control.current = null;
    if (answer.kind === 'sent') return setSentId(answer.id);
    setTransfer(null);
    setFailure({ ...answer, name: file.name });
  };
  const stop = () => {
    control.current?.abort('discard');
    setTransfer(null);
  };
  const refused = upload?.status === 'REFUSED' ? upload : null;
  const busy = transfer && !refused;
  const name = refused?.fileName ?? (failure?.kind === 'refused' ? failure.name : null);
  return (
    <Dialog title={t('upload.title')} onClose={onClose} testId="upload-dialog">
      <div className="stack">
        {busy ? (
          <UploadSteps {...transfer} upload={upload} onStop={sentId ? undefined : stop} />
        ) : (
          <DropZone onFile={send} />
        )}
        {name && (
          <p className="strong break" data-testid="upload-refused">
            {t('upload.refused', { file: name })}
          </p>
        )}
        <ProblemList
          problems={refused ? readFragment(ProblemPartsFragmentDoc, refused.problems) : (failure?.problems ?? [])}
        />
        <p className="sm tertiary">{t(busy ? (sentId ? 'upload.mayClose' : 'upload.mayPause') : 'upload.hint')}</p>
      </div>
    </Dialog>
  );
}

function DropZone({ onFile }: { onFile: (file: File | undefined) => void }) {
  const { t } = useWords();
  const picker = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onFile(event.dataTransfer.files[0]);
  };
  return (
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
      <input
        ref={picker}
        type="file"
        accept=".zip,application/zip"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={t('upload.choose')}
        onChange={(event) => {
          onFile(event.target.files?.[0]);
          // The same file, corrected, may be chosen again.
          event.target.value = '';
        }}
        data-testid="upload-file"
      />
    </div>
  );
}
