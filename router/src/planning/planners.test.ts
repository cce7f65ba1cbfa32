import { createLogger } from '@wecube/kit';
import { parse } from 'graphql';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { GatewayRequestContext } from '../federation/gateway-types.ts';
import type { ServiceMap } from '../federation/supergraph-snapshot.ts';
import { requestContext } from '../router-context.ts';
import { type Executor, startExecutor } from '../testing/executors.ts';
import { choosePlanner } from './choose-planner.ts';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';
const CLOCK = [
  {
    name: 'clock',
    sdl: `${LINK} type Query { now: Tick } type Subscription { ticked(every: Int): Tick! plain: Int }
      type Tick @key(fields: "id") { id: ID! count: Int }`,
    resolvers: { Tick: { __resolveReference: (reference: object) => reference } },
  },
  {
    name: 'words',
    sdl: `${LINK} type Query { word: String } type Tick @key(fields: "id") { id: ID! word: String other: Tick }`,
    resolvers: {
      Tick: {
        __resolveReference: (reference: object) => reference,
        word: ({ id }: { id: string }) => `word ${id}`,
        other: () => ({ id: '9' }),
      },
    },
  },
];

let executor: Executor | undefined;
afterEach(async () => {
  vi.doUnmock('@graphql-hive/router-query-planner');
  vi.resetModules();
  await executor?.hotSwap.gateway.stop();
});

describe.each([
  ['compiled', 'js'],
  ['compiled', 'native'],
  ['apollo', 'js'],
] as const)('a subscription, by the %s executor and the %s planner', (way, planner) => {
  it.each([
    [
      'subscription ($every: Int) { ticked(every: $every) { count word other { count word } } }',
      { word: 'word 1', other: { count: null, word: 'word 9' } },
    ],
    ['subscription { ticked { count } }', {}],
  ])('is a stream of one service and a plan that completes its events: %s', async (source, more) => {
    executor = await startExecutor(CLOCK, { executor: way, planner, passthrough: true });
    const snapshot = executor.hotSwap.current;
    const document = parse(source);
    const { primary, rest } = snapshot.planSubscription(document);
    expect([primary.serviceName, rest !== undefined]).toEqual(['clock', 'word' in more]);

    const nodes = rest ? [primary, rest] : [primary];
    const plan = { kind: 'QueryPlan' as const, node: { kind: 'Sequence' as const, nodes } };
    const event = { data: { ticked: { __typename: 'Tick', id: '1', count: 5 } } };
    const services = new Proxy(snapshot.services, {
      get: (all, name) =>
        name === 'clock'
          ? { process: async ({ request }: never) => answerFor(request, primary.operation, event, all) }
          : all[String(name)],
    }) as ServiceMap;
    const context = requestContext({ session: null, requestId: 'req_test' });
    const request = { request: { variables: {} }, context, metrics: {} } as unknown as GatewayRequestContext;
    const answer = await snapshot.executePlan(plan, request, snapshot.operationContext(document), services);
    expect(JSON.parse(JSON.stringify(answer))).toEqual({ data: { ticked: { count: 5, ...more } } });
  });
});

function answerFor(
  { query, variables }: { query: string; variables: object },
  primary: string,
  event: object,
  all: ServiceMap,
) {
  if (query === primary) return structuredClone(event);
  return all['clock']?.process({ request: { query, variables }, context: {} } as never);
}

describe('the choice of a planner', () => {
  const logger = createLogger('router', { level: 'silent' });
  const fallback = { name: 'js' as const, plan: vi.fn(), planNow: vi.fn() };

  it('is the JS planner where the native one is not installed', async () => {
    vi.doMock('@graphql-hive/router-query-planner', () => {
      throw new Error('Cannot find package');
    });
    const { choosePlanner: choose } = await import('./choose-planner.ts');
    for (const choice of ['auto', 'native', 'js'] as const) {
      const makePlanner = await choose(choice, logger);
      expect(makePlanner({ supergraphSdl: '', fallback })).toBe(fallback);
    }
  });

  it('leaves to the JS planner what the native one refuses', async () => {
    executor = await startExecutor(CLOCK, { executor: 'compiled', planner: 'js', passthrough: true });
    const plan = { kind: 'QueryPlan' as const };
    const planNow = vi.fn(() => plan);
    const makePlanner = await choosePlanner('native', logger);
    const { supergraphSdl } = executor;
    const planner = makePlanner({ supergraphSdl, fallback: { ...fallback, planNow } });
    expect(planner.name).toBe('native');
    expect((await planner.plan({ document: parse('{ now { word } }') })).node?.kind).toBe('Sequence');
    expect(planNow).not.toHaveBeenCalled();
    for (const source of ['{ nothing }', '{ __typename }', '{ __schema { queryType { name } } }']) {
      expect(await planner.plan({ document: parse(source) })).toBe(plan);
      expect(planner.planNow({ document: parse(source) })).toBe(plan);
    }
    expect(planNow).toHaveBeenCalledTimes(6);
  });
});
