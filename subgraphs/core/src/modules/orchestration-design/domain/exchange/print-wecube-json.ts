import type { DefinitionNode, DefinitionRecord, NodeParameter } from '../definition.ts';
import { NODE_TYPES_OF_ORIGINAL, WAIT_UNITS } from './original-words.ts';
import { printWrites } from './original-writes.ts';
import { middleOf } from './spread-layout.ts';
import { printLocal } from './wait-times.ts';

/** The file's text, and what of it the present WeCube has no words for. */
export type PrintedWecube = { content: string; lost: readonly { name: string; what: string }[] };

/** Prints definitions in the form that the present WeCube imports; local times are those of `zone`. */
export function printWecube(definitions: readonly DefinitionRecord[], zone: string): PrintedWecube {
  const lost: { name: string; what: string }[] = [];
  const ids = new Map(definitions.map(({ key, id }) => [key, id]));
  const elements = definitions.map((one) => ({
    procDef: {
      ...{ id: one.id, key: one.key, name: one.name, version: `v${one.version}`, rootEntity: one.rootEntity },
      ...{ status: one.status.toLowerCase(), tags: one.description, authPlugins: one.authorisedPlugins },
      ...{ scene: one.group, conflictCheck: one.conflictCheck, subProc: one.isSubProcess },
      ...{ createdBy: one.createdBy, createdTime: printLocal(one.createdAt.toISOString(), zone) },
      ...{ updatedBy: one.updatedBy, updatedTime: printLocal(one.updatedAt.toISOString(), zone) },
    },
    permissionToRole: { MGMT: one.mgmtRoles, USE: one.useRoles },
    taskNodeInfos: {
      nodes: one.nodes.map((node, index) => printNode(node, one, { index, ids, zone, lost })),
      edges: one.links.map(({ id, source, target, label }) => ({
        procDefId: one.id,
        customAttrs: { id: `${source}__${target}`, name: label ?? '', source, target },
        selfAttrs: JSON.stringify({ id, source, target, label: label ?? '' }),
      })),
    },
  }));
  return { content: `${JSON.stringify(elements, null, 2)}\n`, lost };
}

type Printing = {
  index: number;
  ids: ReadonlyMap<string, string>;
  zone: string;
  lost: { name: string; what: string }[];
};

const TYPE_WORDS = new Map(Object.entries(NODE_TYPES_OF_ORIGINAL).map(([word, type]) => [type, word]));
const BIND_WORDS = { AT_START: 0, AS_NODE: 1, AT_RUN_TIME: 2 } as const;

function printNode(node: DefinitionNode, definition: DefinitionRecord, { index, ids, zone, lost }: Printing) {
  const lose = (what: string) => lost.push({ name: node.name, what });
  if (node.rowsPerCall !== null) lose('rowsPerCall');
  if (node.subProcessKey && !ids.has(node.subProcessKey)) lose('subProcessKey');
  const context = node.parameters.flatMap(({ source, fromNodeId }) =>
    source === 'CONTEXT' && fromNodeId ? [fromNodeId] : [],
  );
  return {
    customAttrs: {
      ...{ id: node.id, name: node.name, status: definition.status.toLowerCase(), procDefId: definition.id },
      ...{ nodeType: TYPE_WORDS.get(node.type), timeout: Math.round(node.timeoutMs / 60_000) },
      ...{ description: node.description, dynamicBind: BIND_WORDS[node.bindMode], bindNodeId: node.bindNodeId ?? '' },
      routineExpression: node.type === 'DATA' ? printWrites(node.writes) : (node.expression ?? ''),
      ...{ serviceName: node.service ?? '', riskCheck: node.riskCheck },
      paramInfos: node.parameters.flatMap((parameter) => printParameter(node, parameter, lose)),
      ...{
        contextParamNodes: [...new Set(context)].join(','),
        timeConfig: printTime(node, zone),
        orderedNo: index + 1,
      },
      ...{ allowContinue: node.allowSkip, subProcDefId: ids.get(node.subProcessKey ?? '') ?? '' },
      ...{ subProcDefName: '', subProcDefVersion: node.subProcessVersion ? `v${node.subProcessVersion}` : '' },
    },
    selfAttrs: JSON.stringify({ id: node.id, label: node.name, type: TYPE_WORDS.get(node.type), ...middleOf(node) }),
  };
}

function printParameter(node: DefinitionNode, one: NodeParameter, lose: (what: string) => void) {
  if (one.source !== 'CONSTANT' && one.source !== 'CONTEXT') {
    lose(`parameters.${one.name}`);
    return [];
  }
  const isContext = one.source === 'CONTEXT';
  return [
    {
      ...{ nodeId: node.id, paramName: one.name, bindType: isContext ? 'context' : 'constant' },
      ...{ bindValue: one.value ?? '', bindNodeId: one.fromNodeId ?? '', bindParamName: one.fromParameter ?? '' },
      ...{ bindParamType: one.fromSide === 'INPUT' ? 'input' : 'output', required: 'N' },
    },
  ];
}

/** The largest unit that divides the wait, since the present WeCube counts in whole units. */
function printTime({ type, waitMs, waitUntil }: DefinitionNode, zone: string): string {
  if (type === 'DATE' && waitUntil)
    return JSON.stringify({ date: printLocal(waitUntil, zone), duration: '', unit: '' });
  if (type !== 'TIME_INTERVAL' || !waitMs) return '';
  const units = Object.entries(WAIT_UNITS).reverse();
  const [unit, ms] = units.find(([, one]) => waitMs % one === 0) ?? ['sec', 1_000];
  return JSON.stringify({ date: '', duration: Math.max(1, Math.round(waitMs / ms)), unit });
}
