import type { InstanceRecord, LaunchStepRecord } from '../domain/instance.ts';
import type { DesiredState, InstanceStatus, StepStatus } from '../domain/status.ts';

export type InstanceRow = Omit<InstanceRecord, 'status' | 'desired' | 'steps'> & { status: string; desired: string };
export type StepRow = {
  instanceId: string;
  key: string;
  status: string;
  detail: string | null;
  undoEn: string | null;
  undoZh: string | null;
  startedAt: Date | null;
  endedAt: Date | null;
};

/** Rows in, domain out; steps come in the order of their positions. */
export function toInstance(row: InstanceRow, steps: readonly StepRow[]): InstanceRecord {
  const { id, packageId, packageName, packageVersion, name, hostId, address, port, error } = row;
  const { launchedAt, launchedBy, healthyAt, launches, nextLaunchAt, rowVersion } = row;
  return {
    ...{ id, packageId, packageName, packageVersion, name, hostId, address, port, error },
    ...{ launchedAt, launchedBy, healthyAt, launches, nextLaunchAt, rowVersion },
    status: row.status as InstanceStatus,
    desired: row.desired as DesiredState,
    steps: steps.filter(({ instanceId }) => instanceId === id).map(toStep),
  };
}

function toStep(row: StepRow): LaunchStepRecord {
  const { key, detail, undoEn, undoZh, startedAt, endedAt } = row;
  const undo = undoEn === null ? null : { en: undoEn, zh: undoZh ?? undoEn };
  return { key, detail, startedAt, endedAt, undo, status: row.status as StepStatus };
}
