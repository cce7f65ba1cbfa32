import { collectVariables } from '@wecube/plugin-adapters/contract';
import type { GrantRecord } from '../data/grant-repository.ts';
import { type Demand, demandsOf } from '../domain/demands.ts';
import { runtimeFor, supportedDrivers } from '../domain/runtime.ts';
import type { LaunchablePackage } from '../ports.ts';
import type { InstanceDependencies } from './dependencies.ts';
import { mountsDir, pluginDataDir } from './resolve-variables.ts';

type Dependencies = Pick<InstanceDependencies, 'variables' | 'settings' | 'grants'>;

/** A demand with who granted it; `null` while nobody has. */
export type JudgedDemand = Demand & { grant: GrantRecord | null };

/** Where a package may keep its files on a host without asking. */
export const ownFolders = (dataDir: string, packageName: string): string[] => [
  mountsDir(dataDir),
  pluginDataDir(dataDir, packageName),
];

/** What a package asks beyond the confinement, with the variables as they are now. Nothing where it is no container. */
export async function readDemands(dependencies: Dependencies, pack: LaunchablePackage): Promise<JudgedDemand[]> {
  if (!supportedDrivers(pack.manifest).includes('DOCKER')) return [];
  const runtime = runtimeFor(pack.manifest, 'DOCKER');
  const values = new Map<string, string>();
  for (const name of collectVariables(...runtime.volumeBindings)) {
    values.set(name, await readValue(dependencies, pack, name));
  }
  const { dataDir } = dependencies.settings;
  const grants = await dependencies.grants.list(pack.name);
  return demandsOf(runtime, values, ownFolders(dataDir, pack.name)).map((demand) => ({
    ...demand,
    grant: grants.find((one) => one.demand === demand.key) ?? null,
  }));
}

async function readValue(
  { variables, settings }: Dependencies,
  { name: packageName, manifest }: LaunchablePackage,
  name: string,
): Promise<string> {
  if (name === 'BASE_MOUNT_PATH') return mountsDir(settings.dataDir);
  if (name === 'DATA_DIR') return pluginDataDir(settings.dataDir, packageName);
  const declared = manifest.systemParameters.findLast((parameter) => parameter.name === name);
  return (await variables.effective(name, packageName, declared))?.value ?? '';
}
