import { readFragment } from '../../gql/fragment-masking.ts';
import {
  type NodeType,
  type ParameterSide,
  ServiceParameterPartsFragmentDoc,
  type ServicePartsFragment,
} from '../../gql/graphql.ts';
import type { DesignNode, Draft } from './draft.ts';

const OFFERING: ReadonlySet<NodeType> = new Set<NodeType>(['START', 'AUTOMATIC', 'HUMAN', 'DATA']);
/** What a start offers: facts of the run. */
const START_CONTEXT = [
  'procDefName',
  'procDefKey',
  'procInstId',
  'procInstKey',
  'procInstName',
  'rootEntityName',
  'rootEntityId',
  'procStartTime',
  'procExecutor',
];

/** The nodes that come before another and have values to give. */
export function contextSources(draft: Draft, id: string): DesignNode[] {
  const before = upstreamOf(draft, id);
  return draft.nodes.filter((node) => before.has(node.id) && OFFERING.has(node.type));
}

export type Offered = { side: ParameterSide; names: string[] };

/** The values a node offers to later ones: what it answers, and what it was given. */
export function offeredBy(node: DesignNode, services: readonly ServicePartsFragment[]): Offered[] {
  if (node.type === 'START') return [{ side: 'OUTPUT', names: START_CONTEXT }];
  const service = services.find((one) => one.name === node.service);
  const namesOf = (parameters: ServicePartsFragment['inputs']) =>
    readFragment(ServiceParameterPartsFragmentDoc, parameters).map((one) => one.name);
  return [
    { side: 'OUTPUT' as const, names: namesOf(service?.outputs ?? []) },
    { side: 'INPUT' as const, names: namesOf(service?.inputs ?? []) },
  ].filter(({ names }) => names.length > 0);
}

function upstreamOf(draft: Draft, id: string): Set<string> {
  const found = new Set<string>();
  const open = [id];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const { source } of draft.links.filter((link) => link.target === at)) {
      if (found.has(source)) continue;
      found.add(source);
      open.push(source);
    }
  }
  return found;
}
