import type { Said } from '@wecube/kit';
import type { InstanceRecord, LaunchStepRecord } from '../domain/instance.ts';
import type { DesiredState, InstanceStatus, StepStatus } from '../domain/status.ts';

export type InstanceRow = Omit<InstanceRecord, 'status' | 'desired' | 'steps' | 'errorText'> & {
  status: string;
  desired: string;
  errorText: string | null;
};
export type StepRow = {
  instanceId: string;
  key: string;
  status: string;
  detail: string | null;
  detailText: string | null;
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
    errorText: readSaid(row.errorText, error),
    status: row.status as InstanceStatus,
    desired: row.desired as DesiredState,
    steps: steps.filter(({ instanceId }) => instanceId === id).map(toStep),
  };
}

function toStep(row: StepRow): LaunchStepRecord {
  const { key, detail, undoEn, undoZh, startedAt, endedAt } = row;
  const undo = undoEn === null ? null : { en: undoEn, zh: undoZh ?? undoEn };
  const detailText = readSaid(row.detailText, detail);
  return { key, detail, detailText, startedAt, endedAt, undo, status: row.status as StepStatus };
}

function readSaid(json: string | null, message: string | null): Said | null {
  if (json === null || message === null) return null;
  return { ...(JSON.parse(json) as Pick<Said, 'code' | 'parameters'>), message };
}
