import type { Metrics } from '../http/metrics.ts';
import type { BreakerState } from './circuit-breaker.ts';
import type { SubgraphMetrics } from './failover.ts';
import type { Instance } from './instance.ts';
import type { SubgraphRegistry } from './subgraph-registry.ts';

const BREAKER_VALUES: Record<BreakerState, number> = { CLOSED: 0, HALF_OPEN: 1, OPEN: 2 };

/** Counts what happens to the fetches from subgraphs. */
export function countFetches(metrics: Metrics): SubgraphMetrics {
  const attempts = metrics.counter('wecube_router_subgraph_attempts_total', 'Attempts to fetch, by how they ended.');
  const retries = metrics.counter('wecube_router_subgraph_retries_total', 'Attempts after the first one of a fetch.');
  const refusals = metrics.counter(
    'wecube_router_subgraph_retry_budget_refusals_total',
    'Fetches that were not tried again because too much of the traffic was retries.',
  );
  const shared = metrics.counter(
    'wecube_router_subgraph_deduplicated_total',
    'Queries that shared the fetch of an equal one in flight.',
  );
  return {
    attempt: (subgraph, outcome) => attempts({ subgraph, outcome }),
    retry: (subgraph) => retries({ subgraph }),
    budgetRefused: (subgraph) => refusals({ subgraph }),
    deduplicated: (subgraph) => shared({ subgraph }),
  };
}

/** Shows how every instance of every subgraph stands. */
export function measureInstances(metrics: Metrics, registry: SubgraphRegistry): void {
  const gauge = (name: string, help: string, read: (instance: Instance) => number) =>
    metrics.gauge(
      name,
      help,
      () =>
        registry
          .pools()
          .flatMap(({ name: subgraph, instances }) =>
            instances.map((instance) => ({ labels: { subgraph, url: instance.url }, value: read(instance) })),
          ),
      ['subgraph', 'url'],
    );
  gauge('wecube_router_instance_up', 'Whether an instance takes work: 1 up, 0 down or draining.', ({ state }) =>
    state === 'UP' ? 1 : 0,
  );
  gauge(
    'wecube_router_instance_breaker',
    'Circuit breaker of an instance: 0 closed, 1 half open, 2 open.',
    ({ breaker }) => BREAKER_VALUES[breaker.state],
  );
  gauge('wecube_router_instance_in_flight', 'Requests an instance has in hand.', ({ inFlight }) => inFlight);
}
