import type { Problem } from '@wecube/kit';

/** RECEIVED > STARTED | FAILED. */
export const EVENT_STATUSES = ['RECEIVED', 'STARTED', 'FAILED'] as const;
export type EventStatus = (typeof EVENT_STATUSES)[number];

/** Something happened in a plugin; `operationKey` names the orchestration, `operationData` its root object. */
export type NewOperationEvent = {
  readonly source: string;
  readonly eventSeqNo: string;
  readonly eventType: string;
  readonly operationKey: string;
  readonly operationData: string;
  readonly operationUser: string;
  readonly operationMode: string;
  /** Path of a plugin, `/package/...`; null when nobody wants to be told. */
  readonly notifyEndpoint: string | null;
};

export type OperationEvent = NewOperationEvent & {
  readonly id: string;
  readonly status: EventStatus;
  readonly runId: string | null;
  readonly error: Problem | null;
  readonly receivedFrom: string;
  readonly receivedAt: Date;
  readonly dueAt: Date | null;
  readonly tries: number;
  readonly notifiedAt: Date | null;
};

export const MOST_TRIES = 6;

/** Milliseconds until the next try after so many: half a second, then ever longer. */
export const pauseAfter = (tries: number): number => 500 * 4 ** (Math.min(tries, MOST_TRIES) - 1);

/** The package a notification goes to: the first segment of its path; null for what is no path of a plugin. */
export function packageOfEndpoint(endpoint: string): string | null {
  return /^\/([A-Za-z][\w-]{0,63})\/[^\s]*$/.exec(endpoint)?.[1] ?? null;
}
