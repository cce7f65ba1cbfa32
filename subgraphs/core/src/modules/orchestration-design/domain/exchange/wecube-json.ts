import type { Said } from '@wecube/kit';
import { z } from 'zod';
import type { DefinitionLink, DefinitionNode, NodeParameter, NodeType } from '../definition.ts';
import { bareNode, type ExchangedDefinition, type ReadDefinitions, versionNumber } from './exchanged-definition.ts';
import { namesApart } from './names-apart.ts';
import { permissionsOf, permissionsSchema, text } from './original-fields.ts';
import { NODE_TYPES_OF_ORIGINAL, WAIT_UNITS } from './original-words.ts';
import { readWrites } from './original-writes.ts';
import { type DrawnNode, spreadLayout } from './spread-layout.ts';
import { sayExchange } from './texts.ts';
import { readInstant } from './wait-times.ts';

const flag = z.union([z.boolean(), z.string(), z.number()]).nullish();
const isSet = (value: z.output<typeof flag>) => value === true || /^(true|Y|1)$/i.test(String(value ?? ''));

const parameterSchema = z.looseObject({
  paramName: text,
  bindType: text,
  bindValue: text,
  bindNodeId: text,
  bindParamType: text,
  bindParamName: text,
});
const nodeSchema = z.looseObject({
  id: text,
  name: text,
  nodeType: text,
  timeout: text,
  description: text,
  dynamicBind: text,
  bindNodeId: text,
  routineExpression: text,
  serviceName: text,
  riskCheck: flag,
  paramInfos: z.array(parameterSchema).nullish(),
  timeConfig: z.unknown(),
  allowContinue: flag,
  subProcDefId: text,
  subProcDefName: text,
  subProcDefVersion: text,
});
const drawingSchema = z.looseObject({
  id: text,
  x: z.coerce.number().catch(Number.NaN),
  y: z.coerce.number().catch(Number.NaN),
});
const linkSchema = z.looseObject({ id: text, name: text, source: text, target: text });

/** One element of the array that the present WeCube exports; source: its definition export. */
export const wecubeSchema = z.looseObject({
  procDef: z.looseObject({
    id: text,
    key: text,
    name: text,
    version: text,
    rootEntity: text,
    tags: text,
    authPlugins: z.array(z.string()).nullish(),
    scene: text,
    conflictCheck: flag,
    subProc: flag,
  }),
  permissionToRole: permissionsSchema,
  taskNodeInfos: z.looseObject({
    nodes: z.array(z.looseObject({ customAttrs: nodeSchema, selfAttrs: z.unknown() })).nullish(),
    edges: z.array(z.looseObject({ customAttrs: linkSchema, selfAttrs: z.unknown() })).nullish(),
  }),
});
type File = z.output<typeof wecubeSchema>;
type FileNode = NonNullable<File['taskNodeInfos']['nodes']>[number];

type Reading = {
  zone: string;
  notes: Said[];
  /** A node's id here by either id the file gives it: that of its row and that on the canvas. */
  ids: ReadonlyMap<string, string>;
  /** Keys of the orchestrations in the file by their ids there. */
  children: ReadonlyMap<string, string>;
};

/** Turns what the present WeCube exports into drafts. */
export function readWecube(files: readonly File[], zone: string): ReadDefinitions {
  const children = new Map(files.map(({ procDef }) => [procDef.id, procDef.key]));
  return { ok: true, format: 'WECUBE_JSON', definitions: files.map((file) => readOne(file, zone, children)) };
}

function readOne(file: File, zone: string, children: ReadonlyMap<string, string>): ExchangedDefinition {
  const { procDef, taskNodeInfos } = file;
  const nodes = taskNodeInfos.nodes ?? [];
  const reading: Reading = { zone, notes: [], ids: idsOf(nodes), children };
  const drawn = nodes.map((node) => toDrawn(node, reading));
  const links = (taskNodeInfos.edges ?? []).flatMap((edge) => toLink(edge, reading));
  return {
    ...{ key: procDef.key, name: procDef.name || procDef.key, description: procDef.tags },
    ...{ version: versionNumber(procDef.version), rootEntity: procDef.rootEntity, group: procDef.scene },
    conflictCheck:
      procDef.conflictCheck === undefined || procDef.conflictCheck === null || isSet(procDef.conflictCheck),
    isSubProcess: isSet(procDef.subProc),
    authorisedPlugins: (procDef.authPlugins ?? []).filter((name) => name !== ''),
    ...permissionsOf(file.permissionToRole),
    nodes: spreadLayout(namesApart(drawn, reading.notes), links),
    links,
    notes: reading.notes,
  };
}

function idsOf(nodes: readonly FileNode[]): Map<string, string> {
  return new Map(
    nodes.flatMap((node) => {
      const canvas = drawingOf(node).id;
      const own = canvas || node.customAttrs.id;
      return [canvas, node.customAttrs.id].filter((id) => id !== '').map((id) => [id, own] as const);
    }),
  );
}

function toDrawn(node: FileNode, reading: Reading): DrawnNode {
  const { customAttrs: own } = node;
  const { id, x, y } = drawingOf(node);
  const type = typeOf(own, reading.notes);
  const middle = Number.isFinite(x) && Number.isFinite(y) ? { x, y } : null;
  const base = { ...bareNode(id || own.id, type, own.name), description: own.description };
  return { node: { ...base, ...workOf(own, type, reading) }, middle };
}

function typeOf({ name, nodeType }: FileNode['customAttrs'], notes: Said[]): NodeType {
  const type = NODE_TYPES_OF_ORIGINAL[nodeType];
  if (type) return type;
  notes.push(sayExchange('IMPORT_NODE_TYPE_UNKNOWN', { name, was: nodeType }));
  return 'AUTOMATIC';
}

function workOf(own: FileNode['customAttrs'], type: NodeType, reading: Reading): Partial<DefinitionNode> {
  if (type === 'TIME_INTERVAL' || type === 'DATE')
    return { allowSkip: isSet(own.allowContinue), ...timeOf(own, type, reading) };
  const minutes = Number(own.timeout);
  return {
    ...(type === 'DATA'
      ? { writes: readWrites(own.routineExpression) }
      : { expression: own.routineExpression || null }),
    ...bindingOf(own, reading),
    ...(minutes > 0 && { timeoutMs: minutes * 60_000 }),
    ...(type === 'SUB_PROCESS' && childOf(own, reading)),
    service: own.serviceName || null,
    riskCheck: isSet(own.riskCheck),
    allowSkip: isSet(own.allowContinue),
    parameters: (own.paramInfos ?? []).map((one) => toParameter(one, reading)),
  };
}

function bindingOf({ dynamicBind, bindNodeId }: FileNode['customAttrs'], { ids }: Reading): Partial<DefinitionNode> {
  if (dynamicBind === '2') return { bindMode: 'AT_RUN_TIME' };
  if (dynamicBind !== '1') return {};
  return { bindMode: 'AS_NODE', bindNodeId: ids.get(bindNodeId) ?? (bindNodeId || null) };
}

function childOf(own: FileNode['customAttrs'], { children, notes }: Reading): Partial<DefinitionNode> {
  const key = children.get(own.subProcDefId);
  if (key) return { subProcessKey: key };
  const child = [own.subProcDefName || own.subProcDefId, own.subProcDefVersion].filter(Boolean).join(' ');
  notes.push(sayExchange('IMPORT_CHILD_UNKNOWN', { name: own.name, child }));
  return {};
}

function toParameter(one: z.output<typeof parameterSchema>, { ids }: Reading): NodeParameter {
  const none = { name: one.paramName, fromNodeId: null, fromParameter: null, fromSide: null, properties: null };
  if (one.bindType !== 'context') return { ...none, source: 'CONSTANT', value: one.bindValue };
  return {
    ...{ ...none, source: 'CONTEXT', value: null },
    ...{ fromNodeId: ids.get(one.bindNodeId) ?? (one.bindNodeId || null), fromParameter: one.bindParamName || null },
    fromSide: one.bindParamType === 'input' ? 'INPUT' : 'OUTPUT',
  };
}

function timeOf(own: FileNode['customAttrs'], type: NodeType, { zone, notes }: Reading): Partial<DefinitionNode> {
  const { date, duration, unit } = timeConfigOf(own.timeConfig);
  if (type === 'DATE') {
    const instant = readInstant(date, zone);
    if (!instant) notes.push(sayExchange('IMPORT_TIMER_UNREADABLE', { name: own.name, text: date }));
    else if (instant.assumed) notes.push(sayExchange('IMPORT_ZONE_ASSUMED', { name: own.name, text: date, zone }));
    return { waitUntil: instant?.at ?? null };
  }
  const waitMs = Number(duration) * (WAIT_UNITS[unit] ?? Number.NaN);
  if (waitMs > 0) return { waitMs };
  notes.push(sayExchange('IMPORT_TIMER_UNREADABLE', { name: own.name, text: [duration, unit].join(' ').trim() }));
  return {};
}

const timeSchema = z.looseObject({ date: text, duration: text, unit: text });
const timeConfigOf = (value: unknown) => timeSchema.catch({ date: '', duration: '', unit: '' }).parse(parsed(value));

function toLink(edge: NonNullable<File['taskNodeInfos']['edges']>[number], { ids, notes }: Reading): DefinitionLink[] {
  const drawing = linkSchema.partial().catch({}).parse(parsed(edge.selfAttrs));
  const { id, name, source, target } = edge.customAttrs;
  const ends = { source: source || (drawing.source ?? ''), target: target || (drawing.target ?? '') };
  const [from, to] = [ids.get(ends.source), ids.get(ends.target)];
  if (from && to) return [{ id: drawing.id || id || `${from}__${to}`, source: from, target: to, label: name || null }];
  notes.push(sayExchange('IMPORT_LINK_LEFT', ends));
  return [];
}

const drawingOf = ({ selfAttrs }: FileNode) =>
  drawingSchema.catch({ id: '', x: Number.NaN, y: Number.NaN }).parse(parsed(selfAttrs));

/** Canvas attributes are JSON as a text, or the object itself. */
function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return value ?? {};
  try {
    return JSON.parse(value || '{}');
  } catch {
    return {};
  }
}
