import { type Said, toError } from '@wecube/kit';
import { sharesFiles } from '../../../resources/index.ts';
import { type Demand, demandsOf } from '../../domain/demands.ts';
import { grantNeeded } from '../../domain/errors.ts';
import { planContainer, variablesOf } from '../../domain/plan-container.ts';
import { sayInstance } from '../../domain/texts.ts';
import { withLicence } from '../../domain/with-licence.ts';
import { withProxy } from '../../domain/with-proxy.ts';
import type { VolumeBinding } from '../../ports.ts';
import type { InstanceDependencies } from '../dependencies.ts';
import { type LaunchStep, type LaunchWork, required } from '../launch-work.ts';
import { linksOut } from '../links-out.ts';
import { expectsEncryption, protectSecrets } from '../protect-secrets.ts';
import { ownFolders } from '../read-demands.ts';
import { pluginDataDir, resolveVariables } from '../resolve-variables.ts';
import { dropSecretFiles, writeSecretFiles } from '../secret-files.ts';

type Dependencies = Pick<InstanceDependencies, 'variables' | 'settings' | 'grants'>;

/** Fills the declaration of the package in. Only names are told; a value may be a secret. */
export function variablesStep(dependencies: Dependencies): LaunchStep {
  const { dataDir } = dependencies.settings;
  return {
    key: 'variables',
    async run(work) {
      const pack = required(work.pack, 'package');
      const licensed = withLicence(required(work.runtime, 'runtime'), pack.manifest.edition);
      const runtime = withProxy(licensed, work.given?.has('HTTP_PROXY') === true);
      const { values, secrets } = await resolveVariables(dependencies, {
        ...{ names: variablesOf(runtime), pack, given: work.given },
        host: required(work.host, 'host'),
        port: required(work.port, 'port'),
        identity: required(work.identity, 'identity'),
      });
      work.secrets = [...work.secrets, ...secrets];
      const protects = dependencies.settings.encryptPluginSecrets && expectsEncryption(runtime) && isHere(work);
      await refuseUngranted(dependencies, work, demandsOf(runtime, values, ownFolders(dataDir, pack.name)));
      const given = protects ? await protectSecrets(values, dataDir) : values;
      const plan = planContainer(runtime, given, ownFolders(dataDir, pack.name));
      if (isHere(work)) await refuseLinksOut(work, plan.volumes, ownFolders(dataDir, pack.name));
      work.plan = { ...plan, volumes: await volumesOf(plan, work, dataDir) };
      return emptyNames(values);
    },
    async undo({ instance }) {
      await dropSecretFiles({ dataDir, instanceId: instance.id });
      return null;
    },
  };
}

/** Looked at again with the very values that the container gets; a grant may have been withdrawn since. */
async function refuseUngranted(
  { grants }: Dependencies,
  { instance, host }: LaunchWork,
  demands: readonly Demand[],
): Promise<void> {
  if (host?.driver !== 'DOCKER' || demands.length === 0) return;
  const granted = new Set((await grants.list(instance.packageName)).map(({ demand }) => demand));
  const missing = demands.filter(({ key }) => !granted.has(key));
  const { packageName: name, packageVersion: version } = instance;
  if (missing.length > 0) throw toError(grantNeeded({ name, version }, missing));
}

async function refuseLinksOut(
  { instance: { packageName: name, packageVersion: version } }: LaunchWork,
  volumes: readonly VolumeBinding[],
  folders: readonly string[],
): Promise<void> {
  const places = await linksOut(volumes, folders);
  const demands = places.map((what) => ({ key: `volume:${what}`, kind: 'VOLUME', what }) as const);
  if (demands.length > 0) throw toError(grantNeeded({ name, version }, demands));
}

async function volumesOf(
  plan: ReturnType<typeof planContainer>,
  work: LaunchWork,
  dataDir: string,
): Promise<readonly VolumeBinding[]> {
  const { id: instanceId, packageName } = work.instance;
  // A process reads and writes its folder where it is; the volume only makes sure that it exists.
  const ownFolder = { hostPath: pluginDataDir(dataDir, packageName), containerPath: '', readOnly: false };
  if (work.host?.driver === 'PROCESS') return [ownFolder];
  if (plan.secretFiles.length > 0 && !isHere(work)) {
    throw toError(sayInstance('SECRET_FILES_NEED_LOCAL_HOST', { host: work.host?.name ?? '' }));
  }
  return [...plan.volumes, ...(await writeSecretFiles(plan, { dataDir, instanceId }))];
}

/** Whether the host's engine sees the files of this machine. */
const isHere = ({ host }: LaunchWork): boolean => host !== undefined && sharesFiles(host);

function emptyNames(values: ReadonlyMap<string, string>): Said | null {
  const empty = [...values].filter(([, value]) => value === '').map(([name]) => name);
  return empty.length === 0 ? null : sayInstance('STEP_EMPTY_VARIABLES', { variables: empty });
}
