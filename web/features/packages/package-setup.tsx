'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useMutation } from 'urql';
import { Failure, SkeletonRows } from '../../components/placeholders.tsx';
import { type Problem, ProblemList } from '../../components/problems.tsx';
import { StateIcon } from '../../components/state.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  type CheckLevel,
  InstancePartsFragmentDoc,
  ManifestPartsFragmentDoc,
  PackageDetailDocument,
  PackageRowFragmentDoc,
  ProblemPartsFragmentDoc,
  RegisterPackageDocument,
} from '../../gql/graphql.ts';
import { useLiveQuery } from '../../lib/graph/use-live.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';
import { useCan } from '../session/viewer.tsx';
import { LaunchOptions, NO_WISHES } from './launch-options.tsx';
import { LaunchSteps } from './launch-steps.tsx';
import { ManifestTab, MenusTab, ModelTab, ServicesTab, VariablesTab } from './manifest-tabs.tsx';
import { NoPackageChosen } from './no-package-chosen.tsx';
import { PackageBadge } from './package-badge.tsx';
import { useLaunch } from './use-launch.ts';

const STAGES = ['check', 'register', 'launch'] as const;
type Stage = (typeof STAGES)[number];
const CHECK_TONES: Record<CheckLevel, 'ok' | 'warning' | 'failed'> = { OK: 'ok', WARNING: 'warning', ERROR: 'failed' };
const PARTS = ['services', 'model', 'menus', 'variables', 'manifest'] as const;

/** Takes an uploaded package into service: look at what it declares, register it, launch it. */
export function PackageSetup({ id }: { id: string }) {
  const { t } = useWords();
  const [chosen, setStage] = useState<Stage | null>(null);
  const [{ data, error }, refetch] = useLiveQuery({ query: PackageDetailDocument, variables: { id } });
  if (error && !data?.package)
    return (
      <Failure error={error} what={t('package.notLoaded')} onRetry={() => refetch({ requestPolicy: 'network-only' })} />
    );
  if (!data) return <SkeletonRows />;
  if (!data.package) return <NoPackageChosen />;
  const one = readFragment(PackageRowFragmentDoc, data.package);
  const registered = one.status === 'REGISTERED';
  const stage = registered ? 'launch' : (chosen ?? 'check');
  const launched = readFragment(InstancePartsFragmentDoc, data.package.instances).at(-1);
  const done = launched?.status === 'RUNNING' ? STAGES.length : STAGES.indexOf(stage);
  return (
    <>
      <header className="detail-head">
        <div className="row" style={{ gap: 10 }}>
          <h2 className="title small">{t('setup.title', { name: one.name })}</h2>
          <span className="mono secondary">{one.version}</span>
          <PackageBadge one={one} />
        </div>
        <ol className="stages" data-testid="setup-stages" data-stage={stage}>
          {STAGES.map((candidate, at) => (
            <li
              key={candidate}
              className={candidate === stage ? 'current' : ''}
              aria-current={candidate === stage ? 'step' : undefined}
            >
              <StateIcon tone={done > at ? 'ok' : candidate === stage ? 'running' : 'waiting'} />
              {t(`setup.${candidate}`)}
            </li>
          ))}
        </ol>
      </header>
      <div className="scroll grow">
        {stage === 'check' && <CheckStage data={data.package} onNext={() => setStage('register')} />}
        {stage === 'register' && <RegisterStage id={id} data={data.package} onBack={() => setStage('check')} />}
        {stage === 'launch' && (
          <LaunchStage
            id={id}
            name={one.name}
            data={data.package}
            onLaunched={() => refetch({ requestPolicy: 'network-only' })}
          />
        )}
      </div>
    </>
  );
}

type Loaded = NonNullable<import('../../gql/graphql.ts').PackageDetailQuery['package']>;

function CheckStage({ data, onNext }: { data: Loaded; onNext: () => void }) {
  const { t, say, remedy } = useWords();
  const [part, setPart] = useState<(typeof PARTS)[number]>('services');
  const manifest = readFragment(ManifestPartsFragmentDoc, data.manifest);
  const one = readFragment(PackageRowFragmentDoc, data);
  const blocked = data.checks.some((check) => check.level === 'ERROR');
  const counts = {
    services: manifest.plugins.reduce((sum, plugin) => sum + plugin.interfaces.length, 0),
    model: manifest.entities.length,
    menus: manifest.menus.length,
    variables: manifest.systemParameters.length,
    manifest: undefined,
  };
  return (
    <>
      <div className="section">
        <h3>{t('setup.checks')}</h3>
        <ul className="check-list" data-testid="package-checks">
          {data.checks.length === 0 && (
            <li>
              <StateIcon tone="ok" />
              {t('setup.noChecks')}
            </li>
          )}
          {data.checks.map((check) => (
            <li key={check.code + check.message} data-level={check.level}>
              <StateIcon tone={CHECK_TONES[check.level]} />
              <span>
                {say(check)} <span className="tertiary">{remedy(check)}</span>
              </span>
            </li>
          ))}
        </ul>
        <div className="row" style={{ marginTop: 10 }}>
          <button type="button" className="button primary" disabled={blocked} onClick={onNext} data-testid="setup-next">
            {t('setup.toRegister')}
          </button>
          {blocked && <span className="sm secondary">{t('setup.blocked')}</span>}
        </div>
      </div>
      <Tabs
        label={t('package.parts')}
        tabs={PARTS.map((candidate) => ({
          id: candidate,
          label: t(`packageTab.${candidate}`),
          count: counts[candidate],
        }))}
        selected={part}
        onSelect={setPart}
      />
      {part === 'services' && <ServicesTab services={[]} registered={false} manifest={manifest} />}
      {part === 'model' && <ModelTab manifest={manifest} packageName={one.name} />}
      {part === 'menus' && <MenusTab manifest={manifest} />}
      {part === 'variables' && <VariablesTab manifest={manifest} />}
      {part === 'manifest' && <ManifestTab manifest={manifest} />}
    </>
  );
}

function RegisterStage({ id, data, onBack }: { id: string; data: Loaded; onBack: () => void }) {
  const { t } = useWords();
  const mayRegister = useCan('package:register');
  const [{ fetching }, register] = useMutation(RegisterPackageDocument);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const manifest = readFragment(ManifestPartsFragmentDoc, data.manifest);
  const interfaces = manifest.plugins.reduce((sum, plugin) => sum + plugin.interfaces.length, 0);
  const submit = async () => {
    const answer = await register({ input: { id } });
    setProblems(
      answer.error
        ? [{ code: 'INTERNAL', message: answer.error.message, remedy: null }]
        : readFragment(ProblemPartsFragmentDoc, answer.data?.registerPackage.problems ?? []),
    );
  };
  return (
    <div className="section stack">
      <h3>{t('setup.whatRegisters')}</h3>
      <ul className="check-list">
        <li>{t('setup.addsServices', { count: interfaces })}</li>
        <li>
          {manifest.dynamicModel
            ? t('setup.addsDynamicModel')
            : t('setup.addsEntities', { count: manifest.entities.length })}
        </li>
        <li>{t('setup.addsMenus', { count: manifest.menus.length })}</li>
        <li>{t('setup.addsVariables', { count: manifest.systemParameters.length })}</li>
      </ul>
      <p className="sm tertiary">{t('setup.registerUndo')}</p>
      <ProblemList problems={problems} />
      {problems.length > 0 && <p className="sm secondary">{t('failure.nothingChanged')}</p>}
      <div className="row">
        <button type="button" className="button" onClick={onBack}>
          {t('setup.back')}
        </button>
        <button
          type="button"
          className="button primary"
          disabled={fetching || !mayRegister}
          onClick={submit}
          data-testid="register-package"
        >
          {fetching ? t('setup.registering') : t('setup.registerNow')}
        </button>
        {!mayRegister && <span className="sm secondary">{t('failure.askForRight')}</span>}
      </div>
    </div>
  );
}

function LaunchStage({
  id,
  name,
  data,
  onLaunched,
}: {
  id: string;
  name: string;
  data: Loaded;
  onLaunched: () => void;
}) {
  const { t } = useWords();
  const router = useRouter();
  const [wishes, setWishes] = useState(NO_WISHES);
  const { start, problems, busy } = useLaunch(id);
  const launched = readFragment(InstancePartsFragmentDoc, data.instances).at(-1);
  const launch = async () => {
    if (await start(wishes)) onLaunched();
  };
  if (launched) {
    return (
      <>
        <LaunchSteps instance={launched} />
        <div className="section row">
          <button
            type="button"
            className="button primary"
            onClick={() => router.push(`/collaborate/packages/${id}`)}
            data-testid="setup-finish"
          >
            {t('setup.finish')}
          </button>
          <span className="sm secondary">
            {launched.status === 'RUNNING' ? t('setup.running', { name }) : t('setup.mayLeave')}
          </span>
        </div>
      </>
    );
  }
  return (
    <div className="section stack">
      <p className="secondary">{t('launch.what')}</p>
      <div className="section">
        <LaunchOptions packageId={id} wishes={wishes} onChange={setWishes} />
      </div>
      <ProblemList problems={problems} />
      <div className="row">
        <button type="button" className="button primary" disabled={busy} onClick={launch} data-testid="setup-launch">
          {t('package.launch')}
        </button>
        <button type="button" className="button quiet" onClick={() => router.push(`/collaborate/packages/${id}`)}>
          {t('setup.launchLater')}
        </button>
      </div>
    </div>
  );
}
