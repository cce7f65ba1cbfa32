import { AppError, type Problem } from '@wecube/kit';
import { type DefinitionNodeShape, type DefinitionShape, isCalling } from '../domain/plan.ts';
import { problems } from '../domain/problems.ts';
import type { FoundObject, ObjectFinder } from '../ports.ts';

/** The objects of one node; null where the other node's objects are taken and that one has none. */
export type Binding = { readonly objects: readonly FoundObject[]; readonly problems: readonly Problem[] };

/** The object a run is started for, null when there is none. Filters of the root entity count. */
export async function findRoot(
  objects: ObjectFinder,
  rootEntity: string,
  objectId: string,
): Promise<FoundObject | null> {
  const found = await objects.evaluate(rootEntity, [objectId]);
  return found.find((object) => object.objectId === objectId) ?? null;
}

/** Evaluates the expressions of these nodes for a root object; what cannot be evaluated becomes a problem. */
export async function bindNodes(
  objects: ObjectFinder,
  nodes: readonly DefinitionNodeShape[],
  rootObjectId: string,
): Promise<ReadonlyMap<string, Binding>> {
  const bound = await Promise.all(
    nodes.map(async (node) => [node.id, await bindNode(objects, node, rootObjectId)] as const),
  );
  return new Map(bound);
}

async function bindNode(objects: ObjectFinder, node: DefinitionNodeShape, rootObjectId: string): Promise<Binding> {
  if (!node.expression) return { objects: [], problems: [] };
  try {
    return { objects: await objects.evaluate(node.expression, [rootObjectId]), problems: [] };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { objects: [], problems: [problems.bindingFailed(node.name, node.id, error)] };
  }
}

/** The nodes with objects that have an expression of their own. */
export const nodesToBind = (definition: DefinitionShape): readonly DefinitionNodeShape[] =>
  definition.nodes.filter((node) => isCalling(node) && node.bindMode !== 'AS_NODE');
