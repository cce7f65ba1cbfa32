import { createHash } from 'node:crypto';
import { type Clock, newId, type Problem, requireAction, type Session } from '@wecube/kit';
import { maySee, mayUse } from '../../orchestration-design/index.ts';
import { compilePlan } from '../domain/plan.ts';
import { problems } from '../domain/problems.ts';
import type { BoundObject, Run, RunRow } from '../domain/run.ts';
import { findUnrunnable } from '../domain/runnable.ts';
import type {
  AuditLog,
  DefinitionFinder,
  FoundObject,
  ObjectFinder,
  Owner,
  RunStore,
  RuntimeDefinition,
} from '../ports.ts';
import { bindNodes, findRoot, nodesToBind } from './bind-objects.ts';
import { type Catalogue, variablesOfNodes } from './engine/catalogue.ts';
import type { Engine } from './engine/engine.ts';

export type StartRunInput = {
  readonly definitionId: string;
  readonly rootObjectId: string;
  readonly idempotencyKey?: string | null;
  readonly exclude?: readonly { readonly nodeId: string; readonly objectIds: readonly string[] }[] | null;
};
export type RunOutcome = { readonly runId: string | null; readonly problems: readonly Problem[] };

type Deps = {
  readonly engine: Engine;
  readonly store: RunStore;
  readonly owner: Owner;
  readonly definitions: DefinitionFinder;
  readonly objects: ObjectFinder;
  readonly catalogue: Catalogue;
  readonly audit: AuditLog;
  readonly clock: Clock;
};
type Chosen = { readonly definition: RuntimeDefinition; readonly root: FoundObject };

/** Starts a run of a deployed definition for one object; the same idempotency key of the same person starts it once. */
export function createRunStarter(deps: Deps) {
  return async (input: StartRunInput, session: Session): Promise<RunOutcome> => {
    requireAction(session, 'run:start');
    const startKey = startKeyOf(input, session);
    const earlier = startKey && (await deps.store.findByStartKey(startKey));
    if (earlier) return { runId: earlier, problems: [] };
    const chosen = await choose(deps, input, session);
    const bound = 'problems' in chosen ? chosen : await bindAtStart(deps, chosen, input);
    if ('problems' in chosen || 'problems' in bound)
      return refuse(deps, input, session, bound as { problems: Problem[] });
    return start(deps, chosen, bound, startKey, session);
  };
}

function startKeyOf({ idempotencyKey }: StartRunInput, session: Session): string | null {
  if (!idempotencyKey) return null;
  return createHash('sha256').update(`${session.subject}\0${idempotencyKey}`).digest('hex');
}

async function choose(
  deps: Deps,
  { definitionId, rootObjectId }: StartRunInput,
  session: Session,
): Promise<Chosen | { problems: Problem[] }> {
  const definition = await deps.definitions.find(definitionId);
  if (!definition || !maySee(session, definition)) return { problems: [problems.definitionNotFound(definitionId)] };
  if (!mayUse(session, definition)) return { problems: [problems.runNotYours(definition.name)] };
  if (definition.status !== 'DEPLOYED') return { problems: [problems.definitionNotDeployed(definition.name)] };
  const unrunnable = findUnrunnable(definition);
  if (unrunnable.length > 0) return { problems: unrunnable };
  const root = await findRoot(deps.objects, definition.rootEntity, rootObjectId);
  return root ? { definition, root } : { problems: [problems.unknownRootObject(definition.rootEntity, rootObjectId)] };
}

type Bound = ReadonlyMap<string, readonly BoundObject[]>;

async function bindAtStart(
  deps: Deps,
  { definition, root }: Chosen,
  input: StartRunInput,
): Promise<Bound | { problems: Problem[] }> {
  const nodes = nodesToBind(definition).filter((node) => node.bindMode === 'AT_START');
  const bindings = await bindNodes(deps.objects, nodes, root.objectId);
  const found = [...bindings.values()].flatMap((binding) => binding.problems);
  if (found.length > 0) return { problems: found };
  const excluded = new Map(input.exclude?.map(({ nodeId, objectIds }) => [nodeId, new Set(objectIds)]));
  return new Map(
    [...bindings].map(([nodeId, { objects }]) => [
      nodeId,
      objects
        .filter(({ objectId }) => !excluded.get(nodeId)?.has(objectId))
        .map(({ objectId, displayName, entity }) => ({ objectId, displayName, entity })),
    ]),
  );
}

async function refuse(
  deps: Deps,
  input: StartRunInput,
  session: Session,
  found: { problems: Problem[] },
): Promise<RunOutcome> {
  const detail = { rootObjectId: input.rootObjectId, problems: found.problems.map(({ code }) => code) };
  await deps.audit.record({ session, action: 'run:start', subject: input.definitionId, outcome: 'REFUSED', detail });
  return { runId: null, problems: found.problems };
}

const MOST_TRIES = 5;

async function start(
  deps: Deps,
  chosen: Chosen,
  objects: Bound,
  startKey: string | null,
  session: Session,
  triesLeft = MOST_TRIES,
): Promise<RunOutcome> {
  const { definition, root } = chosen;
  const services = definition.nodes.flatMap((node) => node.service ?? []);
  const known = await deps.catalogue.learn(services, variablesOfNodes(definition.nodes));
  const run = newRun(deps, chosen, startKey, session);
  const detail = { definitionId: definition.id, definition: definition.name, rootObjectId: root.objectId };
  const audit = deps.audit.row({ session, action: 'run:start', subject: run.row.id, outcome: 'DONE', detail });
  const outcome = await deps.engine.start(run, { type: 'START', objects, known }, audit);
  if (outcome.kind === 'CHANGED') return { runId: run.row.id, problems: [] };
  const earlier = startKey && (await deps.store.findByStartKey(startKey));
  if (earlier) return { runId: earlier, problems: [] };
  // Who took the key may have been rolled back since, as after a deadlock: then it is free again.
  if (outcome.kind === 'LOST' && triesLeft > 1) return start(deps, chosen, objects, startKey, session, triesLeft - 1);
  throw new Error(`run ${run.row.id} was not started: ${outcome.kind}`);
}

function newRun(deps: Deps, { definition, root }: Chosen, startKey: string | null, session: Session): Run {
  const plan = compilePlan(definition);
  const row: RunRow = {
    id: newId('run'),
    definitionId: definition.id,
    definitionKey: definition.key,
    definitionName: definition.name,
    definitionVersion: definition.version,
    rootEntity: root.entity,
    rootObjectId: root.objectId,
    rootObjectName: root.displayName,
    status: 'NOT_STARTED',
    statusVersion: 0,
    version: 0,
    epoch: 1,
    owner: deps.owner.id,
    nodeTotal: plan.nodes.size,
    needsAttention: false,
    startedBy: session.name,
    startedAt: deps.clock.now(),
    endedAt: null,
    startKey,
  };
  return { row, plan, nodes: new Map(), attempts: new Map(), values: new Map() };
}
