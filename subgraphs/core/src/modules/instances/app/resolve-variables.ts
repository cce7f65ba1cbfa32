import { join } from 'node:path';
import type { HostRecord } from '../../resources/index.ts';
import { monitorPortOf } from '../domain/plan-ports.ts';
import type { PluginIdentity } from '../domain/plugin-identity.ts';
import type { LaunchablePackage } from '../ports.ts';
import type { InstanceDependencies } from './dependencies.ts';
import type { LaunchWork } from './launch-work.ts';

type Request = {
  names: readonly string[];
  pack: Pick<LaunchablePackage, 'name' | 'manifest'>;
  host: Pick<HostRecord, 'address'>;
  port: number;
  identity: Pick<PluginIdentity, 'systemCode' | 'privateKey' | 'signingKey'>;
  /** What the steps of the launch made: database, bucket, proxy. */
  given?: LaunchWork['given'];
};

export type ResolvedVariables = { values: ReadonlyMap<string, string>; secrets: readonly string[] };

type Dependencies = {
  variables: InstanceDependencies['variables'];
  settings: Pick<InstanceDependencies['settings'], 'dataDir' | 'publicUrl'>;
};
type Found = { value: string; secret: boolean };

/**
 * Gives every `{{NAME}}` its value. Built in comes first, then what this version of the package declares (also while
 * another version is the active one), then an active variable of the package or a global one, else it is empty.
 */
export async function resolveVariables(dependencies: Dependencies, request: Request): Promise<ResolvedVariables> {
  const builtIn = builtInVariables(dependencies, request);
  const values = new Map<string, string>();
  const secrets = [request.identity.privateKey, request.identity.signingKey];
  for (const name of request.names) {
    const found = builtIn.get(name) ?? (await look(dependencies, request, name));
    values.set(name, found?.value ?? '');
    if (found?.secret && found.value !== '') secrets.push(found.value);
  }
  return { values, secrets };
}

function builtInVariables({ settings }: Dependencies, request: Request): Map<string, Found> {
  const { host, port, identity, pack, given = new Map() } = request;
  const open = (value: string) => ({ value, secret: false });
  const closed = (value: string) => ({ value, secret: true });
  return new Map<string, Found>([
    ...given,
    ['ALLOCATE_HOST', open(host.address)],
    ['ALLOCATE_PORT', open(String(port))],
    ['MONITOR_PORT', open(String(monitorPortOf(port)))],
    ['BASE_MOUNT_PATH', open(mountsDir(settings.dataDir))],
    ['DATA_DIR', open(pluginDataDir(settings.dataDir, pack.name))],
    ['SUB_SYSTEM_CODE', open(identity.systemCode)],
    ['SUB_SYSTEM_KEY', closed(identity.privateKey)],
    ['JWT_SIGNING_KEY', closed(identity.signingKey)],
  ]);
}

/** Where the volumes of packages lie, `{{BASE_MOUNT_PATH}}`. */
export const mountsDir = (dataDir: string) => join(dataDir, 'mounts');

/** Where a package keeps its own data, across instances and versions. */
export const pluginDataDir = (dataDir: string, packageName: string) => join(dataDir, 'plugin-data', packageName);

async function look(dependencies: Dependencies, request: Request, name: string): Promise<Found | null> {
  return name === 'GATEWAY_URL' ? gatewayUrl(dependencies, request) : effective(dependencies, request, name);
}

function effective({ variables }: Dependencies, { pack }: Request, name: string): Promise<Found | null> {
  const declared = pack.manifest.systemParameters.findLast((parameter) => parameter.name === name);
  return variables.effective(name, pack.name, declared);
}

// An administrator may set either variable; the newer name wins. In a cluster it may list several, and plugins take one.
async function gatewayUrl(dependencies: Dependencies, request: Request): Promise<Found> {
  for (const name of ['GATEWAY_URL_NEW', 'GATEWAY_URL']) {
    const found = await effective(dependencies, request, name);
    const [first = ''] = found?.value.split(',').map((url) => url.trim()) ?? [];
    if (first) return { value: first, secret: false };
  }
  return { value: dependencies.settings.publicUrl, secret: false };
}
