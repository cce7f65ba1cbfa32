'use client';
import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { ConfirmDialog } from '../../components/dialog.tsx';
import { type Problem, ProblemList } from '../../components/problems.tsx';
import { useToast } from '../../components/toasts.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  ActivatePackageDocument,
  PackageChecksDocument,
  type PackageRowFragment,
  ProblemPartsFragmentDoc,
} from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { CheckList } from './check-list.tsx';

/** Asks before another registered version takes the place of the one in use, and shows what would stand in the way. */
export function ActivateDialog({
  chosen: { id, name, version },
  present,
  older,
  onClose,
}: {
  chosen: PackageRowFragment;
  present: PackageRowFragment | null;
  older: boolean;
  onClose: () => void;
}) {
  const { t } = useWords();
  const toast = useToast();
  const [{ data }] = useQuery({ query: PackageChecksDocument, variables: { id }, requestPolicy: 'network-only' });
  const [{ fetching }, activate] = useMutation(ActivatePackageDocument);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const checks = data?.package?.checks ?? [];
  const confirm = async () => {
    const answer = await activate({ input: { id } });
    const refused = answer.error
      ? [{ code: 'INTERNAL', message: answer.error.message, remedy: null }]
      : readFragment(ProblemPartsFragmentDoc, answer.data?.activatePackage.problems ?? []);
    setProblems(refused);
    if (refused.length > 0) return;
    toast('ok', t('versions.used', { name, version }));
    onClose();
  };
  return (
    <ConfirmDialog
      title={t(older ? 'versions.rollBackTitle' : 'versions.useTitle', { name, version })}
      action={t(older ? 'versions.rollBack' : 'versions.use')}
      busy={fetching || !data || checks.some(({ level }) => level === 'ERROR')}
      onConfirm={confirm}
      onClose={onClose}
    >
      {present && <p>{t('versions.useWhat', { present: present.version })}</p>}
      <p className="secondary">{t('versions.useInstances')}</p>
      {data && problems.length === 0 && <CheckList checks={checks} nothing={t('setup.noChecks')} />}
      <ProblemList problems={problems} />
    </ConfirmDialog>
  );
}
