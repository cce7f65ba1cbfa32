import { type Said, saidBy } from '@wecube/kit';
import type { Observation } from '../domain/health.ts';
import type { InstanceRecord } from '../domain/instance.ts';
import { runtimeFor } from '../domain/runtime.ts';
import { sayInstance } from '../domain/texts.ts';
import type { ContainerState, HostDriver } from '../ports.ts';
import type { InstanceDependencies } from './dependencies.ts';
import type { ReadLog } from './read-log.ts';

const ASK_MS = 2_000;
const OUTPUT_LINES = 10;

type Dependencies = Pick<InstanceDependencies, 'resources' | 'containerHost' | 'packages' | 'probe'> & {
  readLog: ReadLog;
};

/** Finds out how an instance is: first whether its container runs, then whether it answers. */
export function createLookAtInstance(dependencies: Dependencies) {
  const healthPaths = new Map<string, string>();
  return async (instance: InstanceRecord): Promise<Observation> => {
    const host = await dependencies.resources.findHost(instance.hostId);
    const container = host && dependencies.containerHost(host);
    if (!host || !container) return { kind: 'UNHEALTHY', reason: sayInstance('LOOK.hostUnknown') };
    let hostRestarts = 0;
    try {
      const state = await container.inspect(instance.id);
      if (state.status === 'RUNNING') hostRestarts = state.restarts ?? 0;
      if (state.status !== 'RUNNING') return { kind: 'DEAD', reason: await deathWords(dependencies, instance, state) };
    } catch (error) {
      return { kind: 'UNHEALTHY', reason: sayInstance('LOOK.hostSilent', { reason: saidBy(error) }), hostLost: true };
    }
    const healthPath = await rememberedHealthPath(dependencies, healthPaths, instance, host.driver);
    const target = { address: instance.address, port: instance.port ?? 0, healthPath };
    const answer = await dependencies.probe.ask(target, ASK_MS);
    return answer.ready
      ? { kind: 'HEALTHY', hostRestarts }
      : { kind: 'UNHEALTHY', reason: answer.reason, hostRestarts };
  };
}

// A package's manifest never changes, and reading one anew every two seconds would cost more than the look itself.
async function rememberedHealthPath(
  { packages }: Dependencies,
  known: Map<string, string>,
  { packageId }: InstanceRecord,
  driver: HostDriver,
): Promise<string> {
  const key = `${packageId} ${driver}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const pack = await packages.findPackage(packageId);
  const healthPath = pack ? runtimeFor(pack.manifest, driver).healthPath : '';
  known.set(key, healthPath);
  return healthPath;
}

async function deathWords({ readLog }: Dependencies, instance: InstanceRecord, state: ContainerState): Promise<Said> {
  if (state.status === 'ABSENT') return sayInstance('LOOK.gone');
  const exitCode = state.status === 'EXITED' ? state.exitCode : null;
  const how = exitCode === null ? sayInstance('LOOK.ended') : sayInstance('LOOK.exited', { exitCode });
  const output = await readLog(instance, OUTPUT_LINES);
  return output.length === 0 ? how : sayInstance('LOOK.output', { how, lines: output.join('\n') });
}
