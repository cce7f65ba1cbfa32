import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/resolverMap.js';
import { JsonScalar } from '@wecube/kit';
import { type GraphQLSchema, parse } from 'graphql';
import type { WecubeRestClient } from '../client/create-client.ts';
import { foreignResolvers, queryResolvers, typeResolvers } from './entity-resolvers.ts';
import { invokeResolver, writeResolvers } from './mutation-resolvers.ts';
import type { PackageGraphSource, PackagePlan } from './plan.ts';
import { planPackage } from './plan-package.ts';
import { printSdl } from './print-sdl.ts';
import { readerPerRequest } from './resolver-context.ts';

export type PackageSubgraph = { sdl: string; schema: GraphQLSchema };

/** The executable subgraph of a package; every field asks the running plugin through the client. */
export function buildPackageSubgraph(source: PackageGraphSource & { client: WecubeRestClient }): PackageSubgraph {
  const plan = planPackage(source);
  const sdl = printSdl(plan);
  const resolvers = packageResolvers(plan, source.client) as GraphQLResolverMap<unknown>;
  return { sdl, schema: buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers }]) };
}

function packageResolvers(plan: PackagePlan, client: WecubeRestClient): Record<string, unknown> {
  const readerOf = readerPerRequest(client);
  const types = [
    ...plan.entities.map((entity) => [entity.typeName, typeResolvers(entity, readerOf)]),
    ...plan.foreign.map((foreign) => [foreign.typeName, foreignResolvers(foreign, readerOf)]),
  ];
  const queries = plan.entities.map((entity) => queryResolvers(entity, readerOf));
  const mutations = [
    ...plan.entities.map((entity) => writeResolvers(entity, client, readerOf)),
    ...plan.interfaces.map((call) => ({ [call.field]: invokeResolver(plan.packageName, call, client) })),
  ];
  return {
    JSON: JsonScalar,
    ...Object.fromEntries(types),
    ...(queries.length > 0 ? { Query: Object.assign({}, ...queries) } : {}),
    ...(mutations.length > 0 ? { Mutation: Object.assign({}, ...mutations) } : {}),
  };
}
