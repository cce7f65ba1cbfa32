import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, type GraphQLSchema, parse } from 'graphql';
import type { GatewayGraphQLResponse } from '../federation/gateway-types.ts';
import type { PreparedOperation, Subgraph, SubgraphAnswer, SubgraphFetch } from '../federation/subgraph.ts';

export type SubgraphParts = { name: string; sdl: string; resolvers: object };

/** A subgraph that executes in the test's own process, and notes every operation it was sent. */
export class InProcessSubgraph implements Subgraph {
  readonly name: string;
  readonly sent: { query: string; variables: string | undefined }[] = [];
  readonly #schema: GraphQLSchema;

  constructor({ name, sdl, resolvers }: SubgraphParts) {
    this.name = name;
    this.#schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]);
  }

  async process({ request: { query = '', variables } }: SubgraphFetch): Promise<GatewayGraphQLResponse> {
    return JSON.parse(await this.#answer(query, variables && JSON.stringify(variables)));
  }

  async send({ query }: PreparedOperation, variables: string | undefined): Promise<SubgraphAnswer> {
    const text = await this.#answer(query, variables);
    return { text, json: () => JSON.parse(text) };
  }

  subscribe(): () => void {
    throw new Error('This subgraph streams nothing.');
  }

  async #answer(query: string, variables: string | undefined): Promise<string> {
    this.sent.push({ query, variables });
    const variableValues = variables === undefined ? {} : JSON.parse(variables);
    return JSON.stringify(await execute({ schema: this.#schema, document: parse(query), variableValues }));
  }
}
