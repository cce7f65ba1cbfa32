'use client';
import { useState } from 'react';
import { Failure, SkeletonRows } from '../../components/placeholders.tsx';
import { StateIcon } from '../../components/state.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  InstancePartsFragmentDoc,
  ManifestPartsFragmentDoc,
  PackageDetailDocument,
  type PackageDetailQuery,
  PackageRowFragmentDoc,
} from '../../gql/graphql.ts';
import { useLiveQuery } from '../../lib/graph/use-live.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';
import { CheckList } from './check-list.tsx';
import { ManifestTab, MenusTab, ModelTab, ServicesTab, VariablesTab } from './manifest-tabs.tsx';
import { NoPackageChosen } from './no-package-chosen.tsx';
import { PackageBadge } from './package-badge.tsx';
import { AuthoritiesPart, DependenciesPart, PackageFacts, ResourcesPart } from './setup-parts.tsx';
import { LaunchStage, RegisterStage } from './setup-stages.tsx';
import { SETUP_STEPS, type SetupStep, stepOf, stepTone } from './setup-steps.ts';

type Loaded = NonNullable<PackageDetailQuery['package']>;

/** Takes an uploaded package into service: look at everything it declares, step by step, register it, launch it. */
export function PackageSetup({ id }: { id: string }) {
  const { t } = useWords();
  const [chosen, setChosen] = useState<SetupStep>('manifest');
  const [seen, setSeen] = useState<ReadonlySet<SetupStep>>(new Set());
  const [{ data, error }, refetch] = useLiveQuery({ query: PackageDetailDocument, variables: { id } });
  if (error && !data?.package)
    return (
      <Failure error={error} what={t('package.notLoaded')} onRetry={() => refetch({ requestPolicy: 'network-only' })} />
    );
  if (!data) return <SkeletonRows />;
  if (!data.package) return <NoPackageChosen />;
  const one = readFragment(PackageRowFragmentDoc, data.package);
  const registered = one.status === 'REGISTERED';
  const step = registered && chosen === 'register' ? 'instance' : chosen;
  const stage = registered ? 'launch' : step === 'register' ? 'register' : 'check';
  const running = readFragment(InstancePartsFragmentDoc, data.package.instances).at(-1)?.status === 'RUNNING';
  const go = (next: SetupStep) => {
    setSeen(new Set([...seen, step]));
    setChosen(next);
  };
  const done = (candidate: SetupStep) =>
    seen.has(candidate) || (candidate === 'register' ? registered : candidate === 'instance' && running);
  return (
    <>
      <header className="detail-head">
        <div className="row" style={{ gap: 10 }}>
          <h2 className="title small">{t('setup.title', { name: one.name })}</h2>
          <span className="mono secondary">{one.version}</span>
          <PackageBadge one={one} />
        </div>
      </header>
      <div className="setup">
        <nav aria-label={t('setup.steps')}>
          <ol className="setup-steps" data-testid="setup-stages" data-stage={stage} data-step={step}>
            {SETUP_STEPS.map((candidate) => (
              <li key={candidate}>
                <button
                  type="button"
                  disabled={candidate === 'instance' && !registered}
                  aria-current={candidate === step ? 'step' : undefined}
                  onClick={() => go(candidate)}
                  data-testid={`step-to-${candidate}`}
                >
                  <StateIcon
                    tone={stepTone(candidate, data.package?.checks ?? [], { current: step, seen: done(candidate) })}
                  />
                  {t(`setupStep.${candidate}`)}
                </button>
              </li>
            ))}
          </ol>
        </nav>
        <div className="scroll grow" data-testid="setup-step">
          <StepContent
            id={id}
            step={step}
            data={data.package}
            onGo={go}
            onLaunched={() => refetch({ requestPolicy: 'network-only' })}
          />
        </div>
      </div>
    </>
  );
}

function StepContent({
  id,
  step,
  data,
  onGo,
  onLaunched,
}: {
  id: string;
  step: SetupStep;
  data: Loaded;
  onGo: (next: SetupStep) => void;
  onLaunched: () => void;
}) {
  const one = readFragment(PackageRowFragmentDoc, data);
  const blocked = data.checks.some((check) => check.level === 'ERROR');
  if (step === 'instance') return <LaunchStage id={id} name={one.name} data={data} onLaunched={onLaunched} />;
  if (step === 'register')
    return <RegisterStage id={id} data={data} blocked={blocked} onBack={() => onGo('interface')} />;
  return <LookStep step={step} data={data} blocked={blocked} onGo={onGo} />;
}

/** A step that shows one part of what the package declares, with what was found about it. */
function LookStep({
  step,
  data,
  blocked,
  onGo,
}: {
  step: SetupStep;
  data: Loaded;
  blocked: boolean;
  onGo: (next: SetupStep) => void;
}) {
  const { t } = useWords();
  const at = SETUP_STEPS.indexOf(step);
  const before = SETUP_STEPS[at - 1];
  const next = SETUP_STEPS[at + 1] ?? 'register';
  const registered = readFragment(PackageRowFragmentDoc, data).status === 'REGISTERED';
  // The first step shows everything that was found, the others only what concerns them.
  const checks = step === 'manifest' ? data.checks : data.checks.filter((check) => stepOf(check) === step);
  return (
    <>
      <div className="section">
        <h3>{t(`setupStep.${step}`)}</h3>
        <p className="sm secondary">{t(`setupHint.${step}`)}</p>
        {(step === 'manifest' || checks.length > 0) && <CheckList checks={checks} nothing={t('setup.noChecks')} />}
        <div className="row" style={{ marginTop: 10 }}>
          {before && (
            <button type="button" className="button" onClick={() => onGo(before)} data-testid="setup-back">
              {t('setup.back')}
            </button>
          )}
          {next !== 'register' && (
            <button type="button" className="button" onClick={() => onGo(next)} data-testid="setup-forward">
              {t('setup.forward', { step: t(`setupStep.${next}`) })}
            </button>
          )}
          {!registered && (
            <button
              type="button"
              className="button primary"
              disabled={blocked}
              onClick={() => onGo('register')}
              data-testid="setup-next"
            >
              {t('setup.toRegister')}
            </button>
          )}
          {blocked && <span className="sm secondary">{t('setup.blocked')}</span>}
        </div>
      </div>
      <Part step={step} data={data} />
    </>
  );
}

function Part({ step, data }: { step: SetupStep; data: Loaded }) {
  const manifest = readFragment(ManifestPartsFragmentDoc, data.manifest);
  const one = readFragment(PackageRowFragmentDoc, data);
  switch (step) {
    case 'manifest':
      return (
        <>
          <PackageFacts one={one} manifest={manifest} />
          <ManifestTab manifest={manifest} />
        </>
      );
    case 'dependencies':
      return <DependenciesPart manifest={manifest} checks={data.checks} />;
    case 'menus':
      return <MenusTab manifest={manifest} />;
    case 'model':
      return <ModelTab manifest={manifest} packageName={one.name} />;
    case 'parameters':
      return <VariablesTab manifest={manifest} />;
    case 'authorities':
      return <AuthoritiesPart manifest={manifest} />;
    case 'resources':
      return <ResourcesPart manifest={manifest} />;
    case 'services':
      return <ServicesTab services={data.services} registered={one.status === 'REGISTERED'} manifest={manifest} />;
    default:
      return null;
  }
}
