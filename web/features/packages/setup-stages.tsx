'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useMutation } from 'urql';
import { type Problem, ProblemList } from '../../components/problems.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  InstancePartsFragmentDoc,
  ManifestPartsFragmentDoc,
  type PackageDetailQuery,
  ProblemPartsFragmentDoc,
  RegisterPackageDocument,
} from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { useCan } from '../session/viewer.tsx';
import { LaunchOptions, NO_WISHES } from './launch-options.tsx';
import { LaunchSteps } from './launch-steps.tsx';
import { useLaunch } from './use-launch.ts';

type Loaded = NonNullable<PackageDetailQuery['package']>;

/** Says what registering does, and does it. */
export function RegisterStage({
  id,
  data,
  blocked,
  onBack,
}: {
  id: string;
  data: Loaded;
  blocked: boolean;
  onBack: () => void;
}) {
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
          disabled={fetching || blocked || !mayRegister}
          onClick={submit}
          data-testid="register-package"
        >
          {fetching ? t('setup.registering') : t('setup.registerNow')}
        </button>
        {blocked && <span className="sm secondary">{t('setup.blocked')}</span>}
        {!mayRegister && <span className="sm secondary">{t('failure.askForRight')}</span>}
      </div>
    </div>
  );
}

/** Launches the first instance, or shows how its launch goes. */
export function LaunchStage({
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
