import type { InstanceRecord } from '../domain/instance.ts';
import { maskSecrets } from '../domain/mask-secrets.ts';
import type { InstanceDependencies } from './dependencies.ts';
import { readSecrets } from './read-secrets.ts';

const MOST_LINES = 1_000;

/** The last lines of an instance's output, every secret that the platform gave it masked. */
export type ReadLog = (instance: InstanceRecord, lines: number) => Promise<string[]>;

type Dependencies = Pick<
  InstanceDependencies,
  'resources' | 'containerHost' | 'packages' | 'variables' | 'identities' | 'estate'
>;

export function createReadLog(dependencies: Dependencies): ReadLog {
  return async (instance, lines) => {
    const host = await dependencies.resources.findHost(instance.hostId);
    const container = host && dependencies.containerHost(host);
    if (!container || !host) return [];
    const output = await container.logs(instance.id, Math.min(MOST_LINES, Math.max(1, lines)));
    const secrets = output.length === 0 ? [] : await readSecrets(dependencies, instance, host.driver);
    return output.map((line) => maskSecrets(line, secrets));
  };
}
