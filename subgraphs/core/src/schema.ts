import { buildSubgraph, type Subgraph, type SubgraphOptions } from '@wecube/kit';
import type { CoreContext } from './context.ts';

/** Joins the resolvers of all modules into core's subgraph. */
export function buildCoreSchema(context: CoreContext): Promise<Subgraph> {
  const resolvers = new Map(context.parts.flatMap((part) => part.resolvers ?? []));
  return buildSubgraph({
    resolvers: [...resolvers.keys()] as SubgraphOptions['resolvers'][number][],
    container: { get: (someClass) => resolvers.get(someClass) },
    orphanedTypes: context.parts.flatMap((part) => part.orphanedTypes ?? []),
    references: Object.assign({}, ...context.parts.map((part) => part.references ?? {})),
  });
}
