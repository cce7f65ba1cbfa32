import { useMemo, useRef } from 'react';
import { type FlowEdge, type FlowNode, toFlowEdge, toFlowNode } from '../../components/flow/flow-types.ts';
import type { DefinitionDetailFragment } from '../../gql/graphql.ts';
import { type Box, boxes } from '../../lib/flow/geometry.ts';
import { isBar } from '../../lib/flow/node-shapes.ts';
import type { DesignNode, Draft } from './draft.ts';
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
      const on = selected.has(node.id);
      const bar = isBar(node.type);
      const [flag, count, change] = [flags.get(node.id), comments.get(node.id), changes.get(node.id)];
      const around = bar ? aroundBar(node.id, places, draft.links) : '';
      const make = () => {
        const data = { name: node.name, detail: detailOf(node), flag, comments: count, change, designing: editable };
        return toFlowNode({ ...node, selected: on, data }, places, bar ? draft.links : NO_LINKS);
      };
      return [[node, detailOf, ...numbers(places.get(node.id)), on, flag, count, change, editable, around], make];
    });
  }, [draft, places, flags, selection.nodes, detailOf, comments, changes, editable]);
  const edges = useMemo(() => {
    const types = new Map(draft.nodes.map((node) => [node.id, node.type]));
    const selected = new Set(selection.links);
    const insert = editable ? onInsert : undefined;
    return keep(keptEdges.current, draft.links, (link) => {
      const on = selected.has(link.id);
      const change = changes.get(link.id);
      const make = () => {
        const data = { kind: 'plain' as const, label: link.label, change, onInsert: insert };
        return toFlowEdge(link, types, places, 'plain', { selected: on, data });
      };
      const ends = [link.source, link.target].flatMap((id) => [types.get(id), ...numbers(places.get(id))]);
      return [[link, ...ends, on, change, insert], make];
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
    const unchanged = was?.inputs.length === inputs.length && was.inputs.every((one, at) => one === inputs[at]);
    const now = was && unchanged ? was : { inputs, made: make() };
    kept.set(item.id, now);
    return now.made;
  });
}

const numbers = (box: Box | undefined) => (box ? [box.x, box.y, box.width, box.height] : []);

/** Where the ends of a bar's links stand: they move its ports. */
function aroundBar(id: string, places: Map<string, Box>, links: Draft['links']): string {
  return links
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
