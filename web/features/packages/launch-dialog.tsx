'use client';
import { useState } from 'react';
import { ConfirmDialog } from '../../components/dialog.tsx';
import { ProblemList } from '../../components/problems.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';
import { LaunchOptions, NO_WISHES } from './launch-options.tsx';
import { useLaunch } from './use-launch.ts';

type LaunchDialogProps = { packageId: string; name: string; onClose: () => void; onLaunched: () => void };

export function LaunchDialog({ packageId, name, onClose, onLaunched }: LaunchDialogProps) {
  const { t } = useWords();
  const { start, problems, busy } = useLaunch(packageId);
  const [wishes, setWishes] = useState(NO_WISHES);
  const confirm = async () => {
    if (await start(wishes)) onLaunched();
  };
  return (
    <ConfirmDialog
      title={t('launch.title', { name })}
      action={t('package.launch')}
      busy={busy}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p className="secondary">{t('launch.what')}</p>
      <LaunchOptions packageId={packageId} wishes={wishes} onChange={setWishes} />
      <ProblemList problems={problems} />
    </ConfirmDialog>
  );
}
