'use client';
import { Plus } from 'lucide-react';
import Link from 'next/link';
import { useRouter, useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { useMutation } from 'urql';
import { CopyId } from '../../components/copy-id.tsx';
import { ConfirmDialog } from '../../components/dialog.tsx';
import { Failure, SkeletonRows } from '../../components/placeholders.tsx';
import { type Problem, ProblemList } from '../../components/problems.tsx';
import { StateIcon } from '../../components/state.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { useToast } from '../../components/toasts.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  DecommissionPackageDocument,
  InstancePartsFragmentDoc,
  ManifestPartsFragmentDoc,
  PackageDetailDocument,
  PackageRowFragmentDoc,
  ProblemPartsFragmentDoc,
} from '../../gql/graphql.ts';
import { useLiveQuery } from '../../lib/graph/use-live.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';
import { formatBytes } from '../../lib/time/format-time.ts';
import { useCan } from '../session/viewer.tsx';
import { InstancesTab } from './instances-tab.tsx';
import { LaunchDialog } from './launch-dialog.tsx';
import { ManifestTab, MenusTab, ModelTab, ServicesTab, VariablesTab } from './manifest-tabs.tsx';
import { NoPackageChosen } from './no-package-chosen.tsx';
import { PackageBadge } from './package-badge.tsx';
import { SignatureMark } from './signature-mark.tsx';
import { VersionsTab } from './versions-tab.tsx';

const TABS = ['instances', 'services', 'model', 'menus', 'variables', 'versions', 'manifest'] as const;
type TabId = (typeof TABS)[number];

export function PackageDetail({ id }: { id: string }) {
  const { t, moment } = useWords();
  const router = useRouter();
  const search = useSearchParams();
  const [launching, setLaunching] = useState(false);
  const [withdrawing, setWithdrawing] = useState(false);
  const [{ data, error }, refetch] = useLiveQuery({ query: PackageDetailDocument, variables: { id } });
  const rights = {
    launch: useCan('instance:launch'),
    register: useCan('package:register'),
    withdraw: useCan('package:decommission'),
  };
  if (error && !data?.package)
    return (
      <Failure error={error} what={t('package.notLoaded')} onRetry={() => refetch({ requestPolicy: 'network-only' })} />
    );
  if (!data) return <SkeletonRows />;
  if (!data.package) return <NoPackageChosen />;

  const one = readFragment(PackageRowFragmentDoc, data.package);
  const manifest = readFragment(ManifestPartsFragmentDoc, data.package.manifest);
  const instances = readFragment(InstancePartsFragmentDoc, data.package.instances);
  const tab = TABS.find((candidate) => candidate === search.get('tab')) ?? 'instances';
  const counts: Partial<Record<TabId, number>> = {
    instances: instances.length,
    services: data.package.services.length,
    ...(!manifest.dynamicModel && { model: manifest.entities.length }),
    menus: manifest.menus.length,
    variables: manifest.systemParameters.length,
    versions: data.package.versions.length,
  };
  const select = (next: TabId) => router.replace(`/collaborate/packages/${id}?tab=${next}`);
  return (
    <>
      <header className="detail-head">
        <div className="row wrap" style={{ gap: 10 }}>
          <h2 className="title small">{one.name}</h2>
          <span className="mono secondary">{one.version}</span>
          <PackageBadge one={one} />
          <div className="actions">
            {rights.withdraw && one.status !== 'DECOMMISSIONED' && (
              <button
                type="button"
                className="button small danger"
                onClick={() => setWithdrawing(true)}
                data-testid="withdraw-package"
              >
                {t('package.withdraw')}
              </button>
            )}
            {one.status === 'UPLOADED' && rights.register && (
              <Link
                className="button small primary"
                href={`/collaborate/packages/${id}/setup`}
                data-testid="continue-setup"
              >
                {t('package.setUp')}
              </Link>
            )}
            {one.status === 'REGISTERED' && one.active && rights.launch && (
              <button
                type="button"
                className="button small"
                onClick={() => setLaunching(true)}
                data-testid="launch-instance"
              >
                <Plus size={14} aria-hidden="true" />
                {t('package.launch')}
              </button>
            )}
          </div>
        </div>
        <div className="facts">
          <span>
            <span className="label">{t('package.uploaded')}</span>
            {t('general.by', { when: moment(one.uploadedAt), who: one.uploadedBy })}
          </span>
          {manifest.dependencies.length > 0 && (
            <span>
              <span className="label">{t('package.needs')}</span>
              {manifest.dependencies.map((dependency) => `${dependency.name} ≥ ${dependency.version}`).join(', ')}
            </span>
          )}
          <span>
            <span className="label">{t('package.size')}</span>
            {formatBytes(one.sizeBytes)}
          </span>
          <span>
            <span className="label">{t('package.digest')}</span>
            <CopyId id={one.digest} testId="package-digest" />
          </span>
          <SignatureMark signature={one.signature} />
        </div>
      </header>
      {one.compositionError && (
        <div className="note state-warning" style={{ margin: '0 16px 10px' }} role="alert">
          <div className="row">
            <StateIcon tone="warning" />
            <b>{t('package.notInGraph')}</b>
          </div>
          {one.compositionError}
        </div>
      )}
      <Tabs
        label={t('package.parts')}
        tabs={TABS.map((candidate) => ({
          id: candidate,
          label: t(`packageTab.${candidate}`),
          count: counts[candidate],
        }))}
        selected={tab}
        onSelect={select}
      />
      <div className="scroll grow" role="tabpanel">
        {tab === 'instances' && (
          <InstancesTab
            packageId={id}
            packageName={one.name}
            version={one.version}
            instances={instances}
            launchable={one.status === 'REGISTERED' && one.active && rights.launch}
            onLaunch={() => setLaunching(true)}
          />
        )}
        {tab === 'services' && (
          <ServicesTab services={data.package.services} registered={one.status === 'REGISTERED'} manifest={manifest} />
        )}
        {tab === 'model' && <ModelTab manifest={manifest} packageName={one.name} />}
        {tab === 'menus' && <MenusTab manifest={manifest} />}
        {tab === 'variables' && <VariablesTab manifest={manifest} />}
        {tab === 'versions' && <VersionsTab versions={data.package.versions} mayUse={rights.register} />}
        {tab === 'manifest' && <ManifestTab manifest={manifest} />}
      </div>
      {launching && (
        <LaunchDialog
          packageId={id}
          name={one.name}
          onClose={() => setLaunching(false)}
          onLaunched={() => {
            setLaunching(false);
            refetch({ requestPolicy: 'network-only' });
          }}
        />
      )}
      {withdrawing && (
        <WithdrawDialog
          id={id}
          name={`${one.name} ${one.version}`}
          running={instances.length}
          onClose={() => setWithdrawing(false)}
        />
      )}
    </>
  );
}

function WithdrawDialog({
  id,
  name,
  running,
  onClose,
}: {
  id: string;
  name: string;
  running: number;
  onClose: () => void;
}) {
  const { t } = useWords();
  const toast = useToast();
  const [{ fetching }, decommission] = useMutation(DecommissionPackageDocument);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const confirm = async () => {
    const answer = await decommission({ input: { id } });
    const refused = answer.error
      ? [{ code: 'INTERNAL', message: answer.error.message, remedy: null }]
      : readFragment(ProblemPartsFragmentDoc, answer.data?.decommissionPackage.problems ?? []);
    setProblems(refused);
    if (refused.length > 0) return;
    toast('ok', t('package.withdrawn', { name }));
    onClose();
  };
  return (
    <ConfirmDialog
      title={t('package.withdrawTitle', { name })}
      action={t('package.withdraw')}
      danger
      busy={fetching}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{t('package.withdrawWhat')}</p>
      {running > 0 && <p className="note state-warning">{t('package.withdrawRunning', { count: running })}</p>}
      <ProblemList problems={problems} />
    </ConfirmDialog>
  );
}
