import { type DocumentNode, Kind, print, visit } from 'graphql';
import type { PlanNode } from '../planning/query-plan.ts';

/** The aliases by which planners keep fields apart that they need themselves. */
const PLANNER_ALIAS = /_internal_qp_alias|__alias_/;

/**
 * Whether equal entities may hold the same nested objects: then a key must mean the same wherever it is asked for.
 * Careful rather than exact: the same key with other arguments anywhere in the operation forbids it.
 */
export function mayShareObjects(document: DocumentNode, plan: PlanNode): boolean {
  if (PLANNER_ALIAS.test(JSON.stringify(plan))) return false;
  const meanings = new Map<string, string>();
  let clear = true;
  visit(document, {
    [Kind.FIELD]({ alias, name, arguments: given = [] }) {
      const key = alias?.value ?? name.value;
      const meaning = `${name.value}(${given.map(print).join()})`;
      const known = meanings.get(key) ?? meaning;
      meanings.set(key, known);
      clear &&= known === meaning;
    },
  });
  return clear;
}
