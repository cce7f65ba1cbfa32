/** What is seen of an instance. */
export type InstanceStatus = 'LAUNCHING' | 'RUNNING' | 'UNHEALTHY' | 'STOPPED' | 'FAILED' | 'REMOVED';

/** What was asked for; the supervisor works until `status` agrees. */
export type DesiredState = 'RUNNING' | 'STOPPED' | 'REMOVED';

/** Whether calls go to an instance: not yet (its version is on trial), no new ones any more. */
export type Traffic = 'ON' | 'HELD' | 'DRAINING';

export type StepStatus = 'WAITING' | 'RUNNING' | 'DONE' | 'FAILED' | 'UNDONE';

const NEXT: Readonly<Record<InstanceStatus, readonly InstanceStatus[]>> = {
  LAUNCHING: ['LAUNCHING', 'RUNNING', 'FAILED', 'STOPPED', 'REMOVED'],
  RUNNING: ['UNHEALTHY', 'LAUNCHING', 'FAILED', 'STOPPED', 'REMOVED'],
  UNHEALTHY: ['RUNNING', 'LAUNCHING', 'FAILED', 'STOPPED', 'REMOVED'],
  STOPPED: ['STOPPED', 'LAUNCHING', 'REMOVED'],
  FAILED: ['LAUNCHING', 'STOPPED', 'REMOVED'],
  REMOVED: [],
};

export const mayBecome = (from: InstanceStatus, to: InstanceStatus): boolean => NEXT[from].includes(to);

/** The statuses from which an instance may come to `to`; conditional writes are made of them. */
export const sourcesOf = (to: InstanceStatus): InstanceStatus[] =>
  (Object.keys(NEXT) as InstanceStatus[]).filter((from) => mayBecome(from, to));

/** Whether calls may be sent to it; an unhealthy one only when there is no better. */
export const isServing = (status: InstanceStatus): boolean => SERVING.includes(status);
export const SERVING: InstanceStatus[] = ['RUNNING', 'UNHEALTHY'];

/** Those that need their package's files on the host. */
export const NEEDING_FILES: InstanceStatus[] = ['LAUNCHING', 'RUNNING', 'UNHEALTHY', 'STOPPED'];
