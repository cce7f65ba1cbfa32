import type { Said } from '@wecube/kit';
import type { InstanceStatus } from './status.ts';

/** What one look at an instance found. */
export type Observation =
  | { kind: 'HEALTHY'; hostRestarts?: number }
  | { kind: 'UNHEALTHY'; reason: string | Said; hostLost?: true; hostRestarts?: number }
  | { kind: 'DEAD'; reason: Said };

/** How many looks in a row found the same; kept in memory, a restart begins anew. */
export type HealthHistory = { healthy: number; unhealthy: number };

export const NO_HISTORY: HealthHistory = { healthy: 0, unhealthy: 0 };
/** Looks that must agree before the status changes, so that one slow answer does not make it flap. */
const HOLD_DOWN = 2;

export type Verdict = { history: HealthHistory; becomes: 'RUNNING' | 'UNHEALTHY' | 'DEAD' | null };

/** Pure: what an observation means for an instance of this status. Death needs no second look. */
export function judge(status: InstanceStatus, history: HealthHistory, seen: Observation): Verdict {
  if (seen.kind === 'DEAD') return { history: NO_HISTORY, becomes: 'DEAD' };
  if (seen.kind === 'HEALTHY') {
    const next = { healthy: history.healthy + 1, unhealthy: 0 };
    return { history: next, becomes: status === 'UNHEALTHY' && next.healthy >= HOLD_DOWN ? 'RUNNING' : null };
  }
  const next = { healthy: 0, unhealthy: history.unhealthy + 1 };
  return { history: next, becomes: status === 'RUNNING' && next.unhealthy >= HOLD_DOWN ? 'UNHEALTHY' : null };
}
