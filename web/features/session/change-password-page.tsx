'use client';
import { type FormEvent, useEffect, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { type Problem, ProblemList } from '../../components/problems.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import { ChangePasswordDocument, ProblemPartsFragmentDoc, ViewerDocument } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { BASE_PATH } from '../../lib/paths.ts';
import { Entrance } from './entrance.tsx';
import { signIn } from './sign-in.ts';
import { PasswordField } from './sign-in-page.tsx';

/** A new password; due at the first sign-in, free at any time. Signs in again with it, so that the session gets its full rights. */
export function ChangePasswordPage({ returnTo }: { returnTo: string }) {
  const { t } = useWords();
  const [{ data }] = useQuery({ query: ViewerDocument });
  const [, changePassword] = useMutation(ChangePasswordDocument);
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [repeat, setRepeat] = useState('');
  const [problems, setProblems] = useState<Problem[]>([]);
  const [busy, setBusy] = useState(false);
  const user = data?.viewer.user;
  const differs = repeat !== '' && repeat !== next;
  useEffect(() => {
    document.title = `${t('session.changePassword')} · WeCube`;
  }, [t]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (differs || !user) return;
    setBusy(true);
    const answer = await changePassword({ input: { currentPassword: current, newPassword: next } });
    const refused: Problem[] = answer.error
      ? [{ code: 'INTERNAL', message: answer.error.message, remedy: null }]
      : [...(readFragment(ProblemPartsFragmentDoc, answer.data?.changePassword.problems) ?? [])];
    if (refused.length === 0 && (await signIn(user.username, next)).kind === 'signed-in')
      return window.location.assign(BASE_PATH + returnTo);
    setProblems(refused);
    setBusy(false);
  };

  return (
    <Entrance>
      <form onSubmit={submit} data-testid="change-password-form">
        <h1>{t('session.changePassword')}</h1>
        <p className="secondary">
          {user?.mustChangePassword
            ? t('session.firstPassword', { name: user.displayName })
            : t('session.changePasswordHint')}
        </p>
        {user && (
          <>
            <input type="hidden" autoComplete="username" value={user?.username ?? ''} readOnly />
            <PasswordField
              label={t('session.currentPassword')}
              autoComplete="current-password"
              value={current}
              onChange={setCurrent}
              testId="current-password"
            />
            <PasswordField
              label={t('session.newPassword')}
              autoComplete="new-password"
              value={next}
              onChange={setNext}
              testId="new-password"
              hint={t('session.passwordRule')}
            />
            <PasswordField
              label={t('session.repeatPassword')}
              autoComplete="new-password"
              value={repeat}
              onChange={setRepeat}
              testId="repeat-password"
              problem={differs ? t('session.passwordsDiffer') : null}
            />
            <button type="submit" className="button primary" disabled={busy || differs} data-testid="change-password">
              {t('session.setPassword')}
            </button>
          </>
        )}
        <div style={{ marginTop: 16 }}>
          <ProblemList problems={problems} />
        </div>
      </form>
    </Entrance>
  );
}
