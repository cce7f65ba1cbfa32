import type { Said } from '@wecube/kit';
import type { LocalizedText } from './localized-text.ts';
import type { DesiredState, InstanceStatus, StepStatus } from './status.ts';

/** A running copy of a package on a host and port, or one that should run. */
export type InstanceRecord = {
  id: string;
  packageId: string;
  packageName: string;
  packageVersion: string;
  name: string;
  hostId: string;
  /** Where its port is reached. */
  address: string;
  port: number | null;
  status: InstanceStatus;
  desired: DesiredState;
  error: string | null;
  /** The error by code; null for rows of an older version. */
  errorText: Said | null;
  launchedAt: Date;
  launchedBy: string;
  /** When it last became healthy; `null` while it never was. */
  healthyAt: Date | null;
  /** Launches begun since it last ran steadily. */
  launches: number;
  nextLaunchAt: Date | null;
  steps: readonly LaunchStepRecord[];
  rowVersion: number;
};

export type LaunchStepRecord = {
  key: string;
  status: StepStatus;
  detail: string | null;
  detailText: Said | null;
  /** What was taken back when the launch failed. */
  undo: LocalizedText | null;
  startedAt: Date | null;
  endedAt: Date | null;
};

/** Where calls to the instance go. */
export const baseUrlOf = ({ address, port }: Pick<InstanceRecord, 'address' | 'port'>): string =>
  `http://${address}:${port}`;
