'use client';
import { Layers, Server } from 'lucide-react';
import { useState } from 'react';
import { EmptyState } from '../../components/placeholders.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import { HostPartsFragmentDoc, type InstancePartsFragment } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { useCan } from '../session/viewer.tsx';
import { InstanceCommandPanel } from './instance-command.tsx';
import { InstanceLog } from './instance-log.tsx';
import { InstanceRow, roleOf } from './instance-row.tsx';
import { InstanceUsage } from './instance-usage.tsx';
import { LaunchSteps } from './launch-steps.tsx';
import { ScaleDialog } from './scale-dialog.tsx';
import { UpgradeProgress } from './upgrade-progress.tsx';
import { useInstanceUsage } from './use-instance-usage.ts';

type InstancesTabProps = {
  packageId: string;
  packageName: string;
  version: string;
  instances: readonly InstancePartsFragment[];
  launchable: boolean;
  onLaunch: () => void;
};

/** The instances of a package, live, and how many there are; the chosen one shows its launch, what it uses and its log. */
export function InstancesTab({ packageId, packageName, version, instances, launchable, onLaunch }: InstancesTabProps) {
  const { t } = useWords();
  const [chosen, setChosen] = useState<string | null>(null);
  const mayRun = useCan('instance:exec');
  const hasRoles = instances.some(roleOf);
  const usages = useInstanceUsage(instances.map(({ id }) => id));
  const shown =
    instances.find((one) => one.id === chosen) ??
    instances.find((one) => one.status === 'LAUNCHING' || one.status === 'FAILED') ??
    instances[0];
  const upgrade = (
    <UpgradeProgress packageId={packageId} packageName={packageName} version={version} launchable={launchable} />
  );
  if (!shown) {
    return (
      <>
        {upgrade}
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
      </>
    );
  }
  return (
    <>
      {upgrade}
      <FleetBar packageId={packageId} name={packageName} instances={instances} />
      <div className="instance-scroll">
        <table className="table" data-testid="instance-table">
          <colgroup>
            <col />
            <col style={{ width: 100 }} />
            {hasRoles && <col style={{ width: 92 }} />}
            <col style={{ width: 124 }} />
            <col style={{ width: hasRoles ? 64 : 100 }} />
            <col style={{ width: hasRoles ? 76 : 104 }} />
            <col style={{ width: 112 }} />
            <col style={{ width: 96 }} />
          </colgroup>
          <thead>
            <tr>
              <th>{t('instances.instance')}</th>
              <th>{t('instances.state')}</th>
              {hasRoles && <th>{t('instances.role')}</th>}
              <th>{t('instances.where')}</th>
              <th>{t('instances.cpu')}</th>
              <th>{t('instances.memory')}</th>
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
                samples={usages[instance.id] ?? []}
                hasRoles={hasRoles}
                selected={instance.id === shown.id}
                onSelect={() => setChosen(instance.id)}
              />
            ))}
          </tbody>
        </table>
      </div>
      <LaunchSteps instance={shown} />
      {shown.status !== 'STOPPED' && <InstanceUsage samples={usages[shown.id] ?? []} />}
      <InstanceLog key={`log ${shown.id}`} id={shown.id} />
      {mayRun && readFragment(HostPartsFragmentDoc, shown.host).driver === 'DOCKER' && (
        <InstanceCommandPanel key={`run ${shown.id}`} instanceId={shown.id} running={shown.status === 'RUNNING'} />
      )}
    </>
  );
}

type FleetBarProps = { packageId: string; name: string; instances: readonly InstancePartsFragment[] };

function FleetBar({ packageId, name, instances }: FleetBarProps) {
  const { t } = useWords();
  const [scaling, setScaling] = useState(false);
  const mayScale = useCan('instance:launch');
  const staying = instances.filter(({ desired }) => desired !== 'REMOVED');
  const healthy = staying.filter(({ status }) => status === 'RUNNING').length;
  return (
    <div className="row fleet-bar">
      <span className="secondary sm grow">{t('scale.summary', { healthy, count: staying.length })}</span>
      {mayScale && (
        <button type="button" className="button small" onClick={() => setScaling(true)} data-testid="scale-package">
          <Layers size={14} aria-hidden="true" />
          {t('scale.open')}
        </button>
      )}
      {scaling && (
        <ScaleDialog packageId={packageId} name={name} present={staying.length} onClose={() => setScaling(false)} />
      )}
    </div>
  );
}
