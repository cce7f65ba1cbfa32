import { apollo, direct, hive, nginx } from './gateways/comparators.ts';
import type { StartGateway } from './gateways/gateway.ts';
import { ours, oursWithAuthentication } from './gateways/ours.ts';
import type { Operation } from './load/wrk.ts';
import { hottestQueries, portalWorld } from './subgraphs/portal.ts';
import { federatedQuery, shop, smallQuery } from './subgraphs/shop.ts';
import type { World } from './subgraphs/world.ts';

/** One operation that every gateway answers in turn. */
export type Workload = {
  letter: string;
  title: string;
  world: World;
  operation: Operation;
  /** The subgraph that answers it alone. */
  single?: string;
  gateways: readonly StartGateway[];
};

const gateways = [apollo, hive('js'), hive('native'), ours('js'), ours('native')];
const withAuthentication = [oursWithAuthentication('js'), oursWithAuthentication('native')];

/** What is measured with queries: (a), (b), and (d) once per query of the portal. */
export function queryWorkloads(): readonly Workload[] {
  const portal = portalWorld();
  return [
    {
      letter: 'a',
      title: 'federated query over four subgraphs, a large answer',
      world: shop,
      operation: { query: federatedQuery },
      gateways: [...gateways, ...withAuthentication],
    },
    {
      letter: 'b',
      title: 'small query to one subgraph',
      world: shop,
      operation: { query: smallQuery },
      single: 'accounts',
      gateways: [direct, nginx, ...gateways, ...withAuthentication],
    },
    ...hottestQueries().map(({ name, query, variables }) => ({
      letter: 'd',
      title: `the portal's query ${name}`,
      world: portal,
      operation: { query, variables },
      gateways,
    })),
  ];
}
