import { type HealthHistory, judge, NO_HISTORY, type Observation } from '../domain/health.ts';
import type { InstanceRecord } from '../domain/instance.ts';
import { mayRelaunch, nextLaunchAfterDeath, STEADY_MS } from '../domain/relaunch.ts';
import { runtimeFor } from '../domain/runtime.ts';
import { SERVING } from '../domain/status.ts';
import type { InstanceDependencies } from './dependencies.ts';
import { publishChange } from './publish-change.ts';
import type { ReadLog } from './read-log.ts';

const ASK_MS = 2_000;
const OUTPUT_LINES = 10;

type Dependencies = InstanceDependencies & { readLog: ReadLog };

/**
 * Looks once at a serving instance: a dead one is launched again, one that does not answer becomes unhealthy.
 * After a start of the platform the first look takes a process that still runs under its care again.
 * `true` when there is more to do at once.
 */
export function createWatchInstance(dependencies: Dependencies) {
  const histories = new Map<string, HealthHistory>();
  return async (instance: InstanceRecord): Promise<boolean> => {
    const seen = await look(dependencies, instance);
    const { history, becomes } = judge(instance.status, histories.get(instance.id) ?? NO_HISTORY, seen);
    histories.set(instance.id, history);
    if (becomes === 'DEAD') {
      histories.delete(instance.id);
      await letRelaunch(dependencies, instance, reasonOf(seen));
    } else if (becomes !== null) {
      await changeHealth(dependencies, instance, becomes, reasonOf(seen));
    } else if (isSteady(instance, dependencies.clock.now())) {
      await dependencies.repository.setLaunches(instance.id, 0);
    }
    return becomes === 'DEAD';
  };
}

async function look(dependencies: Dependencies, instance: InstanceRecord): Promise<Observation> {
  const host = await dependencies.resources.findHost(instance.hostId);
  const container = host && dependencies.containerHost(host);
  if (!host || !container) return { kind: 'UNHEALTHY', reason: 'its host is not known to the platform' };
  try {
    const state = await container.inspect(instance.id);
    if (state.status === 'ABSENT') return { kind: 'DEAD', reason: 'it is not on its host any more' };
    if (state.status !== 'RUNNING')
      return {
        kind: 'DEAD',
        reason: await deathWords(dependencies, instance, 'exitCode' in state ? state.exitCode : null),
      };
  } catch (error) {
    return { kind: 'UNHEALTHY', reason: `its host does not answer: ${(error as Error).message}` };
  }
  return ask(dependencies, instance, host.driver);
}

async function ask(
  dependencies: Dependencies,
  instance: InstanceRecord,
  driver: 'PROCESS' | 'DOCKER',
): Promise<Observation> {
  const pack = await dependencies.packages.findPackage(instance.packageId);
  const healthPath = pack ? runtimeFor(pack.manifest, driver).healthPath : '';
  const target = { address: instance.address, port: instance.port ?? 0, healthPath };
  const answer = await dependencies.probe.ask(target, ASK_MS);
  return answer.ready ? { kind: 'HEALTHY' } : { kind: 'UNHEALTHY', reason: answer.reason };
}

async function deathWords(
  dependencies: Dependencies,
  instance: InstanceRecord,
  exitCode: number | null,
): Promise<string> {
  const output = await dependencies.readLog(instance, OUTPUT_LINES);
  const how = exitCode === null ? 'it was ended' : `it ended with exit code ${exitCode}`;
  return output.length === 0 ? how : `${how}; its last output:\n${output.join('\n')}`;
}

async function letRelaunch(dependencies: Dependencies, instance: InstanceRecord, reason: string): Promise<void> {
  const { repository, clock, pubSub, logger } = dependencies;
  logger.warn({ instance: instance.id, reason }, 'an instance died');
  const now = clock.now();
  const nextLaunchAt = nextLaunchAfterDeath(instance, now);
  const change = nextLaunchAt
    ? ({ status: 'FAILED', error: `It died: ${reason}`, nextLaunchAt } as const)
    : ({ status: mayRelaunch(instance) ? 'LAUNCHING' : 'FAILED', error: `It died: ${reason}` } as const);
  publishChange({ pubSub, now }, 'STATUS', await repository.change(instance.id, SERVING, change));
}

async function changeHealth(
  { repository, clock, pubSub }: Dependencies,
  instance: InstanceRecord,
  status: 'RUNNING' | 'UNHEALTHY',
  reason: string,
): Promise<void> {
  const now = clock.now();
  const change =
    status === 'RUNNING'
      ? ({ status, error: null, healthyAt: new Date(now) } as const)
      : ({ status, error: `It does not answer: ${reason}` } as const);
  publishChange({ pubSub, now }, 'STATUS', await repository.change(instance.id, [instance.status], change));
}

const reasonOf = (seen: Observation) => (seen.kind === 'HEALTHY' ? '' : seen.reason);

const isSteady = ({ status, launches, healthyAt }: InstanceRecord, now: number) =>
  status === 'RUNNING' && launches > 0 && healthyAt !== null && now - healthyAt.getTime() >= STEADY_MS;
