import type { BreakerState } from './circuit-breaker.ts';
import type { Instance } from './instance.ts';
import type { ChangeReason, InstanceState } from './instance-history.ts';
import type { SubgraphPool } from './subgraph-pool.ts';

/** What clients see of a subgraph and its health. */
export type SubgraphInfo = { id: string; name: string; instances: InstanceInfo[] };

export type InstanceInfo = {
  id: string;
  url: string;
  state: InstanceState;
  primary: boolean;
  preferred: boolean;
  drainedBy: string | null;
  breaker: BreakerState;
  heldUntil: string | null;
  putOffUntil: string | null;
  inFlight: number;
  latencyMs: number | null;
  p50Ms: number | null;
  p95Ms: number | null;
  lastError: string | null;
  checkedAt: string | null;
  errors: { at: string; message: string }[];
  history: { at: string; state: InstanceState; breaker: BreakerState; reason: ChangeReason; detail: string | null }[];
};

export function subgraphInfo(pool: SubgraphPool): SubgraphInfo {
  const { name, instances } = pool;
  return { id: name, name, instances: instances.map((instance) => instanceInfo(pool, instance)) };
}

export function instanceId(pool: SubgraphPool, { url }: Instance): string {
  return `${pool.name}:${url}`;
}

export function instanceInfo(pool: SubgraphPool, instance: Instance): InstanceInfo {
  const { url, state, breaker, holdDown, inFlight, latency, latencyMs, lastError, checkedAt, history } = instance;
  const percentiles = latency.percentiles;
  return {
    id: instanceId(pool, instance),
    url,
    state,
    primary: instance === pool.primary,
    preferred: pool.isPreferred(instance),
    drainedBy: pool.drainedBy(instance),
    breaker: breaker.state,
    heldUntil: time(holdDown.until),
    putOffUntil: time(instance.putOffUntil),
    inFlight,
    latencyMs,
    p50Ms: percentiles?.p50 ?? null,
    p95Ms: percentiles?.p95 ?? null,
    lastError,
    checkedAt: time(checkedAt),
    errors: history.errors.map(({ at, message }) => ({ at: new Date(at).toISOString(), message })),
    history: history.changes.map((change) => ({ ...change, at: new Date(change.at).toISOString() })),
  };
}

function time(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
