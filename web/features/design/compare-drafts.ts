import type { Draft } from './draft.ts';
import { same } from './same.ts';

export type DraftChanges = {
  added: { id: string; name: string }[];
  removed: { id: string; name: string }[];
  /** Nodes with the names of the properties that differ; a move alone is none. */
  changed: { id: string; name: string; fields: string[] }[];
  linksAdded: { id: string; source: string; target: string }[];
  linksRemoved: { id: string; source: string; target: string }[];
  /** Links with another label. */
  linksChanged: { id: string; source: string; target: string }[];
  /** Properties of the definition itself. */
  properties: string[];
};

/** What became of a graph: nodes and links that came, went or changed, and the definition's own properties. */
export function compareDrafts(before: Draft, after: Draft): DraftChanges {
  const nodes = new Map(before.nodes.map((node) => [node.id, node]));
  const links = new Map(before.links.map((link) => [link.id, link]));
  const still = new Set([...after.nodes, ...after.links].map((one) => one.id));
  const { nodes: _nodes, links: _links, ...own } = after;
  return {
    added: after.nodes.filter((node) => !nodes.has(node.id)),
    removed: before.nodes.filter((node) => !still.has(node.id)),
    changed: after.nodes.flatMap((node) => {
      const fields = differing(nodes.get(node.id), node).filter((field) => field !== 'x' && field !== 'y');
      return fields.length > 0 ? [{ id: node.id, name: node.name, fields }] : [];
    }),
    linksAdded: after.links.filter((link) => !links.has(link.id)),
    linksRemoved: before.links.filter((link) => !still.has(link.id)),
    linksChanged: after.links.filter((link) => differing(links.get(link.id), link).length > 0),
    properties: differing(before, own),
  };
}

/** Whether anything but places differs. */
export function hasChanges(changes: DraftChanges): boolean {
  return Object.values(changes).some((list) => list.length > 0);
}

function differing(before: object | undefined, after: object): string[] {
  if (!before || before === after) return [];
  return Object.keys(after).filter(
    (field) => field !== '__typename' && !same(Reflect.get(before, field), Reflect.get(after, field)),
  );
}
