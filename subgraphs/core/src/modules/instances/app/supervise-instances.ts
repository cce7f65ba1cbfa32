import type { Clock, Logger } from '@wecube/kit';
import type { InstanceRepository } from '../data/instance-repository.ts';
import type { LeaseRepository } from '../data/lease-repository.ts';
import type { InstanceRecord } from '../domain/instance.ts';
import { nextTask, type Task } from '../domain/next-task.ts';
import type { Ownership } from '../ports.ts';
import type { Interruption } from './run-launch.ts';

const LEASE_MS = 15_000;
const RENEW_BEFORE_MS = 8_000;

type Dependencies = {
  repository: InstanceRepository;
  leases: LeaseRepository;
  ownership: Ownership;
  clock: Clock;
  logger: Logger;
  intervalMs: number;
  runLaunch(id: string, signal: AbortSignal): Promise<void>;
  /** `true` when there is more to do at once. */
  watchInstance(instance: InstanceRecord): Promise<boolean>;
  finishStop(instance: InstanceRecord): Promise<void>;
  finishRemoval(instance: InstanceRecord): Promise<void>;
  /** Brings rolling upgrades a step further. */
  advanceUpgrades(): Promise<void>;
};

export type Supervisor = {
  start(): void;
  /** Looks at once instead of at the next turn. */
  wake(): void;
  /** Looks at one instance at once: something happened to it. A look in hand may have missed it, so another follows. */
  look(id: string): void;
  /** Ends a launch in hand early; what it did is undone. */
  interrupt(id: string, why: Interruption): void;
  /** Whether something is being done for the instance now. */
  isBusy(id: string): boolean;
  stop(): Promise<void>;
};

type Job = {
  controller: AbortController;
  done: Promise<void>;
  task: Task;
  /** Somebody asked for another task meanwhile. */
  overtaken: boolean;
};

/**
 * Works until every instance is as desired. It keeps no truth of its own: every turn reads the rows, claims those that
 * no living core has, and does for each what `nextTask` says. One instance is worked on by one job at a time.
 */
export function createSupervisor(dependencies: Dependencies): Supervisor {
  const { logger, intervalMs, leases, ownership } = dependencies;
  const jobs = new Map<string, Job>();
  let timer: NodeJS.Timeout | undefined;
  let turn: Promise<void> | undefined;
  let again = false;
  let state: 'IDLE' | 'RUNNING' | 'STOPPED' = 'IDLE';

  const begin = (instance: InstanceRecord): void => {
    const task = nextTask(instance, dependencies.clock.now());
    const busy = jobs.get(instance.id);
    if (busy) busy.overtaken ||= busy.task !== task;
    if (task === 'NONE' || busy || state !== 'RUNNING') return;
    const controller = new AbortController();
    const done = perform(dependencies, task, instance, controller.signal)
      .catch((error: unknown) => {
        logger.error({ err: error, instance: instance.id, task }, 'a task of an instance failed');
        return false;
      })
      .then((hasMore) => {
        const overtaken = jobs.get(instance.id)?.overtaken;
        jobs.delete(instance.id);
        if (hasMore || overtaken) wake();
      });
    jobs.set(instance.id, { controller, done, task, overtaken: false });
  };
  const takeTurn = async (): Promise<void> => {
    const claimed = await claim(dependencies);
    for (const instance of claimed.length === 0 ? [] : await dependencies.repository.list({ id: { in: claimed } }))
      begin(instance);
    await dependencies.advanceUpgrades();
  };
  const takeUp = async (id: string): Promise<void> => {
    if (!(await claim(dependencies, id)).includes(id)) return;
    for (const instance of await dependencies.repository.list({ id })) begin(instance);
  };
  const wake = (): void => {
    if (state !== 'RUNNING') return;
    if (turn) {
      again = true;
      return;
    }
    clearTimeout(timer);
    turn = takeTurn()
      .catch((error: unknown) => logger.error({ err: error }, 'the instances could not be looked at'))
      .finally(() => {
        turn = undefined;
        const soon = again;
        again = false;
        if (state === 'RUNNING') timer = setTimeout(wake, soon ? 0 : intervalMs);
      });
  };
  return {
    start() {
      state = 'RUNNING';
      wake();
    },
    wake,
    look(id) {
      const busy = jobs.get(id);
      if (busy) busy.overtaken ||= busy.task === 'WATCH';
      else if (state === 'RUNNING') takeUp(id).catch((error: unknown) => logger.warn({ err: error }, 'a look failed'));
    },
    interrupt(id, why) {
      const job = jobs.get(id);
      if (job?.task === 'LAUNCH') job.controller.abort(why);
    },
    isBusy: (id) => jobs.has(id),
    async stop() {
      state = 'STOPPED';
      clearTimeout(timer);
      await turn;
      for (const { controller } of jobs.values()) controller.abort('SHUTDOWN' satisfies Interruption);
      await Promise.all([...jobs.values()].map(({ done }) => done));
      await leases.releaseAll(ownership.self);
    },
  };
}

/** `true` when there may be more to do at once. */
async function perform(
  dependencies: Dependencies,
  task: Task,
  instance: InstanceRecord,
  signal: AbortSignal,
): Promise<boolean> {
  switch (task) {
    case 'LAUNCH':
      await dependencies.runLaunch(instance.id, signal);
      return true;
    case 'WATCH':
      return dependencies.watchInstance(instance);
    case 'STOP':
      await dependencies.finishStop(instance);
      return false;
    case 'REMOVE':
      await dependencies.finishRemoval(instance);
      return false;
    case 'NONE':
      return false;
  }
}

/** The instances that this core has the lease of, after taking over those of cores that are gone. */
async function claim({ leases, ownership, clock }: Dependencies, only?: string): Promise<string[]> {
  const claimed: string[] = [];
  const gone = new Map<string, boolean>();
  for (const { id, owner, leaseUntil } of await leases.holders(only)) {
    const now = clock.now();
    const isMine = owner === ownership.self;
    if (isMine && leaseUntil - now > RENEW_BEFORE_MS) claimed.push(id);
    else if (isMine || owner === null || leaseUntil <= now || (await isGone(ownership, gone, owner))) {
      if (await leases.take(id, owner, ownership.self, now + LEASE_MS)) claimed.push(id);
    }
  }
  return claimed;
}

async function isGone(ownership: Ownership, known: Map<string, boolean>, owner: string): Promise<boolean> {
  const answer = known.get(owner) ?? (await ownership.isGone(owner));
  known.set(owner, answer);
  return answer;
}
