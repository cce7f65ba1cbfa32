'use client';
import { PlugZap, Trash2, X } from 'lucide-react';
import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { ConfirmDialog } from '../../components/dialog.tsx';
import { type Problem, ProblemList } from '../../components/problems.tsx';
import { useToast } from '../../components/toasts.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  CreateResourceServerDocument,
  type HealthPartsFragment,
  HealthPartsFragmentDoc,
  ProblemPartsFragmentDoc,
  RemoveResourceServerDocument,
  ResourceItemsDocument,
  type ServerPartsFragment,
  ServerPartsFragmentDoc,
  TestResourceServerDocument,
  UpdateResourceServerDocument,
} from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { useCan } from '../session/viewer.tsx';
import { draftOf, formOf, ownPart } from './server-draft.ts';
import { ServerFields } from './server-fields.tsx';
import { HealthNote } from './server-health.tsx';
import { SERVER_KINDS } from './server-kinds.ts';

type ServerPanelProps = { server: ServerPartsFragment | null; onClose: () => void; onMade: (id: string) => void };
type Answer = { health: HealthPartsFragment; tookMs: number };

/** Adds a server, or shows one with what is on it, tests, changes, disables and removes it. */
export function ServerPanel({ server, onClose, onMade }: ServerPanelProps) {
  const { t, moment } = useWords();
  const toast = useToast();
  const mayManage = useCan('resource:manage');
  const [form, setForm] = useState(() => formOf(server));
  const [touched, setTouched] = useState(false);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [removing, setRemoving] = useState(false);
  const [creating, create] = useMutation(CreateResourceServerDocument);
  const [updating, update] = useMutation(UpdateResourceServerDocument);
  const [testing, test] = useMutation(TestResourceServerDocument);
  const [dropping, remove] = useMutation(RemoveResourceServerDocument);
  const isOfSettings = server?.origin === 'SETTINGS';
  const busy = creating.fetching || updating.fetching || dropping.fetching;

  /** Shows what was refused; `true` when nothing was. */
  const settle = (error: Error | undefined, told: readonly Problem[]): boolean => {
    const refused = error ? [{ code: 'INTERNAL', message: error.message, remedy: null }] : told;
    setProblems(refused);
    return refused.length === 0;
  };
  const save = async () => {
    if (!server) {
      const { kind } = form;
      if (kind === 'PROCESS') return;
      const { data, error } = await create({ input: { kind, ...draftOf(form) } });
      const made = readFragment(ServerPartsFragmentDoc, data?.createResourceServer.server);
      const told = readFragment(ProblemPartsFragmentDoc, data?.createResourceServer.problems ?? []);
      if (!settle(error, told) || !made) return;
      toast('ok', t('resources.saved', { name: made.name }));
      return onMade(made.id);
    }
    await change(isOfSettings ? ownPart(form) : draftOf(form));
  };
  const change = async (changes: object) => {
    if (!server) return;
    const { id, rowVersion, name } = server;
    const { data, error } = await update({ input: { id, rowVersion, ...changes } });
    const told = readFragment(ProblemPartsFragmentDoc, data?.updateResourceServer.problems ?? []);
    if (settle(error, told)) toast('ok', t('resources.saved', { name }));
  };
  const tryIt = async () => {
    setAnswer(null);
    const described = touched && !isOfSettings ? draftOf(form) : {};
    const input = server ? { id: server.id, ...described } : { kind: form.kind, ...draftOf(form) };
    const { data, error } = await test({ input });
    const told = readFragment(ProblemPartsFragmentDoc, data?.testResourceServer.problems ?? []);
    const health = readFragment(HealthPartsFragmentDoc, data?.testResourceServer.health);
    if (settle(error, told) && health) setAnswer({ health, tookMs: data?.testResourceServer.tookMs ?? 0 });
  };
  const drop = async () => {
    if (!server) return;
    const { data, error } = await remove({ input: { id: server.id, rowVersion: server.rowVersion } });
    setRemoving(false);
    const told = readFragment(ProblemPartsFragmentDoc, data?.removeResourceServer.problems ?? []);
    if (!settle(error, told)) return;
    toast('ok', t('resources.removed', { name: server.name }));
    onClose();
  };
  const title = server?.name ?? t('resources.new');
  const health = server && readFragment(HealthPartsFragmentDoc, server.health);
  return (
    <aside className="side" aria-label={title} data-testid="server-panel">
      <div className="section row">
        <h2 className="heading clip grow" title={title}>
          {title}
        </h2>
        <button type="button" className="icon-button" aria-label={t('general.close')} onClick={onClose}>
          <X size={15} />
        </button>
      </div>
      {server && health && (
        <div className="section stack">
          {!answer && !testing.fetching && <HealthNote health={health} />}
          <dl className="key-values">
            <dt>{t('resources.kind')}</dt>
            <dd>{t(SERVER_KINDS[server.kind].label)}</dd>
            <dt>{t('resources.origin')}</dt>
            <dd>{t(`resources.ORIGIN.${server.origin}`)}</dd>
            {health.checkedAt && (
              <>
                <dt>{t('resources.checked')}</dt>
                <dd>{moment(health.checkedAt)}</dd>
              </>
            )}
            {server.updatedAt && (
              <>
                <dt>{t('resources.updated')}</dt>
                <dd>
                  {moment(server.updatedAt)} {server.updatedBy}
                </dd>
              </>
            )}
          </dl>
        </div>
      )}
      {server && <Items server={server} />}
      <fieldset className="section stack" disabled={!mayManage || busy} style={{ border: 0 }}>
        <ServerFields
          form={form}
          isNew={!server}
          isOfSettings={isOfSettings}
          hasCredentials={server?.hasCredentials ?? false}
          onChange={(changes) => {
            setForm({ ...form, ...changes });
            setTouched(true);
            setAnswer(null);
          }}
        />
        {answer && <HealthNote health={answer.health} tookMs={answer.tookMs} />}
        <ProblemList problems={problems} />
        {mayManage && (
          <div className="row">
            <button
              type="button"
              className="button primary"
              disabled={busy || !touched}
              onClick={save}
              data-testid="save-server"
            >
              {t('resources.save')}
            </button>
            <button
              type="button"
              className="button"
              disabled={testing.fetching}
              onClick={tryIt}
              data-testid="test-server"
            >
              <PlugZap size={14} aria-hidden="true" />
              {t(testing.fetching ? 'resources.testing' : 'resources.test')}
            </button>
            {server && (
              <button
                type="button"
                className="button"
                onClick={() => change({ state: server.state === 'ENABLED' ? 'DISABLED' : 'ENABLED' })}
                data-testid="toggle-server"
              >
                {t(server.state === 'ENABLED' ? 'resources.disable' : 'resources.enable')}
              </button>
            )}
            {server && !isOfSettings && (
              <button
                type="button"
                className="icon-button push"
                aria-label={t('resources.remove')}
                onClick={() => setRemoving(true)}
                data-testid="remove-server"
              >
                <Trash2 size={15} />
              </button>
            )}
          </div>
        )}
      </fieldset>
      {removing && server && (
        <ConfirmDialog
          title={t('resources.removeTitle', { name: server.name })}
          action={t('resources.remove')}
          danger
          busy={dropping.fetching}
          onConfirm={drop}
          onClose={() => setRemoving(false)}
        >
          <p>{t('resources.removeWhat')}</p>
        </ConfirmDialog>
      )}
    </aside>
  );
}

/** What packages have on the server. */
function Items({ server }: { server: ServerPartsFragment }) {
  const { t, moment } = useWords();
  const [{ data }] = useQuery({
    query: ResourceItemsDocument,
    variables: { id: server.id },
    requestPolicy: 'cache-and-network',
  });
  const items = data?.resourceServer?.items ?? [];
  return (
    <div className="section stack">
      <h3 className="sm secondary">
        {t('resources.allocated')} <span className="tertiary">{items.length}</span>
      </h3>
      {items.length === 0 && <p className="sm tertiary">{t('resources.nothing')}</p>}
      {items.length > 0 && (
        <ul className="resource-items" data-testid="server-items">
          {items.map(({ id, kind, name, packageName, since }) => (
            <li key={id}>
              <span className="mono clip grow" title={name}>
                {name}
              </span>
              {name !== packageName && <span className="tag">{packageName}</span>}
              <span className="sm tertiary">
                {t(`resources.ITEM.${kind}`)} · {moment(since)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
