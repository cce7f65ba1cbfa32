'use client';
import { ArrowRight } from 'lucide-react';
import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { ConfirmDialog } from '../../components/dialog.tsx';
import { Elapsed } from '../../components/elapsed.tsx';
import { type Problem, ProblemList } from '../../components/problems.tsx';
import { StateIcon, type Tone } from '../../components/state.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  InstanceChangesDocument,
  PackageFleetDocument,
  ProblemPartsFragmentDoc,
  RollBackUpgradeDocument,
  type RollingUpgradeStatus,
  UpgradeChangesDocument,
  UpgradeInstancesDocument,
  type UpgradePartsFragment,
  UpgradePartsFragmentDoc,
} from '../../gql/graphql.ts';
import { useChanges, useRefetchSoon } from '../../lib/graph/use-changes.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { useCan } from '../session/viewer.tsx';
import { INSTANCE_STATES } from './package-state.ts';

type UpgradeProgressProps = { packageId: string; packageName: string; version: string; launchable: boolean };

/** How many instances run other versions of the package, the way to bring this one up beside them, and how far it is. */
export function UpgradeProgress({ packageId, packageName, version, launchable }: UpgradeProgressProps) {
  const { t } = useWords();
  const [asking, setAsking] = useState<'upgrade' | 'rollBack' | null>(null);
  const may = { launch: useCan('instance:launch'), remove: useCan('instance:remove') };
  const [{ data }, refetch] = useQuery({ query: PackageFleetDocument, variables: { packageName } });
  const refetchSoon = useRefetchSoon(refetch);
  useChanges({ query: UpgradeChangesDocument, variables: {} }, refetchSoon);
  useChanges({ query: InstanceChangesDocument, variables: {} }, refetchSoon);
  const fleet = (data?.instances ?? []).filter((one) => one.package.name === packageName && one.status !== 'REMOVED');
  const others = fleet.filter((one) => one.package.id !== packageId && SERVING.includes(one.status));
  const [latest] = readFragment(UpgradePartsFragmentDoc, data?.rollingUpgrades ?? []);
  const isOpen = latest !== undefined && latest.endedAt === null;
  const mayUpgrade = launchable && may.launch && may.remove && others.length > 0 && !isOpen;
  if (!isOpen && !mayUpgrade) return null;
  return (
    <section className="upgrade" aria-label={t('upgrade.of', { name: packageName })} data-testid="upgrade">
      {isOpen ? (
        <OpenUpgrade
          upgrade={latest}
          fleet={fleet}
          onRollBack={may.launch && may.remove && latest.status !== 'ROLLING_BACK' ? () => setAsking('rollBack') : null}
        />
      ) : (
        <div className="row">
          <span className="grow secondary">
            {t('upgrade.others', {
              count: others.length,
              versions: [...new Set(others.map((one) => one.package.version))].join(', '),
            })}
          </span>
          <button
            type="button"
            className="button small primary"
            onClick={() => setAsking('upgrade')}
            data-testid="upgrade-instances"
          >
            {t('upgrade.start', { version })}
          </button>
        </div>
      )}
      {asking && (
        <UpgradeDialog
          action={asking}
          packageId={packageId}
          upgradeId={latest?.id ?? ''}
          name={`${packageName} ${asking === 'upgrade' ? version : (latest?.fromVersion ?? '')}`}
          onClose={() => {
            setAsking(null);
            refetch({ requestPolicy: 'network-only' });
          }}
        />
      )}
    </section>
  );
}

type FleetMember = { id: string; name: string; status: keyof typeof INSTANCE_STATES };
type OpenUpgradeProps = {
  upgrade: UpgradePartsFragment;
  fleet: readonly FleetMember[];
  onRollBack: (() => void) | null;
};

const SERVING: readonly string[] = ['LAUNCHING', 'RUNNING', 'UNHEALTHY'];
const STAGES = ['LAUNCHING', 'WATCHING', 'DRAINING'] as const;
const TONES: Readonly<Partial<Record<RollingUpgradeStatus, Tone>>> = { STOPPED: 'failed', ROLLING_BACK: 'warning' };

function OpenUpgrade({ upgrade, fleet, onRollBack }: OpenUpgradeProps) {
  const { t, say } = useWords();
  const { status, fromVersion, toVersion } = upgrade;
  const at = (STAGES as readonly string[]).indexOf(status);
  return (
    <>
      <div className="row wrap" data-testid="upgrade-progress" data-status={status}>
        <StateIcon tone={TONES[status] ?? 'running'} />
        <h3 className="heading" style={{ whiteSpace: 'nowrap' }}>
          <span className="mono">{fromVersion}</span> <ArrowRight size={13} aria-hidden="true" />{' '}
          <span className="mono">{toVersion}</span>
        </h3>
        <span className="secondary sm" aria-live="polite">
          {t(`upgradeStatus.${status}`)} · <Elapsed from={upgrade.since} />
        </span>
        {onRollBack && (
          <button
            type="button"
            className="button small danger push"
            onClick={onRollBack}
            data-testid="roll-back-upgrade"
          >
            {t('upgrade.rollBack')}
          </button>
        )}
      </div>
      {at >= 0 && (
        <ol className="stages">
          {STAGES.map((stage, index) => (
            <li key={stage} className={index === at ? 'current' : ''} aria-current={index === at ? 'step' : undefined}>
              <StateIcon tone={index < at ? 'ok' : index === at ? 'running' : 'waiting'} />
              {t(`upgradeStage.${stage}`)}
            </li>
          ))}
        </ol>
      )}
      {upgrade.reason && (
        <p className="note state-failed" role="alert">
          {say(upgrade.reason)}
        </p>
      )}
      <div className="upgrade-sides">
        <Side title={t('upgrade.old', { version: fromVersion })} ids={upgrade.oldInstanceIds} fleet={fleet} />
        <Side title={t('upgrade.new', { version: toVersion })} ids={upgrade.newInstanceIds} fleet={fleet} />
      </div>
    </>
  );
}

function Side({ title, ids, fleet }: { title: string; ids: readonly string[]; fleet: readonly FleetMember[] }) {
  const { t } = useWords();
  return (
    <div>
      <div className="label">{title}</div>
      <ul className="upgrade-list">
        {ids.map((id) => {
          const found = fleet.find((one) => one.id === id);
          const state = INSTANCE_STATES[found?.status ?? 'REMOVED'];
          return (
            <li key={id}>
              <StateIcon tone={state.tone} />
              <span className="mono">{found?.name ?? id.slice(-6)}</span>
              <span className="tertiary sm">{t(state.label)}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

type UpgradeDialogProps = {
  action: 'upgrade' | 'rollBack';
  packageId: string;
  upgradeId: string;
  name: string;
  onClose: () => void;
};

function UpgradeDialog({ action, packageId, upgradeId, name, onClose }: UpgradeDialogProps) {
  const { t } = useWords();
  const [upgrading, upgrade] = useMutation(UpgradeInstancesDocument);
  const [returning, rollBack] = useMutation(RollBackUpgradeDocument);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const confirm = async () => {
    const { error, payload } =
      action === 'upgrade'
        ? await upgrade({ input: { packageId } }).then((answer) => ({
            ...answer,
            payload: answer.data?.upgradeInstances,
          }))
        : await rollBack({ input: { id: upgradeId } }).then((answer) => ({
            ...answer,
            payload: answer.data?.rollBackUpgrade,
          }));
    const refused = error
      ? [{ code: 'INTERNAL', message: error.message, remedy: null }]
      : readFragment(ProblemPartsFragmentDoc, payload?.problems ?? []);
    setProblems(refused);
    if (refused.length === 0) onClose();
  };
  return (
    <ConfirmDialog
      title={t(action === 'upgrade' ? 'upgrade.startTitle' : 'upgrade.rollBackTitle', { name })}
      action={t(action === 'upgrade' ? 'upgrade.confirm' : 'upgrade.rollBack')}
      danger={action === 'rollBack'}
      busy={upgrading.fetching || returning.fetching}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{t(action === 'upgrade' ? 'upgrade.what' : 'upgrade.rollBackWhat')}</p>
      <ProblemList problems={problems} />
    </ConfirmDialog>
  );
}
