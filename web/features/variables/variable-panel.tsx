'use client';
import { Trash2, X } from 'lucide-react';
import { useState } from 'react';
import { useMutation } from 'urql';
import { ConfirmDialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { type Problem, ProblemList } from '../../components/problems.tsx';
import { useToast } from '../../components/toasts.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  CreateSystemVariableDocument,
  DeleteSystemVariableDocument,
  ProblemPartsFragmentDoc,
  UpdateSystemVariableDocument,
  type VariablePartsFragment,
} from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { useCan } from '../session/viewer.tsx';

/** Names that the platform takes for secret by itself. */
const SECRET_NAME = /(^|[_-])(PASSWORD|PASSWD|PWD|SECRET|TOKEN|SEED|KEY)([_-]|$)/i;

/** Makes a variable, or shows and changes one. A secret value is never fetched: an empty field leaves it as it is. */
export function VariablePanel({ variable, onClose }: { variable: VariablePartsFragment | null; onClose: () => void }) {
  const { t, moment } = useWords();
  const toast = useToast();
  const mayManage = useCan('variable:manage');
  const own = !variable || variable.source === 'person';
  const [name, setName] = useState('');
  const [packageName, setPackageName] = useState('');
  const [scope, setScope] = useState(variable?.scope ?? 'global');
  const [value, setValue] = useState(variable?.value ?? '');
  const [defaultValue, setDefault] = useState(variable?.defaultValue ?? '');
  const [secret, setSecret] = useState(variable?.secret ?? false);
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [removing, setRemoving] = useState(false);
  const [creating, create] = useMutation(CreateSystemVariableDocument);
  const [updating, update] = useMutation(UpdateSystemVariableDocument);
  const [deleting, remove] = useMutation(DeleteSystemVariableDocument);
  const rename = (next: string) => {
    setName(next);
    if (!touched.has('secret')) setSecret(SECRET_NAME.test(next));
  };
  const touch = (field: string) => setTouched(new Set([...touched, field]));

  const settle = (answer: { error?: Error; problems?: readonly Problem[] }, word: string) => {
    const refused = answer.error
      ? [{ code: 'INTERNAL', message: answer.error.message, remedy: null }]
      : (answer.problems ?? []);
    setProblems(refused);
    if (refused.length > 0) return;
    toast('ok', word);
    onClose();
  };
  const save = async () => {
    const chosen = touched.has('secret') ? { secret } : {};
    if (!variable) {
      const texts = { name: name.trim(), packageName: packageName.trim(), scope, value, defaultValue };
      const { error, data } = await create({ input: { ...texts, ...chosen } });
      const told = readFragment(ProblemPartsFragmentDoc, data?.createSystemVariable.problems ?? []);
      return settle({ error, problems: told }, t('variables.saved', { name }));
    }
    const { id, rowVersion } = variable;
    const changes = {
      ...(touched.has('value') && { value }),
      ...(own && touched.has('default') && { defaultValue }),
      ...(own && touched.has('scope') && { scope }),
    };
    const { error, data } = await update({ input: { id, rowVersion, ...chosen, ...changes } });
    const told = readFragment(ProblemPartsFragmentDoc, data?.updateSystemVariable.problems ?? []);
    settle({ error, problems: told }, t('variables.saved', { name: variable.name }));
  };
  const toggle = async (active: boolean) => {
    if (!variable) return;
    const { error, data } = await update({ input: { id: variable.id, rowVersion: variable.rowVersion, active } });
    const told = readFragment(ProblemPartsFragmentDoc, data?.updateSystemVariable.problems ?? []);
    settle({ error, problems: told }, t('variables.saved', { name: variable.name }));
  };
  const drop = async () => {
    if (!variable) return;
    const { error, data } = await remove({ input: { id: variable.id, rowVersion: variable.rowVersion } });
    setRemoving(false);
    const told = readFragment(ProblemPartsFragmentDoc, data?.deleteSystemVariable.problems ?? []);
    settle({ error, problems: told }, t('variables.deleted', { name: variable.name }));
  };
  const text = (label: string, given: string, change: (text: string) => void, testId: string, hint?: string) => (
    <Field label={label} hint={hint}>
      {(attributes) => (
        <input
          {...attributes}
          className="input mono"
          autoComplete="off"
          value={given}
          placeholder={testId === 'variable-value' && variable?.secret ? '••••••••' : undefined}
          type={secret && /value|default/.test(testId) ? 'password' : 'text'}
          onChange={(event) => change(event.target.value)}
          data-testid={testId}
        />
      )}
    </Field>
  );
  const busy = creating.fetching || updating.fetching || deleting.fetching;
  return (
    <aside className="side" aria-label={variable?.name ?? t('variables.new')} data-testid="variable-panel">
      <div className="section row">
        <h2 className="heading mono clip grow" title={variable?.name}>
          {variable?.name ?? t('variables.new')}
        </h2>
        <button type="button" className="icon-button" aria-label={t('general.close')} onClick={onClose}>
          <X size={15} />
        </button>
      </div>
      {variable && (
        <div className="section">
          <dl className="key-values">
            <dt>{t('variables.source')}</dt>
            <dd>{sourceWords(variable, t)}</dd>
            <dt>{t('variables.updated')}</dt>
            <dd>
              {moment(variable.updatedAt)} {variable.updatedBy}
            </dd>
            {!own && !variable.secret && (
              <>
                <dt>{t('variables.default')}</dt>
                <dd className="mono break">{variable.defaultValue || t('variables.empty')}</dd>
              </>
            )}
          </dl>
        </div>
      )}
      <fieldset className="section stack" disabled={!mayManage || busy} style={{ border: 0 }}>
        {!variable && text(t('variables.name'), name, rename, 'variable-name')}
        {!variable &&
          text(t('variables.package'), packageName, setPackageName, 'variable-package', t('variables.packageHint'))}
        {text(
          t('variables.value'),
          value,
          (next) => {
            setValue(next);
            touch('value');
          },
          'variable-value',
          variable?.secret ? t('variables.secretHint') : t('variables.valueHint'),
        )}
        {own &&
          text(
            t('variables.default'),
            defaultValue,
            (next) => {
              setDefault(next);
              touch('default');
            },
            'variable-default',
          )}
        {own &&
          text(
            t('variables.scope'),
            scope,
            (next) => {
              setScope(next);
              touch('scope');
            },
            'variable-scope',
            t('variables.scopeHint'),
          )}
        <label className="choice">
          <input
            type="checkbox"
            checked={secret}
            onChange={() => {
              setSecret(!secret);
              touch('secret');
            }}
            data-testid="variable-secret"
          />
          <span>
            {t('variables.secret')} <span className="sm tertiary">{t('variables.secretWhat')}</span>
          </span>
        </label>
        <ProblemList problems={problems} />
        {mayManage && (
          <div className="row">
            <button
              type="button"
              className="button primary"
              disabled={busy || (!variable ? !name.trim() : touched.size === 0)}
              onClick={save}
              data-testid="save-variable"
            >
              {t('variables.save')}
            </button>
            {variable && (
              <button
                type="button"
                className="button"
                onClick={() => toggle(!variable.active)}
                data-testid="toggle-variable"
              >
                {t(variable.active ? 'variables.deactivate' : 'variables.activate')}
              </button>
            )}
            {variable && (own || (!variable.active && variable.source !== 'platform')) && (
              <button
                type="button"
                className="icon-button push"
                aria-label={t('variables.delete')}
                onClick={() => setRemoving(true)}
                data-testid="delete-variable"
              >
                <Trash2 size={15} />
              </button>
            )}
          </div>
        )}
      </fieldset>
      {removing && variable && (
        <ConfirmDialog
          title={t('variables.deleteTitle', { name: variable.name })}
          action={t('variables.delete')}
          busy={deleting.fetching}
          onConfirm={drop}
          onClose={() => setRemoving(false)}
        >
          <p>{t('variables.deleteWhat')}</p>
        </ConfirmDialog>
      )}
    </aside>
  );
}

function sourceWords({ source }: VariablePartsFragment, t: ReturnType<typeof useWords>['t']): string {
  if (source === 'platform') return t('variables.ofPlatform');
  if (source === 'person') return t('variables.ofPerson');
  return source.replace('__', ' ');
}
