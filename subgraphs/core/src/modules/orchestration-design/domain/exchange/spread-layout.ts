import type { DefinitionNode } from '../definition.ts';

/** Where another program drew the middle of a node. */
export type DrawnNode = { node: DefinitionNode; middle: { x: number; y: number } | null };

const TASK = { width: 184, height: 48 };
const SIGN = { width: 32, height: 32 };
const GAP = { x: 40, y: 28 };
const MARGIN = 40;
const MOST_SPREAD = 6;
const COLUMN = TASK.width + GAP.x;

/**
 * Keeps a drawing as it was drawn, in the sizes of this platform: everything is spread from the upper left corner by
 * the least factor at which no two nodes that stood apart lie on each other. Nodes that were never drawn stand in a
 * row below. Returns nodes whose `x` and `y` are their upper left corners, in pixels.
 */
export function spreadLayout(drawn: readonly DrawnNode[]): DefinitionNode[] {
  const placed = drawn.flatMap(({ node, middle }) => (middle ? [{ node, middle, size: sizeOf(node) }] : []));
  const factor = spreadOf(placed);
  const left = Math.min(...placed.map(({ middle }) => middle.x));
  const top = Math.min(...placed.map(({ middle }) => middle.y));
  const places = new Map(
    placed.map(({ node, middle, size }) => [
      node.id,
      {
        x: Math.round(MARGIN + TASK.width / 2 + (middle.x - left) * factor - size.width / 2),
        y: Math.round(MARGIN + TASK.height / 2 + (middle.y - top) * factor - size.height / 2),
      },
    ]),
  );
  const bottom = Math.max(MARGIN, ...[...places.values()].map(({ y }) => y + TASK.height + GAP.y));
  let undrawn = 0;
  return drawn.map(({ node }) => {
    const place = places.get(node.id) ?? { x: MARGIN + COLUMN * undrawn++, y: bottom };
    return { ...node, ...place };
  });
}

type Placed = { middle: { x: number; y: number }; size: { width: number; height: number } };

function spreadOf(placed: readonly Placed[]): number {
  let factor = 1;
  for (const [index, one] of placed.entries()) {
    for (const other of placed.slice(index + 1)) factor = Math.max(factor, spreadBetween(one, other));
  }
  return Math.min(factor, MOST_SPREAD);
}

/** How far two nodes must be spread so that they do not lie on each other; 1 when they stood on one place. */
function spreadBetween(one: Placed, other: Placed): number {
  const apart = { x: Math.abs(one.middle.x - other.middle.x), y: Math.abs(one.middle.y - other.middle.y) };
  if (apart.x < 1 && apart.y < 1) return 1;
  const wanted = {
    x: (one.size.width + other.size.width) / 2 + GAP.x,
    y: (one.size.height + other.size.height) / 2 + GAP.y,
  };
  return Math.min(wanted.x / apart.x, wanted.y / apart.y);
}

/** The middle of a node, as other programs keep its place. */
export function middleOf(node: DefinitionNode): { x: number; y: number } {
  const { width, height } = sizeOf(node);
  return { x: node.x + width / 2, y: node.y + height / 2 };
}

const WORKING = new Set<DefinitionNode['type']>(['AUTOMATIC', 'HUMAN', 'DATA', 'SUB_PROCESS']);
const sizeOf = ({ type }: DefinitionNode) => (WORKING.has(type) ? TASK : SIGN);
