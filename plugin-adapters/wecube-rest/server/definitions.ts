import { askAll, PAGE } from './ask-all.ts';
import type { Ask } from './endpoint.ts';
import { found } from './problems.ts';

export type DefinitionNode = {
  id: string;
  name: string;
  type: keyof typeof TYPES;
  service: string | null;
  expression: string | null;
  timeoutMs: number;
  bindMode: string;
};
export type DefinitionLink = { source: string; target: string; label: string | null };
export type Definition = {
  id: string;
  key: string;
  name: string;
  description: string;
  version: number;
  status: string;
  rootEntity: string;
  createdBy: string;
  createdAt: string;
  updatedBy: string;
  updatedAt: string;
  nodes: DefinitionNode[];
  links: DefinitionLink[];
};

const HEAD = 'id key name description version status rootEntity createdBy createdAt updatedBy updatedAt';
const WHOLE = `${HEAD} nodes { id name type service expression timeoutMs bindMode } links { source target label }`;
const LIST = `query RestDefinitions($where: DefinitionFilter, $after: String) {
  list: definitions(where: $where, first: 200, after: $after) { nodes { ${HEAD} } ${PAGE} } }`;

/** Everything a plugin may start, each orchestration in its newest deployed version. */
export async function deployedDefinitions(ask: Ask, where: Record<string, unknown> = {}): Promise<Definition[]> {
  const all = await askAll<Definition>(ask, LIST, { where: { status: ['DEPLOYED'], ...where } });
  const newest = new Map<string, Definition>();
  for (const definition of all)
    if ((newest.get(definition.key)?.version ?? 0) < definition.version) newest.set(definition.key, definition);
  return [...newest.values()];
}

/** With its nodes and links; of a key its newest deployed version. */
export async function findDefinition(ask: Ask, idOrKey: string): Promise<Definition> {
  const byId = await definitionById(ask, idOrKey);
  if (byId) return byId;
  const [newest] = await deployedDefinitions(ask, { key: idOrKey });
  return found(newest && (await definitionById(ask, newest.id)), `orchestration ${idOrKey}`);
}

async function definitionById(ask: Ask, id: string): Promise<Definition | null> {
  const document = `query RestDefinition($id: ID!) { definition(id: $id) { ${WHOLE} } }`;
  return (await ask<{ definition: Definition | null }>(document, { id })).definition;
}

const STATUSES: Readonly<Record<string, string>> = { DRAFT: 'draft', DEPLOYED: 'deployed', DISABLED: 'disabled' };

/** A definition as lists show it. */
export const presentDefinition = (definition: Definition) => ({
  procDefId: definition.id,
  procDefKey: definition.key,
  procDefName: definition.name,
  procDefVersion: String(definition.version),
  status: STATUSES[definition.status] ?? definition.status,
  rootEntity: definition.rootEntity,
  rootEntityExpression: definition.rootEntity,
  createdTime: definition.createdAt,
  tags: '',
  excludeMode: 'N',
  procDefData: '',
});

/** The word that plugins know for each type of node. */
const TYPES = {
  START: 'start',
  END: 'end',
  ABNORMAL_END: 'abnormal',
  AUTOMATIC: 'automatic',
  HUMAN: 'human',
  DATA: 'data',
  SUB_PROCESS: 'subProc',
  FORK: 'fork',
  MERGE: 'merge',
  DECISION: 'decision',
  DECISION_MERGE: 'decisionMerge',
  TIME_INTERVAL: 'timeInterval',
  DATE: 'date',
} as const;

/** The nodes of a definition; those that call a service are numbered in the order in which they are reached. */
export async function presentNodes(ask: Ask, definition: Definition) {
  const order = orderOf(definition);
  const awaited = await servicesOfPersons(ask, definition);
  return definition.nodes.map((node) => {
    const isAwaited = node.service !== null && awaited.has(node.service);
    return {
      ...{ nodeDefId: node.id, nodeId: node.id, nodeName: node.name, description: '' },
      ...{ nodeType: isAwaited ? 'human' : TYPES[node.type], taskCategory: categoryOf(node, isAwaited) },
      orderedNo: String(order.get(node.id) ?? ''),
      ...{ procDefId: definition.id, procDefKey: definition.key, status: 'NotStarted' },
      ...{ routineExpression: node.expression ?? '', routineExp: node.expression ?? '' },
      ...{ serviceId: node.service ?? '', serviceName: node.service ?? '', timeout: String(node.timeoutMs / 60_000) },
      dynamicBind: node.bindMode === 'AT_RUN_TIME' ? 'Y' : 'N',
      previousNodeIds: definition.links.filter(({ target }) => target === node.id).map(({ source }) => source),
      succeedingNodeIds: definition.links.filter(({ source }) => source === node.id).map(({ target }) => target),
    };
  });
}

/** SSTN calls a service, SUTN waits for a person, SDTN writes objects. */
function categoryOf({ type }: DefinitionNode, isAwaited: boolean): string {
  if (type === 'HUMAN' || (type === 'AUTOMATIC' && isAwaited)) return 'SUTN';
  if (type === 'DATA') return 'SDTN';
  return type === 'AUTOMATIC' ? 'SSTN' : '';
}

const PERSONS = new Set(['APPROVAL', 'DYNAMICFORM']);

async function servicesOfPersons(ask: Ask, { nodes }: Definition): Promise<ReadonlySet<string>> {
  const names = [...new Set(nodes.flatMap(({ service }) => service ?? []))];
  if (names.length === 0) return new Set();
  const document = `query RestServiceTypes($where: ServiceFilter, $after: String) {
    list: services(where: $where, first: 200, after: $after) { nodes { name type } ${PAGE} } }`;
  const found = await askAll<{ name: string; type: string }>(ask, document, { where: { name: { in: names } } });
  return new Set(found.filter(({ type }) => PERSONS.has(type)).map(({ name }) => name));
}

const NUMBERED: ReadonlySet<string> = new Set(['AUTOMATIC', 'HUMAN', 'DATA', 'SUB_PROCESS']);

/** Breadth first from the start: 1 for the first node with a service. */
function orderOf({ nodes, links }: Definition): ReadonlyMap<string, number> {
  const order = new Map<string, number>();
  const seen = new Set<string>();
  const queue = nodes.filter(({ type }) => type === 'START').map(({ id }) => id);
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    if (seen.has(id)) continue;
    seen.add(id);
    if (NUMBERED.has(nodes.find((node) => node.id === id)?.type ?? '')) order.set(id, order.size + 1);
    queue.push(...links.filter(({ source }) => source === id).map(({ target }) => target));
  }
  return order;
}
