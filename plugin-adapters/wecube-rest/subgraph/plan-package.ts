import { NameScope } from './name-scope.ts';
import type { PackageGraphSource, PackagePlan } from './plan.ts';
import { planEntities } from './plan-entities.ts';
import { planInterfaces } from './plan-interfaces.ts';
import { addLocalReverseFields, planForeign } from './plan-reverse.ts';
import { RESERVED_MUTATIONS, RESERVED_QUERIES, RESERVED_TYPES } from './reserved-names.ts';

/** Decides every name and edge of a package's subgraph; the same source always gives the same plan. */
export function planPackage(source: PackageGraphSource): PackagePlan {
  const scopes = {
    types: new NameScope(RESERVED_TYPES),
    queries: new NameScope(RESERVED_QUERIES),
    mutations: new NameScope(RESERVED_MUTATIONS),
  };
  const entities = planEntities(source, scopes);
  addLocalReverseFields(entities);
  const foreign = planForeign(source, entities);
  return { packageName: source.packageName, entities, foreign, interfaces: planInterfaces(source, scopes) };
}
