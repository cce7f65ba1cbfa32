import { GRAPH_SDL } from './graph-fields.ts';

/** The router's own fields, composed like any other subgraph. */
export const ROUTER_SDL = /* GraphQL */ `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])

  scalar DateTime
  scalar JSON

  type Query {
    "Every subgraph of the graph with the health of its instances"
    subgraphs: [SubgraphInfo!]!
    "The composed graph that is served"
    supergraph: SupergraphInfo!
  }

  type Mutation {
    "Takes an instance out of service: it gets no new work, finishes what it has in hand, and its subscriptions move"
    drainSubgraphInstance(input: DrainSubgraphInstanceInput!): SubgraphInstancePayload!
    "Puts a drained instance back into service"
    resumeSubgraphInstance(input: SubgraphInstanceInput!): SubgraphInstancePayload!
    "Puts an instance before all others of its subgraph for as long as it is healthy"
    preferSubgraphInstance(input: SubgraphInstanceInput!): SubgraphInstancePayload!
    "Goes back to the declared order of the instances"
    releaseSubgraphInstance(input: SubgraphInstanceInput!): SubgraphInstancePayload!
  }

  type Subscription {
    "Changes of the instances of any subgraph: states at once, mere figures every few seconds"
    subgraphChanged: SubgraphInfo!
    "The graph whenever it changes, or whom it refuses"
    supergraphChanged: SupergraphInfo!
  }

  input SubgraphInstanceInput {
    id: ID!
  }

  input DrainSubgraphInstanceInput {
    id: ID!
    "Drains even the last instance that takes work: the subgraph then answers nothing"
    force: Boolean = false
  }

  type SubgraphInstancePayload {
    instance: SubgraphInstance
    problems: [Problem!]!
  }

  "What a person can put right."
  type Problem @shareable {
    code: String!
    message: String!
    "What the message was filled with, by name."
    parameters: JSON
    path: [String!]
    remedy: String
  }

  enum SubgraphState {
    UP
    DOWN
    "Gets no new work"
    DRAINING
  }

  enum SubgraphBreaker {
    CLOSED
    "Gets no work after it failed repeatedly"
    OPEN
    "A single request may try whether it works again"
    HALF_OPEN
  }

  enum SubgraphChangeReason {
    JOINED
    PROBES_ANSWERED
    PROBES_FAILED
    BREAKER_OPENED
    BREAKER_CLOSED
    "It asked to be left alone for a while"
    PUT_OFF
    "Work goes to this instance from now on"
    TOOK_OVER
    DRAINED
    RESUMED
    PREFERRED
    RELEASED
  }

  type SubgraphInfo {
    id: ID!
    name: String!
    "In order of preference"
    instances: [SubgraphInstance!]!
  }

  type SubgraphInstance {
    id: ID!
    url: String!
    state: SubgraphState!
    "Whether queries go to this instance at present"
    primary: Boolean!
    "Whether an operator put it before the others"
    preferred: Boolean!
    "Who took it out of service, if somebody did"
    drainedBy: String
    breaker: SubgraphBreaker!
    "Came back and must stay healthy until then before it is preferred again"
    heldUntil: DateTime
    "Asked to be left alone until then"
    putOffUntil: DateTime
    "Requests it has in hand"
    inFlight: Int!
    "Of the last probe"
    latencyMs: Float
    "Half of the answers of the last minute took no longer"
    p50Ms: Float
    "95 of 100 answers of the last minute took no longer"
    p95Ms: Float
    lastError: String
    checkedAt: DateTime
    "The last ones, oldest first"
    errors: [SubgraphInstanceError!]!
    "The last changes, oldest first"
    history: [SubgraphInstanceChange!]!
  }

  type SubgraphInstanceError {
    at: DateTime!
    message: String!
  }

  "How an instance stood from then on, and why"
  type SubgraphInstanceChange {
    at: DateTime!
    state: SubgraphState!
    breaker: SubgraphBreaker!
    reason: SubgraphChangeReason!
    "An error, or who did it"
    detail: String
  }

${GRAPH_SDL}
`;
