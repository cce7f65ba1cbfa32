import type { InstanceRecord } from './instance.ts';

/** What the supervisor has to do for an instance now. */
export type Task = 'NONE' | 'LAUNCH' | 'WATCH' | 'STOP' | 'REMOVE';

/** Pure: the same row at the same time always gives the same task, so a killed platform just asks again. */
export function nextTask(instance: Pick<InstanceRecord, 'status' | 'desired' | 'nextLaunchAt'>, now: number): Task {
  const { status, desired, nextLaunchAt } = instance;
  if (status === 'REMOVED') return 'NONE';
  if (desired === 'REMOVED') return 'REMOVE';
  if (desired === 'STOPPED') return status === 'STOPPED' ? 'NONE' : 'STOP';
  switch (status) {
    case 'LAUNCHING':
    case 'STOPPED':
      return 'LAUNCH';
    case 'FAILED':
      return nextLaunchAt !== null && nextLaunchAt.getTime() <= now ? 'LAUNCH' : 'NONE';
    case 'RUNNING':
    case 'UNHEALTHY':
      return 'WATCH';
  }
}
