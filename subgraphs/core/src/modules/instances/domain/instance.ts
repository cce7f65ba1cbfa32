import type { Said } from '@wecube/kit';
import type { LocalizedText } from './localized-text.ts';
import type { DesiredState, InstanceStatus, StepStatus, Traffic } from './status.ts';

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
  /** Every port of its host that belongs to it, the one for calls first. */
  ports: readonly number[];
  needs: InstanceNeeds;
  /** Why it is on its host. */
  placement: Said | null;
  status: InstanceStatus;
  desired: DesiredState;
  traffic: Traffic;
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
  /** How often it was launched again by itself after it died, or started again by its host. */
  restarts: number;
  /** How many of these its host counts for the container that it has now. */
  hostRestarts: number;
  /** The instance on a lost host whose place it took. */
  replaces: string | null;
  upgradeId: string | null;
  /** Since when its host does not answer. */
  hostLostAt: Date | null;
  removal: Removal | null;
  steps: readonly LaunchStepRecord[];
  rowVersion: number;
};

/** What an instance asks of a host; a replacement and the next version ask for the same. */
export type InstanceNeeds = {
  memoryMiB: number | null;
  cpus: number | null;
  /** Labels (`key` or `key=value`) that its host must have. */
  labels: readonly string[];
  /** A person chose the host, so only a person moves it. */
  hostChosen: boolean;
  /** Servers that a person chose for what the package keeps beside its instances; `null`: the platform chooses. */
  databaseServerId: string | null;
  bucketServerId: string | null;
  proxyServerId: string | null;
};

export const NO_NEEDS: InstanceNeeds = {
  ...{ memoryMiB: null, cpus: null, labels: [], hostChosen: false },
  ...{ databaseServerId: null, bucketServerId: null, proxyServerId: null },
};

/** What a removal takes away beside the container, and in the end what stayed. */
export type Removal = { dropDatabase: boolean; dropBucket: boolean; stays: readonly Said[] };

export type LaunchStepRecord = {
  key: string;
  status: StepStatus;
  detail: string | null;
  detailText: Said | null;
  /** What was taken back when the launch failed. */
  undo: LocalizedText | null;
  /** The last lines that the step wrote, secrets masked. */
  log: readonly string[];
  /** What it makes was not there before this launch. */
  makes: boolean;
  startedAt: Date | null;
  endedAt: Date | null;
};

/** Where calls to the instance go. */
export const baseUrlOf = ({ address, port }: Pick<InstanceRecord, 'address' | 'port'>): string =>
  `http://${address}:${port}`;
