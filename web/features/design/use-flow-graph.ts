import { useMemo, useRef } from 'react';
import { type FlowEdge, type FlowNode, toFlowEdge, toFlowNode } from '../../components/flow/flow-types.ts';
import type { DefinitionDetailFragment } from '../../gql/graphql.ts';
import { type Box, boxes } from '../../lib/flow/geometry.ts';
import { isBar } from '../../lib/flow/node-shapes.ts';
import type { DesignNode, Draft } from './draft.ts';
import { same } from './same.ts';
import type { Selection } from './selection.ts';

type Problems = DefinitionDetailFragment['problems'];
export type NodeChange = 'added' | 'removed' | 'changed';
export type Decoration = {
  /** What stands under a node's name. */
  detailOf: (node: DesignNode) => string;
  problems: Problems;
  /** How many open comments a node has. */
  comments: ReadonlyMap<string, number>;
  /** What became of nodes and links, where two versions are compared. */
  changes: ReadonlyMap<string, NodeChange>;
  editable: boolean;
  onInsert?: (linkId: string, at: { x: number; y: number }) => void;
};

/**
 * The drawing as the canvas takes it. What did not change keeps its identity, so that a change of one node in five
 * hundred draws one node.
 */
export function useFlowGraph(draft: Draft, selection: Selection, decoration: Decoration) {
  const { detailOf, problems, comments, changes, editable, onInsert } = decoration;
  const places = useMemo(() => boxes(draft.nodes, draft.links), [draft.nodes, draft.links]);
  const flags = useMemo(() => flagsOf(problems), [problems]);
  const keptNodes = useRef(new Map<string, Kept<FlowNode>>());
  const keptEdges = useRef(new Map<string, Kept<FlowEdge>>());
  const nodes = useMemo(() => {
    const selected = new Set(selection.nodes);
    return keep(keptNodes.current, draft.nodes, (node) => {
      const links = isBar(node.type) ? draft.links : NO_LINKS;
      const data = {
        name: node.name,
        detail: detailOf(node),
        flag: flags.get(node.id),
        comments: comments.get(node.id),
        change: changes.get(node.id),
        designing: editable,
      };
      const around = isBar(node.type) ? aroundBar(node.id, places, draft) : '';
      const inputs = [node.type, places.get(node.id), selected.has(node.id), data, around];
      return [inputs, () => toFlowNode({ ...node, selected: selected.has(node.id), data }, places, links)];
    });
  }, [draft, places, flags, selection.nodes, detailOf, comments, changes, editable]);
  const edges = useMemo(() => {
    const types = new Map(draft.nodes.map((node) => [node.id, node.type]));
    const selected = new Set(selection.links);
    return keep(keptEdges.current, draft.links, (link) => {
      const more = {
        selected: selected.has(link.id),
        data: {
          kind: 'plain' as const,
          label: link.label,
          change: changes.get(link.id),
          onInsert: editable ? onInsert : undefined,
        },
      };
      const ends = [link.source, link.target].map((id) => [types.get(id), places.get(id)]);
      return [[link, ends, more.selected, more.data], () => toFlowEdge(link, types, places, 'plain', more)];
    });
  }, [draft, places, selection.links, changes, editable, onInsert]);
  return { nodes, edges };
}

type Kept<T> = { inputs: unknown[]; made: T };
const NO_LINKS: Draft['links'] = [];

/** Makes what is new or changed, takes the rest as it was made before, and forgets what is gone. */
function keep<Item extends { id: string }, T>(
  kept: Map<string, Kept<T>>,
  items: readonly Item[],
  plan: (item: Item) => [inputs: unknown[], make: () => T],
): T[] {
  const before = new Map(kept);
  kept.clear();
  return items.map((item) => {
    const [inputs, make] = plan(item);
    const was = before.get(item.id);
    const now = was && same(was.inputs, inputs) ? was : { inputs, made: make() };
    kept.set(item.id, now);
    return now.made;
  });
}

/** Where the ends of a bar's links stand: they move its ports. */
function aroundBar(id: string, places: Map<string, Box>, draft: Draft): string {
  return draft.links
    .filter((link) => link.source === id || link.target === id)
    .map((link) => `${link.id} ${places.get(link.source === id ? link.target : link.source)?.y}`)
    .join();
}

function flagsOf(problems: Problems): Map<string, 'failed' | 'warning'> {
  const flags = new Map<string, 'failed' | 'warning'>();
  for (const { nodeId, level } of problems) {
    if (nodeId && flags.get(nodeId) !== 'failed') flags.set(nodeId, level === 'ERROR' ? 'failed' : 'warning');
  }
  return flags;
}
