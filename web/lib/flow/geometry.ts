import type { NodeType } from '../../gql/graphql.ts';

export type FlowPoint = { id: string; type: NodeType; x: number; y: number };
export type FlowLink = { id: string; source: string; target: string };
export type Box = { x: number; y: number; width: number; height: number };

const TASK = { width: 184, height: 48 };
const CIRCLE = { width: 32, height: 32 };
const BAR = { width: 8, height: 88 };
const OVERHANG = 36;

/** The size of a node on the canvas; a bar's height before it has branches. */
export function sizeOf(type: NodeType): { width: number; height: number } {
  if (type === 'AUTOMATIC') return TASK;
  return type === 'FORK' || type === 'MERGE' ? BAR : CIRCLE;
}

/** Where each node stands; a fork or merge spans the branches it holds together. */
export function boxes(nodes: readonly FlowPoint[], links: readonly FlowLink[]): Map<string, Box> {
  const plain = new Map(nodes.map((node) => [node.id, { x: node.x, y: node.y, ...sizeOf(node.type) }]));
  for (const node of nodes) {
    if (node.type === 'FORK' || node.type === 'MERGE') plain.set(node.id, barBox(node, plain, links));
  }
  return plain;
}

function barBox(bar: FlowPoint, plain: Map<string, Box>, links: readonly FlowLink[]): Box {
  const own = { x: bar.x, y: bar.y, ...BAR };
  const branches = links.filter((link) => (bar.type === 'FORK' ? link.source : link.target) === bar.id);
  const middles = branches
    .map((link) => middleOf(plain.get(bar.type === 'FORK' ? link.target : link.source)))
    .filter((middle) => middle !== null);
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
