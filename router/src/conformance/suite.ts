import { buildSubgraphSchema } from '@apollo/subgraph';
import { createLogger, type RunningServer, startSubgraphServer } from '@wecube/kit';
import { parse } from 'graphql';
import { INTERNAL_KEY } from '../testing/test-subgraph.ts';
import type { ServedSubgraph } from '../testing/test-supergraph.ts';
import { type Rows, resolversOf } from './rows.ts';

type Resolver = (source: never, args: never) => unknown;

export type ConformanceSubgraph = {
  name: string;
  sdl: string;
  resolvers?: Record<string, Record<string, Resolver>>;
  /** What stands before the SDL; nothing for a schema of Federation 1. */
  header?: string;
};

/** A question, the answer written by hand, and whether errors come with it. */
export type ConformanceCase = {
  query: string;
  variables?: Record<string, unknown>;
  data: unknown;
  errors?: true;
  /** The JS planner is known to answer this wrongly; its graph is refused where that would be silent. */
  nativeOnly?: true;
};

/** A graph of a few subgraphs that shows one topic of the federation specification, and what it must answer. */
export type ConformanceSuite = {
  topic: string;
  subgraphs: ConformanceSubgraph[];
  cases: ConformanceCase[];
  /** Entities that the subgraphs answer from where they have no resolver of their own. */
  rows?: Rows;
};

const HEADER = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@external",
  "@requires", "@provides", "@shareable", "@inaccessible", "@override", "@interfaceObject", "@extends"])`;

/** Starts a real server for every subgraph of a suite. */
export async function startSubgraphs({ subgraphs, rows = {} }: ConformanceSuite) {
  const servers: RunningServer[] = [];
  const served: ServedSubgraph[] = [];
  for (const { name, sdl: body, resolvers: written = {}, header = HEADER } of subgraphs) {
    const sdl = `${header}\n${body}`;
    const resolvers = resolversOf(sdl, rows, written);
    const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]);
    const logger = createLogger(name, { level: 'silent' });
    const server = await startSubgraphServer({ name, schema, internalKey: INTERNAL_KEY, logger });
    servers.push(server);
    served.push({ name, sdl, url: server.url });
  }
  return {
    served,
    async [Symbol.asyncDispose]() {
      await Promise.all(servers.map((server) => server[Symbol.asyncDispose]()));
    },
  };
}
