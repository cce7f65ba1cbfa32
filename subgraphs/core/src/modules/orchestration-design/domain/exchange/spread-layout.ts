import type { DefinitionLink, DefinitionNode, NodeType } from '../definition.ts';

type Point = { x: number; y: number };
type Size = { width: number; height: number };

/** Where another program drew the middle of a node. */
export type DrawnNode = { node: DefinitionNode; middle: Point | null };

/** The sizes in which the designer draws nodes, in pixels. */
const CARD: Size = { width: 184, height: 48 };
const CIRCLE: Size = { width: 32, height: 32 };
const DIAMOND: Size = { width: 44, height: 44 };
const BAR: Size = { width: 8, height: 88 };
const SIZES: Readonly<Partial<Record<NodeType, Size>>> = {
  ...{ START: CIRCLE, END: CIRCLE, ABNORMAL_END: CIRCLE },
  ...{ DECISION: DIAMOND, DECISION_MERGE: DIAMOND, FORK: BAR, MERGE: BAR },
};
const GAP = { x: 40, y: 28 };
const MARGIN = 40;
const MOST_SPREAD = 6;

/**
 * Keeps a drawing as it was drawn, in the sizes of this platform: everything is spread from the upper left corner by
 * the least factor at which no two nodes that stood apart lie on each other. Nodes that were never drawn stand in a
 * row below. Returns nodes whose `x` and `y` are their upper left corners, in pixels.
 */
export function spreadLayout(drawn: readonly DrawnNode[], links: readonly DefinitionLink[]): DefinitionNode[] {
  const placed = drawn.flatMap(({ node, middle }) => (middle ? [toPlaced(node, middle, drawn, links)] : []));
  const factor = spreadOf(placed);
  const left = Math.min(...placed.map(({ middle }) => middle.x));
  const top = Math.min(...placed.map(({ middle }) => middle.y));
  const places = new Map(
    placed.map(({ id, middle, size }) => [
      id,
      {
        x: Math.round(MARGIN + CARD.width / 2 + (middle.x - left) * factor - size.width / 2),
        y: Math.round(MARGIN + CARD.height / 2 + (middle.y - top) * factor - size.height / 2),
      },
    ]),
  );
  const bottom = Math.max(MARGIN, ...[...places.values()].map(({ y }) => y + CARD.height + GAP.y));
  let undrawn = 0;
  return drawn.map(({ node }) => {
    const place = places.get(node.id) ?? { x: MARGIN + (CARD.width + GAP.x) * undrawn++, y: bottom };
    return { ...node, ...place };
  });
}

/** The middle of a node, as other programs keep its place. */
export function middleOf(node: DefinitionNode): Point {
  const { width, height } = sizeOf(node);
  return { x: node.x + width / 2, y: node.y + height / 2 };
}

/** How far a node reaches from its middle in the units of the drawing, beside its own size: a bar spans its branches. */
type Placed = { id: string; middle: Point; size: Size; above: number; below: number };

function toPlaced(
  node: DefinitionNode,
  middle: Point,
  drawn: readonly DrawnNode[],
  links: readonly DefinitionLink[],
): Placed {
  const placed = { id: node.id, middle, size: sizeOf(node), above: 0, below: 0 };
  if (sizeOf(node) !== BAR) return placed;
  const beside = links.flatMap(({ source, target }) => {
    if (node.type === 'FORK') return source === node.id ? [target] : [];
    return target === node.id ? [source] : [];
  });
  const heights = drawn.flatMap((one) => (one.middle && beside.includes(one.node.id) ? [one.middle.y - middle.y] : []));
  return { ...placed, above: Math.max(0, -Math.min(0, ...heights)), below: Math.max(0, ...heights) };
}

function spreadOf(placed: readonly Placed[]): number {
  let factor = 1;
  for (const [index, one] of placed.entries()) {
    for (const other of placed.slice(index + 1)) factor = Math.max(factor, spreadBetween(one, other));
  }
  return Math.min(factor, MOST_SPREAD);
}

/** How far two nodes must be spread so that they do not lie on each other; 1 when they stood on one place. */
function spreadBetween(one: Placed, other: Placed): number {
  const [upper, lower] = one.middle.y <= other.middle.y ? [one, other] : [other, one];
  const apart = {
    x: Math.abs(one.middle.x - other.middle.x),
    y: Math.max(0, lower.middle.y - lower.above - (upper.middle.y + upper.below)),
  };
  if (apart.x < 1 && apart.y < 1) return 1;
  const wanted = {
    x: (one.size.width + other.size.width) / 2 + GAP.x,
    y: (one.size.height + other.size.height) / 2 + GAP.y,
  };
  return Math.min(wanted.x / apart.x, wanted.y / apart.y);
}

const sizeOf = ({ type }: DefinitionNode): Size => SIZES[type] ?? CARD;
