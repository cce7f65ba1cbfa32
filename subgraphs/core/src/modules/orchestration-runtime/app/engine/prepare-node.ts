import { saidBy } from '@wecube/kit';
import type { Effect, NodeFacts, RunEvent, ServiceSnapshot } from '../../domain/events.ts';
import { ownReads, type ParameterRead, readsOf } from '../../domain/parameter-reads.ts';
import type { PlanNode } from '../../domain/plan.ts';
import { nodeRunOf, type Run } from '../../domain/run.ts';
import { sayRun } from '../../domain/texts.ts';
import type { ObjectFinder } from '../../ports.ts';
import { type Catalogue, variablesOfNodes } from './catalogue.ts';
import type { Patience } from './patience.ts';

type Preparation = Extract<Effect, { type: 'PREPARE' }>;
type Deps = { readonly objects: ObjectFinder; readonly catalogue: Catalogue; readonly patience: Patience };

/** Reads what a node needs before its call: its objects, its service, and the values its parameters name. */
export async function prepareNode(deps: Deps, run: Run, preparation: Preparation): Promise<RunEvent> {
  for (;;) {
    try {
      return await lookUp(deps, run, preparation);
    } catch (error) {
      // Reading changes nothing, so it may be tried as often as we like.
      if (!deps.patience.isGranted || isHopeless(error)) return failed(preparation, error);
      await deps.patience.pause();
    }
  }
}

async function lookUp(deps: Deps, run: Run, { nodeId, attempt }: Preparation): Promise<RunEvent> {
  const node = run.plan.nodes.get(nodeId);
  if (!node) throw new Error(`the definition has no node ${nodeId}`);
  const objects = await findObjects(deps, run, node);
  const known = await deps.catalogue.learn(node.service ? [node.service] : [], variablesOfNodes([node]));
  const service = node.service ? known.services.get(node.service) : null;
  const objectIds = openObjects(run, nodeId) ?? objects?.map(({ objectId }) => objectId) ?? [];
  const entity = nodeRunOf(run, nodeId).rows?.[0]?.entity ?? objects?.[0]?.entity ?? '';
  const values = service ? await findValues(deps.objects, { node, service, entity }, objectIds) : new Map();
  return { type: 'PREPARED', nodeId, attempt, facts: { objects, values }, known };
}

const isHopeless = (error: unknown): boolean => (error as { code?: string }).code === 'EXPRESSION_INVALID';

function openObjects(run: Run, nodeId: string): readonly string[] | undefined {
  const rows = nodeRunOf(run, nodeId).rows?.filter((row) => row.status !== 'COMPLETED');
  return rows?.map(({ objectId }) => objectId);
}

function failed({ nodeId, attempt }: Preparation, error: unknown): RunEvent {
  return { type: 'PREPARE_FAILED', nodeId, attempt, ...sayRun('LOOK_UP_FAILED', { reason: saidBy(error) }) };
}

async function findObjects({ objects }: Deps, run: Run, node: PlanNode): Promise<NodeFacts['objects']> {
  const isBound = nodeRunOf(run, node.id).rows !== null;
  if (isBound || node.bindMode !== 'AT_RUN_TIME' || !node.expression) return null;
  return objects.evaluate(node.expression, [run.row.rootObjectId]);
}

async function findValues(
  objects: ObjectFinder,
  { node, service, entity }: { node: PlanNode; service: ServiceSnapshot; entity: string },
  objectIds: readonly string[],
): Promise<NodeFacts['values']> {
  const values = new Map<string, ReadonlyMap<string, readonly unknown[]>>();
  if (objectIds.length === 0) return values;
  for (const read of ownReads(node.parameters, entity)) await readInto(values, objects, read, objectIds);
  const own = new Set(node.parameters.map((parameter) => parameter.name));
  for (const spec of service.inputs) {
    if (own.has(spec.name)) continue;
    for (const read of readsOf(spec, service.objects ?? [])) await readInto(values, objects, read, objectIds);
  }
  return values;
}

/** One expression, then what is read from the objects it found. */
async function readInto(
  values: Map<string, ReadonlyMap<string, readonly unknown[]>>,
  objects: ObjectFinder,
  { path, expression, children }: ParameterRead,
  startIds: readonly string[],
): Promise<void> {
  let found = startIds;
  if (expression) {
    const read = await objects.values(expression, startIds);
    values.set(path, read);
    found = [...new Set([...read.values()].flat().map(String))];
  }
  if (found.length === 0) return;
  for (const child of children) await readInto(values, objects, child, found);
}
