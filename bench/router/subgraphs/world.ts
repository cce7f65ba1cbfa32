import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLFieldResolver, type GraphQLSchema, parse } from 'graphql';

export type Subgraph = {
  name: string;
  sdl: string;
  resolvers: Record<string, unknown>;
  /** Answers every field that `resolvers` leaves out. */
  fieldResolver?: GraphQLFieldResolver<unknown, unknown>;
};

/** Subgraphs that make one graph. */
export type World = { name: string; subgraphs: readonly Subgraph[] };

export function schemaOf({ sdl, resolvers }: Subgraph): GraphQLSchema {
  return buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]);
}

/** The supergraph of a world whose subgraphs answer at `origin` under their names. */
export function supergraphOf(world: World, origin: string): string {
  const services = world.subgraphs.map(({ name, sdl }) => ({ name, url: `${origin}/${name}`, typeDefs: parse(sdl) }));
  const { supergraphSdl, errors } = composeServices(services);
  if (!supergraphSdl) throw new Error(errors?.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}
