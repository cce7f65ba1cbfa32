import type { Said } from '@wecube/kit';
import {
  type InstanceNeeds,
  type InstanceRecord,
  type LaunchStepRecord,
  NO_NEEDS,
  type Removal,
} from '../domain/instance.ts';
import type { DesiredState, InstanceStatus, StepStatus, Traffic } from '../domain/status.ts';

type Written = 'status' | 'desired' | 'traffic' | 'steps' | 'errorText' | 'ports' | 'needs' | 'placement' | 'removal';
export type InstanceRow = Omit<InstanceRecord, Written> & {
  status: string;
  desired: string;
  traffic: string;
  errorText: string | null;
  ports: string | null;
  needs: string | null;
  placement: string | null;
  placementText: string | null;
  removal: string | null;
};
export type StepRow = {
  instanceId: string;
  key: string;
  status: string;
  detail: string | null;
  detailText: string | null;
  undoEn: string | null;
  undoZh: string | null;
  log: string | null;
  makes: boolean;
  startedAt: Date | null;
  endedAt: Date | null;
};

/** Rows in, domain out; steps come in the order of their positions. */
export function toInstance(row: InstanceRow, steps: readonly StepRow[]): InstanceRecord {
  const { id, packageId, packageName, packageVersion, name, hostId, address, port, error } = row;
  const { launchedAt, launchedBy, healthyAt, launches, nextLaunchAt, rowVersion } = row;
  const { restarts, hostRestarts, replaces, upgradeId, hostLostAt } = row;
  return {
    ...{ id, packageId, packageName, packageVersion, name, hostId, address, port, error },
    ...{ launchedAt, launchedBy, healthyAt, launches, nextLaunchAt, rowVersion },
    ...{ restarts, hostRestarts, replaces, upgradeId, hostLostAt },
    ports: readJson<number[]>(row.ports) ?? (port === null ? [] : [port]),
    needs: { ...NO_NEEDS, ...readJson<Partial<InstanceNeeds>>(row.needs) },
    placement: readSaid(row.placementText, row.placement),
    removal: readJson<Removal>(row.removal),
    traffic: row.traffic as Traffic,
    errorText: readSaid(row.errorText, error),
    status: row.status as InstanceStatus,
    desired: row.desired as DesiredState,
    steps: steps.filter(({ instanceId }) => instanceId === id).map(toStep),
  };
}

function toStep(row: StepRow): LaunchStepRecord {
  const { key, detail, undoEn, undoZh, startedAt, endedAt, makes } = row;
  const undo = undoEn === null ? null : { en: undoEn, zh: undoZh ?? undoEn };
  const detailText = readSaid(row.detailText, detail);
  const log = readJson<string[]>(row.log) ?? [];
  return { key, detail, detailText, startedAt, endedAt, undo, log, makes, status: row.status as StepStatus };
}

const readJson = <T>(json: string | null): T | null => (json === null ? null : (JSON.parse(json) as T));

export function readSaid(json: string | null, message: string | null): Said | null {
  if (json === null || message === null) return null;
  return { ...(JSON.parse(json) as Pick<Said, 'code' | 'parameters'>), message };
}
