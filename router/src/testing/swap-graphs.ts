/** Run with --expose-gc: serves ever new graphs, asks each a question, and prints how many of them are still in memory. */
import 'reflect-metadata';
import { setTimeout as pause } from 'node:timers/promises';
import { createLogger } from '@wecube/kit';
import type { GraphQLSchema } from 'graphql';
import { defaultExecutorOptions } from '../execution/executor-options.ts';
import { HotSwapGateway } from '../federation/hot-swap-gateway.ts';
import { LocalSubgraph } from '../federation/local-subgraph.ts';
import { diffSchemas } from '../federation/schema-diff.ts';
import { createGraphqlServer } from '../http/graphql-server.ts';
import { PersistedOperations } from '../http/persisted-operations.ts';
import { choosePlanner } from '../planning/choose-planner.ts';
import type { RouterContext } from '../router-context.ts';
import { composeSupergraph } from './test-supergraph.ts';

const swaps = Number(process.argv[2] ?? 50);
const logger = createLogger('swap-graphs', { level: 'silent' });
const held: WeakRef<object>[] = [];
let subgraph = subgraphOf(0);

const hotSwap = new HotSwapGateway(supergraphOf(0), () => subgraph, logger, {
  ...defaultExecutorOptions,
  makePlanner: await choosePlanner('auto', logger),
});
const apollo = createGraphqlServer(hotSwap, new PersistedOperations(), logger);
await apollo.start();
let swapped = 0;
for (let version = 1; version <= swaps; version += 1) await swapTo(version);
console.log(JSON.stringify({ swapped, alive: await stillAlive() }));
await apollo.stop();

async function swapTo(version: number): Promise<void> {
  const before: GraphQLSchema = hotSwap.current.schema;
  subgraph = subgraphOf(version);
  hotSwap.swap(supergraphOf(version));
  held.push(new WeakRef(hotSwap.current), new WeakRef(hotSwap.current.schema));
  if (diffSchemas(before, hotSwap.current.schema).length === 0) throw new Error('The graph did not change.');
  const { body } = await apollo.executeOperation({ query: `{ q${version} }` }, { contextValue: nobody() });
  const answer = JSON.stringify(body);
  if (!answer.includes(`answer ${version}`)) throw new Error(answer);
  swapped += 1;
}

/** Two per graph: its snapshot and its schema. */
async function stillAlive(): Promise<number> {
  for (let round = 0; round < 5; round += 1) {
    await pause(50);
    globalThis.gc?.();
  }
  return held.filter((one) => one.deref() !== undefined).length;
}

function sdlOf(version: number): string {
  return `type Query { q${version}: String }`;
}

function subgraphOf(version: number): LocalSubgraph {
  return new LocalSubgraph('one', sdlOf(version), { [`q${version}`]: `answer ${version}` });
}

function supergraphOf(version: number): string {
  return composeSupergraph([{ name: 'one', sdl: sdlOf(version), url: 'http://one' }]);
}

function nobody(): RouterContext {
  const signal = new AbortController().signal;
  return { session: null, requestId: 'req_swap', signal, forwardedHeaders: {} } as unknown as RouterContext;
}
