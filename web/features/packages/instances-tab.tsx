'use client';
import { RotateCw, Server, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useMutation } from 'urql';
import { ConfirmDialog } from '../../components/dialog.tsx';
import { Elapsed } from '../../components/elapsed.tsx';
import { EmptyState } from '../../components/placeholders.tsx';
import { type Problem, ProblemList } from '../../components/problems.tsx';
import { StateBadge } from '../../components/state.tsx';
import { useToast } from '../../components/toasts.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  HostPartsFragmentDoc,
  type InstancePartsFragment,
  ProblemPartsFragmentDoc,
  RemoveInstanceDocument,
  RestartInstanceDocument,
} from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { useCan } from '../session/viewer.tsx';
import { InstanceLog } from './instance-log.tsx';
import { LaunchSteps } from './launch-steps.tsx';
import { INSTANCE_STATES } from './package-state.ts';

type InstancesTabProps = { instances: readonly InstancePartsFragment[]; launchable: boolean; onLaunch: () => void };

/** The instances of a package, live; the chosen one shows its launch steps and its last output. */
export function InstancesTab({ instances, launchable, onLaunch }: InstancesTabProps) {
  const { t } = useWords();
  const [chosen, setChosen] = useState<string | null>(null);
  const shown =
    instances.find((one) => one.id === chosen) ??
    instances.find((one) => one.status === 'LAUNCHING' || one.status === 'FAILED') ??
    instances[0];
  if (!shown) {
    return (
      <EmptyState
        icon={Server}
        title={t('instances.none')}
        action={
          launchable && (
            <button type="button" className="button primary" onClick={onLaunch}>
              {t('package.launch')}
            </button>
          )
        }
      >
        {t('instances.noneHint')}
      </EmptyState>
    );
  }
  return (
    <>
      <table className="table" data-testid="instance-table">
        <colgroup>
          <col />
          <col style={{ width: 120 }} />
          <col style={{ width: 220 }} />
          <col style={{ width: 120 }} />
          <col style={{ width: 92 }} />
        </colgroup>
        <thead>
          <tr>
            <th>{t('instances.instance')}</th>
            <th>{t('instances.state')}</th>
            <th>{t('instances.where')}</th>
            <th className="number">{t('instances.upSince')}</th>
            <th>
              <span className="visually-hidden">{t('instances.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {instances.map((instance) => (
            <InstanceRow
              key={instance.id}
              instance={instance}
              selected={instance.id === shown.id}
              onSelect={() => setChosen(instance.id)}
            />
          ))}
        </tbody>
      </table>
      <LaunchSteps instance={shown} />
      <InstanceLog key={shown.id} id={shown.id} revision={shown.rowVersion} />
    </>
  );
}

function InstanceRow({
  instance,
  selected,
  onSelect,
}: {
  instance: InstancePartsFragment;
  selected: boolean;
  onSelect: () => void;
}) {
  const { t } = useWords();
  const [asking, setAsking] = useState<'restart' | 'remove' | null>(null);
  const host = readFragment(HostPartsFragmentDoc, instance.host);
  const state = INSTANCE_STATES[instance.status];
  const mayLaunch = useCan('instance:launch');
  const mayRemove = useCan('instance:remove');
  const stop = (event: React.MouseEvent) => event.stopPropagation();
  return (
    <tr
      className={`clickable ${selected ? 'selected' : ''}`}
      onClick={onSelect}
      data-testid={`instance-${instance.name}`}
      data-status={instance.status}
    >
      <td className="mono">
        <button
          type="button"
          className="link-button"
          style={{ color: 'inherit' }}
          aria-pressed={selected}
          onClick={onSelect}
        >
          {instance.name}
        </button>
      </td>
      <td>
        <StateBadge tone={state.tone}>{t(state.label)}</StateBadge>
      </td>
      <td className="mono" title={host.name}>
        {host.address}
        {instance.port ? `:${instance.port}` : ''}
      </td>
      <td className="number">
        {instance.healthyAt && instance.status !== 'REMOVED' ? <Elapsed from={instance.healthyAt} /> : ''}
      </td>
      <td onClick={stop} onKeyDown={(event) => event.stopPropagation()}>
        <span className="row tight" style={{ justifyContent: 'flex-end' }}>
          {mayLaunch && (
            <button
              type="button"
              className="icon-button small"
              aria-label={t('instances.restartOf', { name: instance.name })}
              title={t('instances.restart')}
              onClick={() => setAsking('restart')}
              data-testid="restart-instance"
            >
              <RotateCw size={14} />
            </button>
          )}
          {mayRemove && (
            <button
              type="button"
              className="icon-button small"
              aria-label={t('instances.removeOf', { name: instance.name })}
              title={t('instances.remove')}
              onClick={() => setAsking('remove')}
              data-testid="remove-instance"
            >
              <Trash2 size={14} />
            </button>
          )}
        </span>
        {asking && <InstanceDialog instance={instance} action={asking} onClose={() => setAsking(null)} />}
      </td>
    </tr>
  );
}

function InstanceDialog({
  instance,
  action,
  onClose,
}: {
  instance: InstancePartsFragment;
  action: 'restart' | 'remove';
  onClose: () => void;
}) {
  const { t } = useWords();
  const toast = useToast();
  const [restarting, restart] = useMutation(RestartInstanceDocument);
  const [removing, remove] = useMutation(RemoveInstanceDocument);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const confirm = async () => {
    const input = { input: { id: instance.id } };
    const { error, payload } =
      action === 'restart'
        ? await restart(input).then((answer) => ({ error: answer.error, payload: answer.data?.restartInstance }))
        : await remove(input).then((answer) => ({ error: answer.error, payload: answer.data?.removeInstance }));
    const refused = error
      ? [{ code: 'INTERNAL', message: error.message, remedy: null }]
      : readFragment(ProblemPartsFragmentDoc, payload?.problems ?? []);
    setProblems(refused);
    if (refused.length > 0) return;
    toast('ok', t(action === 'restart' ? 'instances.restarting' : 'instances.removed', { name: instance.name }));
    onClose();
  };
  return (
    <ConfirmDialog
      title={t(action === 'restart' ? 'instances.restartOf' : 'instances.removeOf', { name: instance.name })}
      action={t(action === 'restart' ? 'instances.restart' : 'instances.remove')}
      danger={action === 'remove'}
      busy={restarting.fetching || removing.fetching}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{t(action === 'restart' ? 'instances.restartWhat' : 'instances.removeWhat')}</p>
      <ProblemList problems={problems} />
    </ConfirmDialog>
  );
}
