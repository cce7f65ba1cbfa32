'use client';
import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { ConfirmDialog, Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { type Problem, ProblemList } from '../../components/problems.tsx';
import { useToast } from '../../components/toasts.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  CreateUserDocument,
  ProblemPartsFragmentDoc,
  RolePartsFragmentDoc,
  RolesDocument,
  UpdateUserDocument,
  type UserPartsFragment,
} from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';

/** Makes a user, whose first password is shown once, or changes one. */
export function UserDialog({ user, onClose }: { user: UserPartsFragment | null; onClose: () => void }) {
  const { t, label, say } = useWords();
  const toast = useToast();
  const [username, setUsername] = useState(user?.username ?? '');
  const [displayName, setDisplayName] = useState(user?.displayName ?? '');
  const [email, setEmail] = useState(user?.email ?? '');
  const [roleIds, setRoleIds] = useState<string[]>(user?.roles.map((role) => role.id) ?? []);
  const [disabled, setDisabled] = useState(user?.disabled ?? false);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [password, setPassword] = useState<string | null>(null);
  const [{ data }] = useQuery({ query: RolesDocument });
  const [creating, create] = useMutation(CreateUserDocument);
  const [updating, update] = useMutation(UpdateUserDocument);
  const roles = readFragment(RolePartsFragmentDoc, data?.roles.nodes ?? []);
  const about = (name: string) => {
    const problem = problems.find(({ path }) => path?.includes(name));
    return problem ? say(problem) : null;
  };

  const submit = async () => {
    const common = { displayName: displayName.trim() || null, email: email.trim() || null, roleIds };
    const { error, payload } = user
      ? await update({ input: { id: user.id, disabled, ...common } }).then((answer) => ({
          error: answer.error,
          payload: answer.data?.updateUser,
        }))
      : await create({ input: { username: username.trim(), ...common } }).then((answer) => ({
          error: answer.error,
          payload: answer.data?.createUser,
        }));
    const refused: readonly Problem[] = error
      ? [{ code: 'INTERNAL', message: error.graphQLErrors[0]?.message ?? t('failure.unreachable'), remedy: null }]
      : readFragment(ProblemPartsFragmentDoc, payload?.problems ?? []);
    setProblems(refused);
    if (refused.length > 0) return;
    if (payload && 'initialPassword' in payload && typeof payload.initialPassword === 'string')
      return setPassword(payload.initialPassword);
    toast('ok', t('people.saved', { name: username }));
    onClose();
  };
  if (password) {
    return (
      <Dialog
        title={t('people.created', { name: username })}
        onClose={onClose}
        testId="initial-password-dialog"
        foot={
          <button type="button" className="button primary" onClick={onClose}>
            {t('people.passwordNoted')}
          </button>
        }
      >
        <p>{t('people.passwordOnce')}</p>
        <p className="one-time mono" data-testid="initial-password">
          {password}
        </p>
        <button type="button" className="button small" onClick={() => navigator.clipboard?.writeText(password)}>
          {t('people.copyPassword')}
        </button>
      </Dialog>
    );
  }
  return (
    <ConfirmDialog
      title={user ? t('people.editUser', { name: user.username }) : t('people.newUser')}
      action={user ? t('people.save') : t('people.create')}
      busy={creating.fetching || updating.fetching || !username.trim()}
      onConfirm={submit}
      onClose={onClose}
    >
      {!user && (
        <Field label={t('session.username')} problem={about('username')}>
          {(attributes) => (
            <input
              {...attributes}
              className="input"
              autoCapitalize="none"
              autoComplete="off"
              value={username}
              onChange={(event) => setUsername(event.target.value)}
              data-testid="user-username"
            />
          )}
        </Field>
      )}
      <Field label={t('people.displayName')} problem={about('displayName')}>
        {(attributes) => (
          <input
            {...attributes}
            className="input"
            autoComplete="off"
            value={displayName}
            onChange={(event) => setDisplayName(event.target.value)}
            data-testid="user-display-name"
          />
        )}
      </Field>
      <Field label={t('people.email')} problem={about('email')}>
        {(attributes) => (
          <input
            {...attributes}
            className="input"
            type="email"
            autoComplete="off"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        )}
      </Field>
      <fieldset className="choices">
        <legend className="field-label">{t('shell.roles')}</legend>
        {roles.map((role) => (
          <label key={role.id} className="choice">
            <input
              type="checkbox"
              checked={roleIds.includes(role.id)}
              onChange={() =>
                setRoleIds(roleIds.includes(role.id) ? roleIds.filter((id) => id !== role.id) : [...roleIds, role.id])
              }
              data-testid={`user-role-${role.name}`}
            />
            <span className="medium">{label(role.label)}</span>
            <span className="mono xs tertiary">{role.name}</span>
          </label>
        ))}
      </fieldset>
      {user && (
        <label className="choice">
          <input type="checkbox" checked={disabled} onChange={() => setDisabled(!disabled)} />
          <span>
            {t('people.disableUser')} <span className="sm tertiary">{t('people.disableUserHint')}</span>
          </span>
        </label>
      )}
      <ProblemList problems={problems} />
    </ConfirmDialog>
  );
}
