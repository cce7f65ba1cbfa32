import { type Problem, requireAction, type Session, toProblem } from '@wecube/kit';
import { maySee, mayUse } from '../../orchestration-design/index.ts';
import type { Known } from '../domain/events.ts';
import { type DefinitionNodeShape, isCalling } from '../domain/plan.ts';
import { problems } from '../domain/problems.ts';
import { findUnrunnable } from '../domain/runnable.ts';
import { sayRun } from '../domain/texts.ts';
import type { DefinitionFinder, FoundObject, ObjectFinder, RuntimeDefinition } from '../ports.ts';
import { type Binding, bindNodes, findRoot, nodesToBind } from './bind-objects.ts';
import type { Catalogue } from './engine/catalogue.ts';

export type NodePreview = {
  readonly node: DefinitionNodeShape;
  readonly objects: readonly FoundObject[];
  /** False when the run itself will look again. */
  readonly resolvedNow: boolean;
  readonly problems: readonly Problem[];
};
export type RunPreview = {
  readonly definition: RuntimeDefinition;
  readonly root: FoundObject | null;
  readonly nodes: readonly NodePreview[];
  readonly problems: readonly Problem[];
};
type Deps = { readonly definitions: DefinitionFinder; readonly objects: ObjectFinder; readonly catalogue: Catalogue };

/** Shows which objects each node would touch if the run were started now; null when there is no such definition. */
export function createRunPreviewer(deps: Deps) {
  return async (
    input: { definitionId: string; rootObjectId: string },
    session: Session,
  ): Promise<RunPreview | null> => {
    requireAction(session, 'run:start');
    const definition = await deps.definitions.find(input.definitionId);
    if (!definition || !maySee(session, definition)) return null;
    if (!mayUse(session, definition))
      return { definition, root: null, nodes: [], problems: [problems.runNotYours(definition.name)] };
    const undeployed = definition.status === 'DEPLOYED' ? [] : [problems.definitionNotDeployed(definition.name)];
    const found = [...undeployed, ...findUnrunnable(definition)];
    const root = await findRoot(deps.objects, definition.rootEntity, input.rootObjectId);
    if (!root) {
      const unknown = problems.unknownRootObject(definition.rootEntity, input.rootObjectId);
      return { definition, root, nodes: [], problems: [...found, unknown] };
    }
    return { definition, root, nodes: await previewNodes(deps, definition, root), problems: found };
  };
}

async function previewNodes(deps: Deps, definition: RuntimeDefinition, root: FoundObject): Promise<NodePreview[]> {
  const services = definition.nodes.flatMap((node) => node.service ?? []);
  const known = await deps.catalogue.learn(services);
  const bindings = await bindNodes(deps.objects, nodesToBind(definition), root.objectId);
  return definition.nodes.map((node) => previewNode(definition, node, bindings, known));
}

function previewNode(
  definition: RuntimeDefinition,
  node: DefinitionNodeShape,
  bindings: ReadonlyMap<string, Binding>,
  known: Known,
): NodePreview {
  const source = sourceOf(definition, node);
  const binding = bindings.get(source.id) ?? { objects: [], problems: [] };
  const own = source === node ? binding.problems : [];
  return {
    node,
    objects: binding.objects,
    resolvedNow: !isCalling(node) || source.bindMode === 'AT_START',
    problems: [...own, ...serviceProblems(node, known)],
  };
}

/** The node whose expression decides; nodes may follow one another over several steps. */
function sourceOf(definition: RuntimeDefinition, node: DefinitionNodeShape): DefinitionNodeShape {
  let source = node;
  for (let step = 0; step < definition.nodes.length && source.bindMode === 'AS_NODE'; step += 1) {
    source = definition.nodes.find((other) => other.id === source.bindNodeId) ?? source;
  }
  return source;
}

function serviceProblems(node: DefinitionNodeShape, known: Known): Problem[] {
  if (!isCalling(node)) return [];
  if (!node.service) return [toProblem(sayRun('SERVICE_MISSING.run', { node: node.name }))];
  const service = known.services.get(node.service);
  if (!service) return [toProblem(sayRun('SERVICE_NOT_FOUND.run', { service: node.service }))];
  return service.enabled ? [] : [toProblem(sayRun('SERVICE_DISABLED.run', { service: node.service }))];
}
