import type { Said } from '@wecube/kit';
import { planContainer, variablesOf } from '../../domain/plan-container.ts';
import { sayInstance } from '../../domain/texts.ts';
import type { InstanceDependencies } from '../dependencies.ts';
import { type LaunchStep, required } from '../launch-work.ts';
import { pluginDataDir, resolveVariables } from '../resolve-variables.ts';

/** Fills the declaration of the package in. Only names are told; a value may be a secret. */
export function variablesStep(dependencies: Pick<InstanceDependencies, 'variables' | 'settings'>): LaunchStep {
  const { dataDir } = dependencies.settings;
  return {
    key: 'variables',
    async run(work) {
      const runtime = required(work.runtime, 'runtime');
      const names = variablesOf(runtime);
      const { packageName } = work.instance;
      const { values, secrets } = await resolveVariables(dependencies, {
        names,
        packageName,
        host: required(work.host, 'host'),
        port: required(work.port, 'port'),
        identity: required(work.identity, 'identity'),
      });
      work.secrets = secrets;
      const plan = planContainer(runtime, values, dataDir);
      // A process reads and writes its folder where it is; the volume only makes sure that it exists.
      const ownFolder = { hostPath: pluginDataDir(dataDir, packageName), containerPath: '', readOnly: false };
      const volumes = work.host?.driver === 'PROCESS' ? [ownFolder] : plan.volumes;
      work.plan = { ...plan, volumes };
      return emptyNames(values);
    },
  };
}

function emptyNames(values: ReadonlyMap<string, string>): Said | null {
  const empty = [...values].filter(([, value]) => value === '').map(([name]) => name);
  return empty.length === 0 ? null : sayInstance('STEP_EMPTY_VARIABLES', { variables: empty });
}
