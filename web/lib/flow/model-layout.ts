import { Graph, layout } from '@dagrejs/dagre';

export const CARD_WIDTH = 196;
const HEAD = 27;
const LINE = 19;
export const SHOWN_ATTRIBUTES = 5;

export type ModelEntity = { name: string; attributes: readonly { name: string; references?: string | null }[] };

/** How high an entity's card is with the attributes it shows. */
export function cardHeight(entity: ModelEntity): number {
  const lines = Math.min(shownAttributes(entity).length + (hiddenCount(entity) > 0 ? 1 : 0), SHOWN_ATTRIBUTES + 1);
  return HEAD + 7 + Math.max(1, lines) * LINE;
}

/** The attributes worth a line on a card: references first, then the rest; identity goes without saying. */
export function shownAttributes<A extends { name: string; references?: string | null }>(entity: {
  attributes: readonly A[];
}): A[] {
  const telling = entity.attributes.filter((attribute) => attribute.name !== 'id' && attribute.name !== 'displayName');
  return [...telling]
    .sort((one, other) => Number(Boolean(other.references)) - Number(Boolean(one.references)))
    .slice(0, SHOWN_ATTRIBUTES);
}

export function hiddenCount(entity: ModelEntity): number {
  return (
    entity.attributes.filter((attribute) => attribute.name !== 'id' && attribute.name !== 'displayName').length -
    shownAttributes(entity).length
  );
}

/** Lays entities out from what is referenced to what refers, left to right. */
export function arrangeModel(entities: readonly ModelEntity[]): Map<string, { x: number; y: number }> {
  const graph = new Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: 28, ranksep: 64, marginx: 20, marginy: 14 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const entity of entities) graph.setNode(entity.name, { width: CARD_WIDTH, height: cardHeight(entity) });
  for (const { from, to } of references(entities)) if (from !== to) graph.setEdge(to, from);
  layout(graph);
  return new Map(
    entities.map((entity) => {
      const centre = graph.node(entity.name) as { x: number; y: number };
      return [
        entity.name,
        { x: Math.round(centre.x - CARD_WIDTH / 2), y: Math.round(centre.y - cardHeight(entity) / 2) },
      ];
    }),
  );
}

/** Every reference between entities that are there. */
export function references(entities: readonly ModelEntity[]): { from: string; to: string; attribute: string }[] {
  const known = new Set(entities.map((entity) => entity.name));
  return entities.flatMap((entity) =>
    entity.attributes
      .filter((one) => one.references && known.has(one.references))
      .map((one) => ({ from: entity.name, to: one.references as string, attribute: one.name })),
  );
}
