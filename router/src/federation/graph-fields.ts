import { type PubSub, requireAction } from '@wecube/kit';
import { type GraphQLSchema, printSchema } from 'graphql';
import type { RouterContext } from '../router-context.ts';
import type { Composer } from './composer.ts';
import { exportSupergraph } from './export-supergraph.ts';
import type { Graph } from './graph.ts';
import { type GraphHistory, type GraphVersion, type MemberInfo, memberInfo } from './graph-history.ts';
import { eventsOf } from './local-events.ts';

/** Types of the composed graph itself, in the schema of the router's own subgraph. */
export const GRAPH_SDL = /* GraphQL */ `
  "The composed graph that is served"
  type SupergraphInfo {
    version: Int!
    composedAt: DateTime!
    "The composer's words about the subgraphs that are refused at present"
    error: String
    "The subgraphs that take part"
    members: [SupergraphMember!]!
    "The subgraphs that may not join, or not with their newest schema; what they had before stays"
    refused: [RefusedSubgraph!]!
    "The last versions with what changed, newest first; or one of them by its number"
    versions(first: Int = 20, version: Int): [SupergraphVersion!]!
    "The schema that clients see, as a document"
    apiSchema: String!
    "The supergraph with the addresses of its subgraphs, as other federation routers take it"
    supergraphSdl: String!
  }

  enum SupergraphMemberOrigin {
    "Of the router itself"
    LOCAL
    "By the router's settings"
    CONFIGURED
    "Registered while the router runs"
    REGISTERED
  }

  type SupergraphMember {
    name: String!
    origin: SupergraphMemberOrigin!
    "Short digest of its schema"
    digest: String!
  }

  type RefusedSubgraph {
    name: String!
    "The composer's words"
    words: String!
    refusedAt: DateTime!
  }

  type SupergraphVersion {
    id: ID!
    version: Int!
    composedAt: DateTime!
    members: [SupergraphMember!]!
    "Who made it differ from the version before"
    causes: [SupergraphCause!]!
    "What changed for clients; of very many only the first, breaking ones before others"
    changes: [SchemaChange!]!
    changeCount: Int!
    breakingCount: Int!
  }

  enum SupergraphCauseChange {
    JOINED
    CHANGED
    LEFT
  }

  type SupergraphCause {
    name: String!
    change: SupergraphCauseChange!
  }

  enum SchemaChangeKind {
    ADDED
    REMOVED
    CHANGED
  }

  type SchemaChange {
    kind: SchemaChangeKind!
    "A type, a field or an argument"
    path: String!
    description: String!
    "Whether an operation that was valid before may fail now"
    breaking: Boolean!
  }
`;

export type GraphFieldsOptions = {
  graph(): Graph;
  history: GraphHistory;
  composer: Composer;
  pubSub: PubSub;
  /** The schema that clients see at present. */
  apiSchema(): GraphQLSchema;
  /** Where a subgraph is reached at present, if anywhere. */
  addressOf(subgraph: string): string | undefined;
};

const SUPERGRAPH_CHANGED = 'supergraph-changed';
const ORIGINS = { local: 'LOCAL', static: 'CONFIGURED', registered: 'REGISTERED' } as const;

/** The composed graph as GraphQL fields; all of them need the action graph:read. */
export function createGraphFields(options: GraphFieldsOptions) {
  return {
    supergraph(_: unknown, { session }: RouterContext) {
      requireAction(session, 'graph:read');
      return presentGraph(options);
    },
    supergraphChanged(_: unknown, { session }: RouterContext) {
      requireAction(session, 'graph:read');
      const changes = options.pubSub.subscribe<null>(SUPERGRAPH_CHANGED);
      return eventsOf(changes, 'supergraphChanged', () => presentGraph(options));
    },
  };
}

/** Tells subscribers that what is served or refused has changed. */
export function announceGraph(pubSub: PubSub): void {
  pubSub.publish(SUPERGRAPH_CHANGED, null);
}

function presentGraph({ graph, history, composer, apiSchema, addressOf }: GraphFieldsOptions) {
  const { state, error, refused } = graph();
  return {
    version: state.version,
    composedAt: state.composedAt,
    error,
    refused,
    members: () => state.members.map((member) => presentMember(memberInfo(member))),
    versions: ({ first, version }: { first: number; version?: number | null }) =>
      history.versions
        .filter((one) => version == null || one.version === version)
        .slice(0, Math.max(0, first))
        .map(presentVersion),
    apiSchema: () => printSchema(apiSchema()),
    supergraphSdl: () => exportSupergraph(state, composer, addressOf),
  };
}

function presentVersion(version: GraphVersion) {
  return { ...version, id: `version_${version.version}`, members: version.members.map(presentMember) };
}

function presentMember({ origin, ...member }: MemberInfo) {
  return { ...member, origin: ORIGINS[origin] };
}
