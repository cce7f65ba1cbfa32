import { buildSubgraph, type Subgraph } from '@wecube/kit';
import type { ClassType } from 'type-graphql';
import type { AuthContext } from './context.ts';

/** Joins the resolvers of all modules into auth's subgraph. */
export function buildAuthSchema({ resolvers }: Pick<AuthContext, 'resolvers'>): Promise<Subgraph> {
  return buildSubgraph({
    resolvers: [...resolvers.keys()] as ClassType[],
    container: { get: (someClass) => resolvers.get(someClass) },
  });
}
