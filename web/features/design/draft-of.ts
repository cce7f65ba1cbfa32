import { readFragment } from '../../gql/fragment-masking.ts';
import {
  type DefinitionDetailFragment,
  DefinitionRowFragmentDoc,
  DesignNodePartsFragmentDoc,
  type NodeParameterInput,
  type SaveDraftInput,
} from '../../gql/graphql.ts';
import type { DesignNode, DesignParameter, Draft } from './draft.ts';

/** Turns a definition as the API gives it into what a person edits. */
export function toDraft(detail: DefinitionDetailFragment): Draft {
  const row = readFragment(DefinitionRowFragmentDoc, detail);
  const nodes = readFragment(DesignNodePartsFragmentDoc, detail.nodes);
  return {
    name: row.name,
    description: row.description,
    rootEntity: row.rootEntity,
    isSubProcess: row.isSubProcess,
    group: row.group,
    conflictCheck: detail.conflictCheck,
    authorisedPlugins: [...detail.authorisedPlugins],
    mgmtRoles: [...detail.mgmtRoles],
    useRoles: [...detail.useRoles],
    nodes: nodes.map((node) => ({ ...node })),
    links: detail.links.map((link) => ({ ...link })),
  };
}

/** The draft as it is saved. */
export function toInput(id: string, rowVersion: number, draft: Draft): SaveDraftInput {
  const { nodes, links, ...own } = draft;
  return {
    id,
    rowVersion,
    ...own,
    nodes: nodes.map(toNodeInput),
    links: links.map((link) => ({
      id: link.id,
      source: link.source,
      target: link.target,
      label: link.label ?? null,
    })),
  };
}

function toNodeInput(node: DesignNode): SaveDraftInput['nodes'][number] {
  const { id, name, type, description, x, y, expression, bindMode, bindNodeId, service, timeoutMs } = node;
  const { riskCheck, allowSkip, rowsPerCall, parallelCalls, subProcessKey, subProcessVersion } = node;
  return {
    ...{ id, name, type, description, x, y, expression, bindMode, bindNodeId, service, timeoutMs },
    ...{ riskCheck, allowSkip, rowsPerCall, parallelCalls, subProcessKey, subProcessVersion },
    waitMs: node.waitMs,
    waitUntil: node.waitUntil,
    writes: node.writes.map((write) => ({ expression: write.expression, operation: write.operation })),
    parameters: node.parameters.map(toParameterInput),
  };
}

function toParameterInput(one: DesignParameter): NodeParameterInput {
  return {
    name: one.name,
    source: one.source,
    value: one.value ?? null,
    fromNodeId: one.fromNodeId ?? null,
    fromParameter: one.fromParameter ?? null,
    fromSide: one.fromSide ?? null,
    properties: one.properties?.map(toParameterInput) ?? null,
  };
}
