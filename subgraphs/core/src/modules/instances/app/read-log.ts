import type { InstanceRecord } from '../domain/instance.ts';
import { maskSecrets } from '../domain/mask-secrets.ts';
import { variablesOf } from '../domain/plan-container.ts';
import { runtimeFor } from '../domain/runtime.ts';
import type { InstanceDependencies } from './dependencies.ts';

const MOST_LINES = 1_000;

/** The last lines of an instance's output, every secret that the platform gave it masked. */
export type ReadLog = (instance: InstanceRecord, lines: number) => Promise<string[]>;

type Dependencies = Pick<InstanceDependencies, 'resources' | 'containerHost' | 'packages' | 'variables' | 'identities'>;

export function createReadLog(dependencies: Dependencies): ReadLog {
  return async (instance, lines) => {
    const host = await dependencies.resources.findHost(instance.hostId);
    const container = host && dependencies.containerHost(host);
    if (!container || !host) return [];
    const output = await container.logs(instance.id, Math.min(MOST_LINES, Math.max(1, lines)));
    const secrets = output.length === 0 ? [] : await secretsOf(dependencies, instance, host.driver);
    return output.map((line) => maskSecrets(line, secrets));
  };
}

async function secretsOf(
  dependencies: Dependencies,
  instance: InstanceRecord,
  driver: 'PROCESS' | 'DOCKER',
): Promise<string[]> {
  const { packageId, packageName } = instance;
  const identity = await dependencies.identities.find(packageName);
  const secrets = identity ? [identity.privateKey, identity.signingKey] : [];
  const pack = await dependencies.packages.findPackage(packageId);
  for (const name of pack ? variablesOf(runtimeFor(pack.manifest, driver)) : []) {
    const found = await dependencies.variables.effective(name, packageName);
    if (found?.secret) secrets.push(found.value);
  }
  return secrets;
}
