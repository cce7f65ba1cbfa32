import type { Known, ParameterSpec, PluginAnswer, ServiceSnapshot } from './domain/events.ts';
import { compilePlan, type DefinitionNodeShape, type Plan } from './domain/plan.ts';
import type { BoundObject, CallRequest, Idempotency, Run, RunRow } from './domain/run.ts';

/** An automatic node bound at start, unless told otherwise. */
export function aNode(id: string, changes: Partial<DefinitionNodeShape> = {}): DefinitionNodeShape {
  return {
    id,
    name: id,
    type: 'AUTOMATIC',
    service: 'shell/script/run',
    timeoutMs: 60_000,
    expression: 'estate:host',
    bindMode: 'AT_START',
    bindNodeId: null,
    parameters: [],
    riskCheck: false,
    allowSkip: false,
    waitMs: null,
    waitUntil: null,
    rowsPerCall: null,
    parallelCalls: 1,
    ...changes,
  };
}

/** A plan from nodes and links written `a>b`, or `decision[yes]>b`. Nodes that control the way are recognised by their ids. */
export function aPlan(nodes: readonly (DefinitionNodeShape | string)[], links: readonly string[]): Plan {
  const shapes = nodes.map((node) => (typeof node === 'string' ? aNode(node, { type: typeOf(node) }) : node));
  const pairs = links.flatMap((path) => {
    const steps = path.split('>').map(readStep);
    return steps.slice(1).map(({ id: target }, index) => {
      const { id: source = '', label = null } = steps[index] ?? {};
      return { source, target, label };
    });
  });
  return compilePlan({ id: 'def_1', rootEntity: 'estate:host', nodes: shapes, links: pairs });
}

/** A node's id; in brackets the option that the link which leaves it stands for. */
export function readStep(step: string): { id: string; label: string | null } {
  const [, id = '', label = null] = /^([^[]*)(?:\[(.*)\])?$/.exec(step) ?? [];
  return { id, label };
}

const CONTROL = ['START', 'END', 'ABNORMAL_END', 'FORK', 'MERGE', 'DECISION', 'DECISION_MERGE'] as const;

function typeOf(id: string): DefinitionNodeShape['type'] {
  const word = id.replace(/\d+$/, '').replaceAll('-', '_').toUpperCase();
  return CONTROL.find((type) => type === word) ?? 'AUTOMATIC';
}

/** A run that has not been started yet. */
export function aRun(plan: Plan, changes: Partial<RunRow> = {}): Run {
  const row: RunRow = {
    id: 'run_1',
    definitionId: plan.definitionId,
    definitionKey: 'key_1',
    definitionName: 'Restart hosts',
    definitionVersion: 1,
    rootEntity: plan.rootEntity,
    rootObjectId: 'host_1',
    rootObjectName: 'web-1',
    status: 'NOT_STARTED',
    statusVersion: 0,
    version: 0,
    epoch: 1,
    owner: 'own_1',
    nodeTotal: plan.nodes.size,
    needsAttention: false,
    startedBy: 'ann',
    startedAt: 1_000,
    endedAt: null,
    startKey: null,
    ...changes,
  };
  return { row, plan, nodes: new Map(), attempts: new Map(), values: new Map() };
}

export const anObject = (objectId: string): BoundObject => ({ objectId, displayName: objectId, entity: 'estate:host' });

export function aParameter(name: string, changes: Partial<ParameterSpec> = {}): ParameterSpec {
  return {
    name,
    dataType: 'string',
    required: false,
    sensitive: false,
    multiple: false,
    mappingType: 'constant',
    mappingValue: null,
    mappingEntityExpression: null,
    mappingSystemVariableName: null,
    ...changes,
  };
}

export function aService(changes: Partial<ServiceSnapshot> = {}): ServiceSnapshot {
  return {
    name: 'shell/script/run',
    packageName: 'shell',
    path: '/shell/script/run',
    httpMethod: 'POST',
    enabled: true,
    idempotency: 'KEYED',
    inputs: [aParameter('script', { mappingValue: 'uptime' })],
    outputs: [aParameter('output', { mappingType: 'context' })],
    ...changes,
  };
}

export function known(...services: readonly ServiceSnapshot[]): Known {
  const list = services.length > 0 ? services : [aService()];
  return { services: new Map(list.map((service) => [service.name, service])), variables: new Map() };
}

export const knowing = (idempotency: Idempotency): Known => known(aService({ idempotency }));

/** The answer of a plugin that did everything, but failed for the objects named. */
export function anAnswer(request: CallRequest, failed: readonly string[] = []): PluginAnswer {
  const outputs = request.inputs.map(({ callbackParameter }) => ({
    callbackParameter,
    errorCode: failed.includes(callbackParameter) ? '1' : '0',
    errorMessage: failed.includes(callbackParameter) ? 'disk is full' : '',
    output: `done ${callbackParameter}`,
  }));
  const isFailed = failed.length > 0;
  return {
    resultCode: isFailed ? '1' : '0',
    resultMessage: isFailed ? 'some failed' : 'success',
    outputs,
    instance: 'ins_1',
  };
}
