import { Document, isSeq, visit } from 'yaml';
import { z } from 'zod';
import {
  BIND_MODES,
  DEFAULT_TIMEOUT_MS,
  type DefinitionLink,
  type DefinitionNode,
  NODE_TYPES,
  type NodeParameter,
  PARAMETER_SOURCES,
} from '../definition.ts';
import { bareNode, type ExchangedDefinition, type ReadDefinitions } from './exchanged-definition.ts';
import { sayExchange } from './texts.ts';

export const FILE_FORMAT = 'wecube.orchestrations/1';

type FileParameter = {
  name: string;
  source: (typeof PARAMETER_SOURCES)[number];
  value?: string | undefined;
  fromNode?: string | undefined;
  fromParameter?: string | undefined;
  fromSide?: 'INPUT' | 'OUTPUT' | undefined;
  properties?: FileParameter[] | undefined;
};
const parameterSchema: z.ZodType<FileParameter> = z.strictObject({
  name: z.string(),
  source: z.enum(PARAMETER_SOURCES),
  value: z.string().optional(),
  fromNode: z.string().optional(),
  fromParameter: z.string().optional(),
  fromSide: z.enum(['INPUT', 'OUTPUT']).optional(),
  properties: z.lazy(() => z.array(parameterSchema)).optional(),
});

const count = z.number().int().min(1);
const nodeSchema = z.strictObject({
  id: z.string().min(1),
  name: z.string(),
  type: z.enum(NODE_TYPES),
  at: z.tuple([z.number(), z.number()]),
  description: z.string().optional(),
  expression: z.string().optional(),
  bindMode: z.enum(BIND_MODES).optional(),
  bindNode: z.string().optional(),
  service: z.string().optional(),
  timeoutMs: z.number().int().optional(),
  riskCheck: z.boolean().optional(),
  allowSkip: z.boolean().optional(),
  rowsPerCall: count.optional(),
  parallelCalls: count.optional(),
  subProcess: z.string().optional(),
  subProcessVersion: count.optional(),
  waitMs: z.number().int().optional(),
  waitUntil: z.string().optional(),
  writes: z.array(z.strictObject({ expression: z.string(), operation: z.string() })).optional(),
  parameters: z.array(parameterSchema).optional(),
});
const linkSchema = z.strictObject({
  from: z.string(),
  to: z.string(),
  label: z.string().optional(),
  id: z.string().min(1),
});
const orchestrationSchema = z.strictObject({
  key: z.string().min(1).max(64),
  name: z.string(),
  version: count,
  description: z.string().optional(),
  rootEntity: z.string(),
  group: z.string().optional(),
  isSubProcess: z.boolean().optional(),
  conflictCheck: z.boolean().optional(),
  authorisedPlugins: z.array(z.string()).optional(),
  roles: z.strictObject({ MGMT: z.array(z.string()).optional(), USE: z.array(z.string()).optional() }).optional(),
  nodes: z.array(nodeSchema),
  links: z.array(linkSchema),
});
const fileSchema = z.strictObject({ format: z.literal(FILE_FORMAT), orchestrations: z.array(orchestrationSchema) });

/**
 * Orchestrations as YAML, the same text for the same content: nodes by id, links by their ends, without people and
 * times, and without what goes without saying, so that a change of one property is a change of one line.
 */
export function printOrchestrations(definitions: readonly Omit<ExchangedDefinition, 'notes'>[]): string {
  const sorted = [...definitions].sort((a, b) => compare(a.key, b.key));
  const file: z.input<typeof fileSchema> = { format: FILE_FORMAT, orchestrations: sorted.map(printOne) };
  const document = new Document(file, { aliasDuplicateObjects: false });
  // A node that is moved changes one line.
  visit(document, {
    Pair: (_, { key, value }) => {
      if (String(key) === 'at' && isSeq(value)) value.flow = true;
    },
  });
  return document.toString({ lineWidth: 0 });
}

function printOne(one: Omit<ExchangedDefinition, 'notes'>): z.input<typeof orchestrationSchema> {
  const roles = told({ MGMT: [...one.mgmtRoles].sort(), USE: [...one.useRoles].sort() });
  return {
    ...{ key: one.key, name: one.name, version: one.version, ...told({ description: one.description }) },
    rootEntity: one.rootEntity,
    ...told({ group: one.group, isSubProcess: one.isSubProcess }),
    ...(!one.conflictCheck && { conflictCheck: false }),
    ...told({ authorisedPlugins: [...one.authorisedPlugins].sort() }),
    ...(Object.keys(roles).length > 0 && { roles }),
    nodes: [...one.nodes].sort((a, b) => compare(a.id, b.id)).map(printNode),
    links: [...one.links]
      .sort((a, b) => compare(a.source, b.source) || compare(a.target, b.target) || compare(a.id, b.id))
      .map(({ id, source, target, label }) => ({ from: source, to: target, ...told({ label }), id })),
  };
}

function printNode(node: DefinitionNode): z.input<typeof nodeSchema> {
  const usual = bareNode(node.id, node.type, node.name);
  const unusual = <Key extends keyof DefinitionNode>(key: Key) => (node[key] === usual[key] ? null : node[key]);
  return {
    ...{ id: node.id, name: node.name, type: node.type, at: [node.x, node.y] },
    ...told({
      ...{ description: node.description, expression: node.expression, bindMode: unusual('bindMode') },
      ...{ bindNode: node.bindNodeId, service: node.service, timeoutMs: unusual('timeoutMs') },
      ...{ riskCheck: node.riskCheck, allowSkip: node.allowSkip, rowsPerCall: node.rowsPerCall },
      ...{ parallelCalls: unusual('parallelCalls'), subProcess: node.subProcessKey },
      ...{ subProcessVersion: node.subProcessVersion, waitMs: node.waitMs, waitUntil: node.waitUntil },
      ...{ writes: node.writes.map((write) => ({ ...write })), parameters: node.parameters.map(printParameter) },
    }),
  };
}

function printParameter(one: NodeParameter): FileParameter {
  return {
    ...{ name: one.name, source: one.source },
    ...(one.value !== null && { value: one.value }),
    ...told({ fromNode: one.fromNodeId, fromParameter: one.fromParameter, fromSide: one.fromSide }),
    ...(one.properties && { properties: one.properties.map(printParameter) }),
  };
}

/** The orchestrations of a parsed file of this platform, or what is wrong with it and where. */
export function readOrchestrations(parsed: unknown): ReadDefinitions {
  const result = fileSchema.safeParse(parsed);
  if (result.success) {
    return { ok: true, format: 'YAML', definitions: result.data.orchestrations.map(readOne) };
  }
  const [issue] = result.error.issues;
  const reason = `${issue?.path.join('.') || 'the file'}: ${issue?.message ?? ''}`;
  return { ok: false, fault: sayExchange('DEFINITION_FILE_UNREADABLE.broken', { reason }) };
}

function readOne(one: z.output<typeof orchestrationSchema>): ExchangedDefinition {
  return {
    ...{ key: one.key, name: one.name, version: one.version, description: one.description ?? '' },
    ...{ rootEntity: one.rootEntity, group: one.group ?? '', isSubProcess: one.isSubProcess ?? false },
    ...{ conflictCheck: one.conflictCheck ?? true, authorisedPlugins: one.authorisedPlugins ?? [] },
    ...{ mgmtRoles: one.roles?.MGMT ?? [], useRoles: one.roles?.USE ?? [], notes: [] },
    nodes: one.nodes.map(readNode),
    links: one.links.map(readLink),
  };
}

function readNode(one: z.output<typeof nodeSchema>): DefinitionNode {
  const usual = bareNode(one.id, one.type, one.name);
  return {
    ...{ ...usual, x: one.at[0], y: one.at[1], description: one.description ?? '' },
    ...{ expression: one.expression ?? null, bindMode: one.bindMode ?? usual.bindMode },
    ...{ bindNodeId: one.bindNode ?? null, service: one.service ?? null },
    ...{ timeoutMs: one.timeoutMs ?? DEFAULT_TIMEOUT_MS, riskCheck: one.riskCheck ?? false },
    ...{ allowSkip: one.allowSkip ?? false, rowsPerCall: one.rowsPerCall ?? null },
    ...{ parallelCalls: one.parallelCalls ?? usual.parallelCalls, subProcessKey: one.subProcess ?? null },
    ...{ subProcessVersion: one.subProcessVersion ?? null, waitMs: one.waitMs ?? null },
    ...{ waitUntil: one.waitUntil ?? null, writes: one.writes ?? [] },
    parameters: (one.parameters ?? []).map(readParameter),
  };
}

const readParameter = (one: FileParameter): NodeParameter => ({
  ...{ name: one.name, source: one.source, value: one.value ?? null, fromNodeId: one.fromNode ?? null },
  ...{ fromParameter: one.fromParameter ?? null, fromSide: one.fromSide ?? null },
  properties: one.properties?.map(readParameter) ?? null,
});

const readLink = ({ id, from, to, label }: z.output<typeof linkSchema>): DefinitionLink => ({
  ...{ id, source: from, target: to, label: label ?? null },
});

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

type Told<T> = { [Key in keyof T]?: Exclude<T[Key], null | false> };

/** Without null, false, empty texts and empty lists, which go without saying. */
function told<T extends object>(fields: T): Told<T> {
  const isTold = (value: unknown) =>
    value !== null && value !== undefined && value !== false && (value as { length?: number }).length !== 0;
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => isTold(value))) as Told<T>;
}
