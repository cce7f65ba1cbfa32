import { inReadingOrder } from '../runs/run-states.ts';
import type { Draft } from './draft.ts';

/** The nodes as a person reads them, along the links. */
export function readingOrder(draft: Draft): string[] {
  return inReadingOrder(
    draft.nodes.map((node) => ({ nodeId: node.id })),
    draft.links,
  ).map((node) => node.nodeId);
}

/** The node that follows (or precedes) another in reading order, round at the ends; the first when none is chosen. */
export function neighbour(draft: Draft, id: string | null | undefined, by: 1 | -1): string | null {
  const order = readingOrder(draft);
  const at = id ? order.indexOf(id) : -1;
  if (at < 0) return (by > 0 ? order[0] : order.at(-1)) ?? null;
  return order[(at + by + order.length) % order.length] ?? null;
}

/** The next link to choose: out of the chosen node first, then its others, then those into it, and round. */
export function nextLink(draft: Draft, chosen: { node?: string | null; link?: string | null }): string | null {
  const node = chosen.node ?? draft.links.find((link) => link.id === chosen.link)?.source;
  const ways = [
    ...draft.links.filter((link) => link.source === node),
    ...draft.links.filter((link) => link.target === node),
  ];
  const at = ways.findIndex((link) => link.id === chosen.link);
  return ways[(at + 1) % ways.length]?.id ?? null;
}
