import type { InstanceRecord } from './instance.ts';

const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 60_000;
const MOST_LAUNCHES = 8;
const MOST_INTERRUPTED_LAUNCHES = 3;

/** An instance that ran this long without a break starts counting its launches anew. */
export const STEADY_MS = 60_000;

type Counted = Pick<InstanceRecord, 'healthyAt' | 'launches' | 'status'>;

/** Only what worked once is launched again by itself, and not for ever: then a person must look at it. */
export const mayRelaunch = ({ healthyAt, launches }: Counted): boolean =>
  healthyAt !== null && launches < MOST_LAUNCHES;

/** When to launch again after a launch failed; `null` when it is not. Waits double up to a minute. */
export function nextLaunchAfterFailure(instance: Counted, now: number): Date | null {
  return mayRelaunch(instance) ? new Date(now + delayMs(instance.launches)) : null;
}

/** When to launch a dead instance again; `null` is at once (the first time) or never (see `mayRelaunch`). */
export function nextLaunchAfterDeath(instance: Counted, now: number): Date | null {
  const atOnce = instance.launches <= 1;
  return atOnce || !mayRelaunch(instance) ? null : new Date(now + delayMs(instance.launches - 1));
}

/** Whether a launch was cut off so often that the launch itself may be what ends the platform. */
export function wasInterruptedTooOften({ status, launches, healthyAt }: Counted): boolean {
  return status === 'LAUNCHING' && healthyAt === null && launches >= MOST_INTERRUPTED_LAUNCHES;
}

const delayMs = (launches: number) => Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.max(0, launches - 1));
