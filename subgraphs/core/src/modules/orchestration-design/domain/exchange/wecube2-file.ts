import type { Said } from '@wecube/kit';
import { XmlError } from '@wecube/plugin-adapters/contract';
import { z } from 'zod';
import type { DefinitionLink, DefinitionNode, NodeParameter, NodeType } from '../definition.ts';
import { type BpmnFlow, type BpmnNode, type BpmnProcess, readBpmn } from './bpmn.ts';
import { bareNode, type ExchangedDefinition, type ReadDefinitions, versionNumber } from './exchanged-definition.ts';
import { namesApart } from './names-apart.ts';
import { permissionsOf, permissionsSchema, text } from './original-fields.ts';
import { readWrites } from './original-writes.ts';
import { type DrawnNode, spreadLayout } from './spread-layout.ts';
import { sayExchange } from './texts.ts';
import { readInstant, waitOf } from './wait-times.ts';

const parameterSchema = z.looseObject({
  paramName: text,
  bindType: text,
  bindValue: text,
  bindNodeId: text,
  bindParamType: text,
  bindParamName: text,
});
const taskSchema = z.looseObject({
  nodeId: text,
  nodeName: text,
  nodeType: text,
  serviceId: text,
  serviceName: text,
  routineExpression: text,
  routineRaw: text,
  description: text,
  timeoutExpression: text,
  taskCategory: text,
  dynamicBind: text,
  bindNodeId: text,
  preCheck: text,
  paramInfos: z.array(parameterSchema).nullish(),
});
type Task = z.output<typeof taskSchema>;

/** What WeCube 2 wrote into a `.pds` file, decoded: base64 of this as JSON. */
export const wecube2Schema = z.looseObject({
  procDefKey: text,
  procDefName: text,
  procDefVersion: text,
  procDefData: z.string(),
  rootEntity: text,
  excludeMode: text,
  tags: text,
  permissionToRole: permissionsSchema,
  taskNodeInfos: z.array(taskSchema).nullish(),
});

type Reading = { zone: string; notes: Said[] };

/** Turns an export of WeCube 2 into a draft; its tasks are sub-process elements of a BPMN 2.0 process. */
export function readWecube2(file: z.output<typeof wecube2Schema>, zone: string): ReadDefinitions {
  const reading: Reading = { zone, notes: [] };
  const process = processOf(file);
  if ('fault' in process) return { ok: false, fault: process.fault };
  const tasks = new Map((file.taskNodeInfos ?? []).map((task) => [task.nodeId, task]));
  const flow = withoutBorderEvents(process, reading);
  const drawn = flow.nodes.map((node) => ({
    node: toNode(node, tasks.get(node.id) ?? null, flow, reading),
    middle: node.middle,
  }));
  const links = toLinks(flow, reading);
  const parted = drawn.reduce<DrawnGraph>((graph, one) => partGateway(one, graph, reading), { drawn, links });
  const named = namesApart(parted.drawn, reading.notes);
  const definition: ExchangedDefinition = {
    ...{ key: file.procDefKey, name: file.procDefName || file.procDefKey, description: file.tags },
    ...{ version: versionNumber(file.procDefVersion), rootEntity: file.rootEntity },
    ...{ group: '', conflictCheck: file.excludeMode !== 'N', isSubProcess: false, authorisedPlugins: [] },
    ...permissionsOf(file.permissionToRole),
    ...{ nodes: spreadLayout(named, parted.links), links: parted.links, notes: reading.notes },
  };
  return { ok: true, format: 'WECUBE_2', definitions: [definition] };
}

function processOf({ procDefData, procDefName }: z.output<typeof wecube2Schema>): BpmnProcess | { fault: Said } {
  try {
    return readBpmn(procDefData);
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    const reason = `line ${error.line}: ${error.message}`;
    return { fault: sayExchange('DEFINITION_FILE_UNREADABLE.process', { name: procDefName, reason }) };
  }
}

/** Events at the border of a task lead out of it sideways, which no orchestration here can do. */
function withoutBorderEvents({ nodes, flows }: BpmnProcess, { notes }: Reading): BpmnProcess {
  const border = nodes.filter(({ attachedTo }) => attachedTo !== null);
  const nameOf = (id: string | null) => nodes.find((node) => node.id === id)?.name || (id ?? '');
  for (const event of border)
    notes.push(sayExchange('IMPORT_EVENT_LEFT', { name: event.name || event.id, node: nameOf(event.attachedTo) }));
  const gone = new Set(border.map(({ id }) => id));
  return {
    nodes: nodes.filter(({ id }) => !gone.has(id)),
    flows: flows.filter(({ source, target }) => !gone.has(source) && !gone.has(target)),
  };
}

function toNode(drawn: BpmnNode, task: Task | null, { flows }: BpmnProcess, reading: Reading): DefinitionNode {
  const name = task?.nodeName.trim() || drawn.name;
  const incoming = flows.filter(({ target }) => target === drawn.id).length;
  const outgoing = flows.filter(({ source }) => source === drawn.id).length;
  const type = typeOf(drawn, task, { incoming, outgoing }, reading.notes);
  const node = { ...bareNode(drawn.id, type, name), description: task?.description ?? '' };
  if (type === 'TIME_INTERVAL' || type === 'DATE') return { ...node, ...timeOf(drawn, name, reading) };
  return task ? { ...node, ...workOf(task, type) } : node;
}

type Degrees = { incoming: number; outgoing: number };

function typeOf(drawn: BpmnNode, task: Task | null, { outgoing }: Degrees, notes: Said[]): NodeType {
  switch (drawn.element) {
    case 'startEvent':
      return 'START';
    case 'endEvent':
      return drawn.events.some((event) => /^(error|terminate|escalation|cancel)/.test(event)) ? 'ABNORMAL_END' : 'END';
    case 'parallelGateway':
    case 'inclusiveGateway':
      return outgoing > 1 ? 'FORK' : 'MERGE';
    case 'exclusiveGateway':
    case 'eventBasedGateway':
    case 'complexGateway':
      return outgoing > 1 ? 'DECISION' : 'DECISION_MERGE';
    case 'intermediateCatchEvent':
    case 'intermediateThrowEvent':
      if (drawn.timer?.kind === 'timeDate') return 'DATE';
      if (drawn.timer) return 'TIME_INTERVAL';
      break;
    default:
      if (/[tT]ask$|^subProcess$|^transaction$/.test(drawn.element)) return taskType(task, drawn);
      if (drawn.element === 'callActivity') return 'SUB_PROCESS';
  }
  notes.push(sayExchange('IMPORT_NODE_TYPE_UNKNOWN', { name: drawn.name || drawn.id, was: drawn.element }));
  return 'AUTOMATIC';
}

/** WeCube 2 tells its tasks apart by a category: SSTN calls a service, SUTN asks a person, SDTN writes data. */
function taskType(task: Task | null, drawn: BpmnNode): NodeType {
  if (task?.taskCategory === 'SUTN' || drawn.element === 'userTask') return 'HUMAN';
  return task?.taskCategory === 'SDTN' ? 'DATA' : 'AUTOMATIC';
}

function workOf(task: Task, type: NodeType): Partial<DefinitionNode> {
  const expression = task.routineExpression || task.routineRaw || null;
  const minutes = Number(task.timeoutExpression);
  const asNode = task.bindNodeId !== '' && /^(1|Y)$/i.test(task.dynamicBind);
  return {
    ...(type === 'DATA' ? { writes: readWrites(expression ?? '') } : { expression: asNode ? null : expression }),
    ...(asNode && { bindMode: 'AS_NODE', bindNodeId: task.bindNodeId }),
    ...(task.dynamicBind === '2' && { bindMode: 'AT_RUN_TIME' }),
    ...(minutes > 0 && { timeoutMs: minutes * 60_000 }),
    service: task.serviceName || task.serviceId || null,
    riskCheck: /^(Y|true)$/i.test(task.preCheck),
    parameters: (task.paramInfos ?? []).map(toParameter),
  };
}

function toParameter(one: z.output<typeof parameterSchema>): NodeParameter {
  const name = one.paramName;
  const none = { name, fromNodeId: null, fromParameter: null, fromSide: null, properties: null };
  if (one.bindType.toLowerCase() !== 'context') return { ...none, source: 'CONSTANT', value: one.bindValue };
  return {
    ...{ ...none, source: 'CONTEXT', value: null },
    ...{ fromNodeId: one.bindNodeId || null, fromParameter: one.bindParamName || null },
    fromSide: one.bindParamType.toUpperCase() === 'INPUT' ? 'INPUT' : 'OUTPUT',
  };
}

function timeOf(drawn: BpmnNode, name: string, { zone, notes }: Reading): Partial<DefinitionNode> {
  const text = drawn.timer?.text ?? '';
  if (drawn.timer?.kind === 'timeDate') {
    const instant = readInstant(text, zone);
    if (!instant) notes.push(sayExchange('IMPORT_TIMER_UNREADABLE', { name, text }));
    else if (instant.assumed) notes.push(sayExchange('IMPORT_ZONE_ASSUMED', { name, text, zone }));
    return { waitUntil: instant?.at ?? null };
  }
  const waitMs = waitOf(text);
  if (waitMs === null) notes.push(sayExchange('IMPORT_TIMER_UNREADABLE', { name, text }));
  else if (drawn.timer?.kind === 'timeCycle') notes.push(sayExchange('IMPORT_TIMER_ONCE', { name, text }));
  return { waitMs };
}

function toLinks({ nodes, flows }: BpmnProcess, { notes }: Reading): DefinitionLink[] {
  const elements = new Map(nodes.map((node) => [node.id, node]));
  return flows.flatMap((flow) => {
    const source = elements.get(flow.source);
    if (source && elements.has(flow.target))
      return [{ id: flow.id, source: flow.source, target: flow.target, label: labelOf(flow, source) }];
    notes.push(sayExchange('IMPORT_LINK_LEFT', { source: flow.source, target: flow.target }));
    return [];
  });
}

/** The name of a branch; where only its condition says it, the value that the condition compares with. */
function labelOf({ name, condition }: BpmnFlow, { element }: BpmnNode): string | null {
  if (name) return name;
  if (element !== 'exclusiveGateway' || !condition) return null;
  return /['"]([^'"]+)['"]/.exec(condition)?.[1] ?? condition;
}

type DrawnGraph = { drawn: readonly DrawnNode[]; links: readonly DefinitionLink[] };
const GATHERS = { FORK: 'MERGE', DECISION: 'DECISION_MERGE' } as const;

/** A gateway that gathers branches and splits them again becomes a node for each. */
function partGateway({ node, middle }: DrawnNode, { drawn, links }: DrawnGraph, { notes }: Reading): DrawnGraph {
  const incoming = links.filter(({ target }) => target === node.id);
  if ((node.type !== 'FORK' && node.type !== 'DECISION') || incoming.length < 2) return { drawn, links };
  notes.push(sayExchange('IMPORT_GATEWAY_PARTED', { name: node.name || node.id }));
  const gatherer = bareNode(`${node.id}_in`, GATHERS[node.type], node.name);
  const before = middle && { x: middle.x - BEFORE, y: middle.y };
  return {
    drawn: drawn.flatMap((one) => (one.node.id === node.id ? [{ node: gatherer, middle: before }, one] : [one])),
    links: [
      ...links.map((link) => (link.target === node.id ? { ...link, target: gatherer.id } : link)),
      { id: `${node.id}_joined`, source: gatherer.id, target: node.id, label: null },
    ],
  };
}

const BEFORE = 60;
