import { join } from 'node:path';
import type { HostRecord } from '../../resources/index.ts';
import type { PluginIdentity } from '../domain/plugin-identity.ts';
import type { InstanceDependencies } from './dependencies.ts';

/** Distance between an instance's port and the one its exporter may use; fixed by the protocol. */
const MONITOR_PORT_OFFSET = 10_000;

type Request = {
  names: readonly string[];
  packageName: string;
  host: HostRecord;
  port: number;
  identity: PluginIdentity;
};

export type ResolvedVariables = { values: ReadonlyMap<string, string>; secrets: readonly string[] };

type Dependencies = Pick<InstanceDependencies, 'variables' | 'settings'>;

/** Gives every `{{NAME}}` its value: built in, else of the package, else global, else empty. */
export async function resolveVariables(dependencies: Dependencies, request: Request): Promise<ResolvedVariables> {
  const builtIn = await builtInVariables(dependencies, request);
  const values = new Map<string, string>();
  const secrets = [request.identity.privateKey, request.identity.signingKey];
  for (const name of request.names) {
    const found = builtIn.has(name) ? null : await dependencies.variables.effective(name, request.packageName);
    const value = builtIn.get(name) ?? found?.value ?? '';
    values.set(name, value);
    if (found?.secret) secrets.push(value);
  }
  return { values, secrets };
}

async function builtInVariables(dependencies: Dependencies, request: Request): Promise<Map<string, string>> {
  const { host, port, identity, packageName } = request;
  const { dataDir } = dependencies.settings;
  return new Map([
    ['ALLOCATE_HOST', host.address],
    ['ALLOCATE_PORT', String(port)],
    ['MONITOR_PORT', String(port + MONITOR_PORT_OFFSET)],
    ['BASE_MOUNT_PATH', join(dataDir, 'mounts')],
    ['DATA_DIR', pluginDataDir(dataDir, packageName)],
    ['GATEWAY_URL', await gatewayUrl(dependencies)],
    ['SUB_SYSTEM_CODE', identity.systemCode],
    ['SUB_SYSTEM_KEY', identity.privateKey],
    ['JWT_SIGNING_KEY', identity.signingKey],
  ]);
}

/** Where a package keeps its own data, across instances and versions. */
export const pluginDataDir = (dataDir: string, packageName: string) => join(dataDir, 'plugin-data', packageName);

// An administrator may set either variable; the newer name wins, as plugins of the original expect.
async function gatewayUrl({ variables, settings }: Dependencies): Promise<string> {
  for (const name of ['GATEWAY_URL_NEW', 'GATEWAY_URL']) {
    const found = await variables.effective(name);
    if (found?.value) return found.value;
  }
  return settings.publicUrl;
}
