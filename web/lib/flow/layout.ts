import { Graph, layout } from '@dagrejs/dagre';
import type { NodeType } from '../../gql/graphql.ts';
import { type FlowLink, sizeOf } from './geometry.ts';
import { isBar, NODE_SHAPES } from './node-shapes.ts';

const GRID = 4;

/** Lays a graph out from left to right; the same graph always gets the same places, on the 4 px grid. */
export function arrange(
  nodes: readonly { id: string; type: NodeType }[],
  links: readonly FlowLink[],
): Map<string, { x: number; y: number }> {
  const graph = new Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: 22, ranksep: 46, marginx: 24, marginy: 32 });
  graph.setDefaultEdgeLabel(() => ({}));
  const branches = countBranches(links);
  for (const node of nodes) graph.setNode(node.id, nodeSize(node, branches));
  for (const link of links)
    if (graph.hasNode(link.source) && graph.hasNode(link.target)) graph.setEdge(link.source, link.target);
  layout(graph);
  return new Map(nodes.map((node) => [node.id, topLeft(node, graph.node(node.id) as { x: number; y: number })]));
}

function topLeft(node: { type: NodeType }, centre: { x: number; y: number }) {
  const { width, height } = sizeOf(node.type);
  // The middle goes onto the grid, so that links between nodes of one row run straight.
  return { x: snap(centre.x) - width / 2, y: snap(centre.y) - height / 2 };
}

/** A bar is laid out as high as the branches it will span, a circle or diamond with room for its name. */
function nodeSize(node: { id: string; type: NodeType }, branches: Map<string, number>) {
  const size = sizeOf(node.type);
  if (isBar(node.type)) return { ...size, height: Math.max(size.height, (branches.get(node.id) ?? 1) * 70 - 22) };
  const labelled = NODE_SHAPES[node.type] === 'circle' || NODE_SHAPES[node.type] === 'diamond';
  return labelled ? { ...size, height: size.height + 28 } : { ...size };
}

function countBranches(links: readonly FlowLink[]): Map<string, number> {
  const out = new Map<string, number>();
  const into = new Map<string, number>();
  for (const link of links) {
    out.set(link.source, (out.get(link.source) ?? 0) + 1);
    into.set(link.target, (into.get(link.target) ?? 0) + 1);
  }
  return new Map(
    [...new Set([...out.keys(), ...into.keys()])].map((id) => [id, Math.max(out.get(id) ?? 0, into.get(id) ?? 0)]),
  );
}

const snap = (value: number) => Math.round(value / GRID) * GRID;
