'use client';
import { Play, RotateCw, Square, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Elapsed } from '../../components/elapsed.tsx';
import { StateBadge } from '../../components/state.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import { HostPartsFragmentDoc, type InstancePartsFragment } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { useCan } from '../session/viewer.tsx';
import type { InstanceAction } from './instance-actions.ts';
import { InstanceDialog } from './instance-dialog.tsx';
import { CpuCell, MemoryCell } from './instance-usage.tsx';
import { INSTANCE_STATES } from './package-state.ts';
import type { UsageSample } from './use-instance-usage.ts';

type InstanceRowProps = {
  instance: InstancePartsFragment;
  samples: readonly UsageSample[];
  /** Some instance of the list has a role, so there is less room for pictures. */
  hasRoles: boolean;
  selected: boolean;
  onSelect: () => void;
};

const ICONS = { start: Play, stop: Square, restart: RotateCw, remove: Trash2 } as const;

/** One instance in the list of its package, with what a person may do to it now. */
export function InstanceRow({ instance, samples, hasRoles, selected, onSelect }: InstanceRowProps) {
  const { t } = useWords();
  const [asking, setAsking] = useState<InstanceAction | null>(null);
  const host = readFragment(HostPartsFragmentDoc, instance.host);
  const state = INSTANCE_STATES[instance.status];
  const rights = { launch: useCan('instance:launch'), remove: useCan('instance:remove') };
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
      {hasRoles && (
        <td>
          <Role instance={instance} />
        </td>
      )}
      <td className="mono" title={host.name}>
        <span className="clip">
          {host.name}
          {instance.port ? `:${instance.port}` : ''}
        </span>
      </td>
      <td>
        <CpuCell samples={samples} plain={hasRoles} />
      </td>
      <td>
        <MemoryCell samples={samples} plain={hasRoles} />
      </td>
      <td className="number">
        {instance.restarts > 0 && (
          <span className="tag" title={t('instances.restarted', { count: instance.restarts })}>
            <RotateCw size={11} aria-hidden="true" />
            <span aria-hidden="true">{instance.restarts}</span>
            <span className="visually-hidden">{t('instances.restarted', { count: instance.restarts })}</span>
          </span>
        )}{' '}
        {instance.healthyAt && instance.status === 'RUNNING' ? <Elapsed from={instance.healthyAt} /> : ''}
      </td>
      <td onClick={stop} onKeyDown={(event) => event.stopPropagation()}>
        <span className="row tight" style={{ justifyContent: 'flex-end' }}>
          {actionsOf(instance, rights).map((action) => {
            const Icon = ICONS[action];
            return (
              <button
                key={action}
                type="button"
                className="icon-button small"
                aria-label={t(`instances.${action}Of`, { name: instance.name })}
                title={t(`instances.${action}`)}
                onClick={() => setAsking(action)}
                data-testid={`${action}-instance`}
              >
                <Icon size={14} />
              </button>
            );
          })}
        </span>
        {asking && <InstanceDialog instance={instance} action={asking} onClose={() => setAsking(null)} />}
      </td>
    </tr>
  );
}

/** What sets the instance apart: on trial, drained, on a lost host, in another's place, on its way out. */
function Role({ instance }: { instance: InstancePartsFragment }) {
  const { t } = useWords();
  const role = roleOf(instance);
  return role && <span className="tag">{t(`instances.role.${role}`)}</span>;
}

/** `null` for an instance like any other. */
export function roleOf({ desired, hostLostAt, traffic, replaces }: InstancePartsFragment) {
  if (desired === 'REMOVED') return 'leaving';
  if (hostLostAt) return 'hostLost';
  if (traffic === 'HELD') return 'held';
  if (traffic === 'DRAINING') return 'draining';
  return replaces ? 'replacement' : null;
}

function actionsOf(instance: InstancePartsFragment, rights: { launch: boolean; remove: boolean }): InstanceAction[] {
  if (instance.desired === 'REMOVED') return [];
  const rests = instance.desired === 'STOPPED' || instance.status === 'FAILED';
  const launching: InstanceAction[] = rests ? ['start'] : ['stop', 'restart'];
  return [...(rights.launch ? launching : []), ...(rights.remove ? (['remove'] as const) : [])];
}
