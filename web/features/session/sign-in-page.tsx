'use client';
import { Eye, EyeOff, TriangleAlert } from 'lucide-react';
import { type FormEvent, type KeyboardEvent, useEffect, useState } from 'react';
import { Field } from '../../components/field.tsx';
import type { Problem } from '../../components/problems.tsx';
import { ProblemList } from '../../components/problems.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';
import { BASE_PATH, pathWith } from '../../lib/paths.ts';
import { Entrance } from './entrance.tsx';
import { signIn } from './sign-in.ts';

export function SignInPage({ returnTo }: { returnTo: string }) {
  const { t } = useWords();
  const [problems, setProblems] = useState<Problem[]>([]);
  const [busy, setBusy] = useState(false);
  const [ready, setReady] = useState(false);
  useEffect(() => setReady(true), []);
  useEffect(() => {
    document.title = `${t('session.signIn')} · WeCube`;
  }, [t]);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    // Read from the form itself: it may have been filled in before the page came alive.
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setProblems([]);
    const answer = await signIn(String(form.get('username')).trim(), String(form.get('password')));
    if (answer.kind === 'refused') {
      setProblems(
        answer.problems.length
          ? answer.problems
          : [{ code: 'INVALID_CREDENTIALS', message: t('session.refused'), remedy: null }],
      );
      setBusy(false);
      return;
    }
    window.location.assign(
      BASE_PATH + (answer.mustChangePassword ? pathWith('/change-password', { return: returnTo }) : returnTo),
    );
  };

  return (
    <Entrance>
      <form method="post" onSubmit={submit} data-testid="sign-in-form">
        <h1>{t('session.signIn')}</h1>
        <p className="secondary">{t('session.signInHint')}</p>
        <Field label={t('session.username')}>
          {(attributes) => (
            <input
              {...attributes}
              className="input"
              // biome-ignore lint/a11y/noAutofocus: the page is this form.
              autoFocus
              autoComplete="username"
              autoCapitalize="none"
              required
              name="username"
              data-testid="username"
            />
          )}
        </Field>
        <PasswordField
          label={t('session.password')}
          autoComplete="current-password"
          name="password"
          testId="password"
        />
        <button type="submit" className="button primary" disabled={busy || !ready} data-testid="sign-in">
          {busy ? t('session.signingIn') : t('session.signIn')}
        </button>
        <div style={{ marginTop: 16 }}>
          <ProblemList problems={problems} />
        </div>
      </form>
    </Entrance>
  );
}

type PasswordFieldProps = {
  label: string;
  autoComplete: string;
  name?: string;
  value?: string;
  onChange?: (value: string) => void;
  testId: string;
  problem?: string | null;
  hint?: string;
};

/** A password that can be looked at, with a word when Caps Lock is on. */
export function PasswordField({
  label,
  autoComplete,
  name,
  value,
  onChange,
  testId,
  problem,
  hint,
}: PasswordFieldProps) {
  const { t } = useWords();
  const [shown, setShown] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const watchCapsLock = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'));
  return (
    <Field
      label={label}
      problem={problem ?? null}
      hint={
        capsLock ? (
          <span className="row tight" style={{ color: 'var(--person-fg)' }}>
            <TriangleAlert size={14} /> {t('session.capsLock')}
          </span>
        ) : (
          hint
        )
      }
    >
      {(attributes) => (
        <div className="input-box">
          <input
            {...attributes}
            className="input"
            type={shown ? 'text' : 'password'}
            autoComplete={autoComplete}
            required
            name={name}
            value={value}
            onKeyUp={watchCapsLock}
            onChange={(event) => onChange?.(event.target.value)}
            data-testid={testId}
            style={{ paddingRight: 36 }}
          />
          <button
            type="button"
            className="icon-button"
            aria-label={t('session.showPassword')}
            aria-pressed={shown}
            onClick={() => setShown(!shown)}
          >
            {shown ? <EyeOff size={16} /> : <Eye size={16} />}
          </button>
        </div>
      )}
    </Field>
  );
}
