import type { NodeType } from '../../gql/graphql.ts';
import { isBar, NODE_SHAPES, type NodeShape } from './node-shapes.ts';

export type FlowPoint = { id: string; type: NodeType; x: number; y: number };
export type FlowLink = { id: string; source: string; target: string };
export type Box = { x: number; y: number; width: number; height: number };

type Size = { width: number; height: number };
const SIZES: Readonly<Record<NodeShape, Size>> = {
  card: { width: 184, height: 48 },
  pill: { width: 184, height: 48 },
  circle: { width: 32, height: 32 },
  diamond: { width: 44, height: 44 },
  bar: { width: 8, height: 88 },
};
const OVERHANG = 36;

/** The size of a node on the canvas; a bar's height before it has branches. */
export function sizeOf(type: NodeType): Size {
  return SIZES[NODE_SHAPES[type]];
}

/** Where each node stands; a fork or merge spans the branches it holds together. */
export function boxes(nodes: readonly FlowPoint[], links: readonly FlowLink[]): Map<string, Box> {
  const plain = new Map(nodes.map((node) => [node.id, { x: node.x, y: node.y, ...sizeOf(node.type) }]));
  const bars = nodes.filter((node) => isBar(node.type));
  if (bars.length === 0) return plain;
  const branches = branchesOf(bars, links);
  for (const bar of bars) plain.set(bar.id, barBox(bar, plain, branches.get(bar.id) ?? []));
  return plain;
}

/** The nodes on the branching side of every bar. */
function branchesOf(bars: readonly FlowPoint[], links: readonly FlowLink[]): Map<string, string[]> {
  const branches = new Map<string, string[]>(bars.map((bar) => [bar.id, []]));
  const forks = new Set(bars.filter((bar) => bar.type === 'FORK').map((bar) => bar.id));
  for (const link of links) {
    if (forks.has(link.source)) branches.get(link.source)?.push(link.target);
    if (!forks.has(link.target)) branches.get(link.target)?.push(link.source);
  }
  return branches;
}

function barBox(bar: FlowPoint, plain: Map<string, Box>, branches: readonly string[]): Box {
  const own = { x: bar.x, y: bar.y, ...SIZES.bar };
  const middles = branches.map((id) => middleOf(plain.get(id))).filter((middle) => middle !== null);
  if (middles.length < 2) return own;
  const top = Math.min(...middles) - OVERHANG;
  return { ...own, y: top, height: Math.max(...middles) + OVERHANG - top };
}

/** How far down a bar a link leaves or enters it, so that links to branches run straight. */
export function portOffset(box: Box, other: Box | undefined): number {
  const middle = middleOf(other);
  if (middle === null) return box.height / 2;
  return Math.min(Math.max(middle - box.y, 6), box.height - 6);
}

const middleOf = (box: Box | undefined): number | null => (box ? box.y + box.height / 2 : null);
