'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useMutation } from 'urql';
import { ConfirmDialog, Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { type Problem, ProblemList } from '../../components/problems.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  CopyServiceRegistrationDocument,
  DeleteServiceRegistrationDocument,
  ProblemPartsFragmentDoc,
  RegistrationRowFragmentDoc,
} from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';

/** Makes a registration of another name, and opens it. */
export function CopyDialog({ source, onClose }: { source: { id: string; title: string }; onClose: () => void }) {
  const { t } = useWords();
  const router = useRouter();
  const [name, setName] = useState('');
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [{ fetching }, copy] = useMutation(CopyServiceRegistrationDocument);
  const run = async () => {
    const { data, error } = await copy({ input: { id: source.id, name } });
    if (error || !data) return setProblems([{ code: 'INTERNAL', message: error?.message ?? '', remedy: null }]);
    const { registration, problems: refused } = data.copyServiceRegistration;
    setProblems(readFragment(ProblemPartsFragmentDoc, refused));
    const made = readFragment(RegistrationRowFragmentDoc, registration);
    if (!made) return;
    onClose();
    router.push(`/collaborate/services/${made.id}`);
  };
  const foot = (
    <>
      <button type="button" className="button" onClick={onClose}>
        {t('general.cancel')}
      </button>
      <button
        type="submit"
        form="copy-registration"
        className="button primary"
        disabled={fetching || name.trim() === ''}
        data-testid="confirm-copy"
      >
        {t('services.copy')}
      </button>
    </>
  );
  return (
    <Dialog title={t('services.copyOf', { name: source.title })} onClose={onClose} foot={foot} testId="copy-dialog">
      <form
        id="copy-registration"
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          run();
        }}
      >
        <p className="sm secondary">{t('services.copyWhat')}</p>
        <Field label={t('services.registrationName')}>
          {(attributes) => (
            <input
              {...attributes}
              className="input mono"
              autoComplete="off"
              value={name}
              onChange={(event) => setName(event.target.value)}
              data-testid="copy-name"
            />
          )}
        </Field>
        <ProblemList problems={problems} />
      </form>
    </Dialog>
  );
}

type DeleteProps = { registration: { id: string; title: string; rowVersion: number }; onClose: () => void };

/** Asks before a registration is deleted with its services. */
export function DeleteDialog({ registration: { id, title, rowVersion }, onClose }: DeleteProps) {
  const { t } = useWords();
  const router = useRouter();
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [{ fetching }, remove] = useMutation(DeleteServiceRegistrationDocument);
  const run = async () => {
    const { data, error } = await remove({ input: { id, rowVersion } });
    if (error || !data) return setProblems([{ code: 'INTERNAL', message: error?.message ?? '', remedy: null }]);
    const refused = readFragment(ProblemPartsFragmentDoc, data.deleteServiceRegistration.problems);
    setProblems(refused);
    if (refused.length > 0) return;
    onClose();
    router.push('/collaborate/services');
  };
  return (
    <ConfirmDialog
      title={t('services.deleteTitle', { name: title })}
      action={t('services.delete')}
      danger
      busy={fetching}
      onConfirm={run}
      onClose={onClose}
    >
      <p>{t('services.deleteWhat')}</p>
      <ProblemList problems={problems} />
    </ConfirmDialog>
  );
}
