'use client';
import { Plus, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { ConfirmDialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { EmptyState, Failure, SkeletonRows } from '../../components/placeholders.tsx';
import { type Problem, ProblemList } from '../../components/problems.tsx';
import { useToast } from '../../components/toasts.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  ActionsDocument,
  CreateRoleDocument,
  ProblemPartsFragmentDoc,
  type RolePartsFragment,
  RolePartsFragmentDoc,
  RolesDocument,
  UpdateRoleDocument,
} from '../../gql/graphql.ts';
import { useLiveQuery } from '../../lib/graph/use-live.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';
import { useCan } from '../session/viewer.tsx';

/** The roles and the actions each allows. */
export function RolesPage() {
  const { t, label } = useWords();
  const mayManage = useCan('role:manage');
  const [editing, setEditing] = useState<RolePartsFragment | 'new' | null>(null);
  const [{ data, error }, refetch] = useLiveQuery({ query: RolesDocument });
  const roles = readFragment(RolePartsFragmentDoc, data?.roles.nodes ?? []);
  return (
    <>
      <PageHead
        title={t('shell.roles')}
        actions={
          mayManage && (
            <button type="button" className="button primary" onClick={() => setEditing('new')} data-testid="new-role">
              <Plus size={15} aria-hidden="true" />
              {t('people.newRole')}
            </button>
          )
        }
      />
      <div className="page-body">
        {error && !data && (
          <Failure
            error={error}
            what={t('people.rolesNotLoaded')}
            onRetry={() => refetch({ requestPolicy: 'network-only' })}
          />
        )}
        {!data && !error && <SkeletonRows rows={4} />}
        {data && roles.length === 0 && <EmptyState icon={ShieldCheck} title={t('people.noRoles')} />}
        {roles.length > 0 && (
          <table className="table" data-testid="role-table">
            <thead>
              <tr>
                <th style={{ width: 220 }}>{t('people.role')}</th>
                <th style={{ width: 180 }}>{t('people.roleName')}</th>
                <th>{t('people.actions')}</th>
              </tr>
            </thead>
            <tbody>
              {roles.map((role) => (
                <tr
                  key={role.id}
                  className={mayManage ? 'clickable' : ''}
                  onClick={() => mayManage && setEditing(role)}
                  data-testid={`role-${role.name}`}
                >
                  <td className="medium">
                    {mayManage ? (
                      <button type="button" className="link-button" onClick={() => setEditing(role)}>
                        {label(role.label)}
                      </button>
                    ) : (
                      label(role.label)
                    )}{' '}
                    {role.builtIn && <span className="tag">{t('people.builtIn')}</span>}
                  </td>
                  <td className="mono secondary">{role.name}</td>
                  <td className="mono secondary" title={role.actions.join(', ')}>
                    {role.actions.join(', ')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      {editing && <RoleDialog role={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </>
  );
}

function RoleDialog({ role, onClose }: { role: RolePartsFragment | null; onClose: () => void }) {
  const { t } = useWords();
  const toast = useToast();
  const [name, setName] = useState(role?.name ?? '');
  const [labelEn, setLabelEn] = useState(role?.label.en ?? '');
  const [labelZh, setLabelZh] = useState(role?.label.zh ?? '');
  const [chosen, setChosen] = useState<readonly string[]>(role?.actions ?? []);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [{ data }] = useQuery({ query: ActionsDocument });
  const [creating, create] = useMutation(CreateRoleDocument);
  const [updating, update] = useMutation(UpdateRoleDocument);
  const submit = async () => {
    const labels = {
      labelEn: labelEn.trim() || name,
      labelZh: labelZh.trim() || labelEn.trim() || name,
      actions: [...chosen],
    };
    const { error, payload } = role
      ? await update({ input: { id: role.id, ...labels } }).then((answer) => ({
          error: answer.error,
          payload: answer.data?.updateRole,
        }))
      : await create({ input: { name: name.trim(), ...labels } }).then((answer) => ({
          error: answer.error,
          payload: answer.data?.createRole,
        }));
    const refused: readonly Problem[] = error
      ? [{ code: 'INTERNAL', message: error.graphQLErrors[0]?.message ?? t('failure.unreachable'), remedy: null }]
      : readFragment(ProblemPartsFragmentDoc, payload?.problems ?? []);
    setProblems(refused);
    if (refused.length > 0) return;
    toast('ok', t('people.saved', { name: name.trim() }));
    onClose();
  };
  const input = (label: string, value: string, change: (value: string) => void, testId: string) => (
    <Field label={label}>
      {(attributes) => (
        <input
          {...attributes}
          className="input"
          autoComplete="off"
          value={value}
          onChange={(event) => change(event.target.value)}
          data-testid={testId}
        />
      )}
    </Field>
  );
  return (
    <ConfirmDialog
      title={role ? t('people.editRole', { name: role.name }) : t('people.newRole')}
      action={role ? t('people.save') : t('people.create')}
      busy={creating.fetching || updating.fetching || !name.trim()}
      onConfirm={submit}
      onClose={onClose}
    >
      {!role && input(t('people.roleName'), name, setName, 'role-name')}
      {input(t('people.labelEn'), labelEn, setLabelEn, 'role-label-en')}
      {input(t('people.labelZh'), labelZh, setLabelZh, 'role-label-zh')}
      <fieldset className="choices">
        <legend className="field-label">{t('people.actions')}</legend>
        <div className="action-grid">
          {(data?.actions ?? []).map((action) => (
            <label key={action} className="row tight sm mono">
              <input
                type="checkbox"
                className="checkbox"
                checked={chosen.includes(action)}
                onChange={() =>
                  setChosen(chosen.includes(action) ? chosen.filter((one) => one !== action) : [...chosen, action])
                }
              />
              {action}
            </label>
          ))}
        </div>
      </fieldset>
      <ProblemList problems={problems} />
    </ConfirmDialog>
  );
}
