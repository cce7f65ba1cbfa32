import type { DesignNodePartsFragment, NodeType, ParameterSide, ParameterSource } from '../../gql/graphql.ts';
import { sizeOf } from '../../lib/flow/geometry.ts';
import { arrange } from '../../lib/flow/layout.ts';
import { isEnd, isSplit } from '../../lib/flow/node-shapes.ts';
import { EMPTY_NODE, startingValues } from './empty-node.ts';

/** Where a parameter's value comes from; an object is built of parameters again. */
export type DesignParameter = {
  name: string;
  source: ParameterSource;
  value?: string | null;
  fromNodeId?: string | null;
  fromParameter?: string | null;
  /** What that node was given or what it answered; null takes the answer where it has the name. */
  fromSide?: ParameterSide | null;
  properties?: DesignParameter[] | null;
};
export type DesignNode = Omit<DesignNodePartsFragment, ' $fragmentName' | '__typename' | 'parameters'> & {
  parameters: DesignParameter[];
};
export type DesignLink = { id: string; source: string; target: string; label?: string | null };
/** What a person edits: the graph and what is settled about the orchestration as a whole. */
export type Draft = {
  name: string;
  description: string;
  rootEntity: string;
  isSubProcess: boolean;
  group: string;
  conflictCheck: boolean;
  authorisedPlugins: string[];
  mgmtRoles: string[];
  useRoles: string[];
  nodes: DesignNode[];
  links: DesignLink[];
};

const GAP = 56;
const ROW_GAP = 24;

type NewNode = { type: NodeType; name: string; at?: { x: number; y: number }; service?: string | null };

/** Adds a node behind another: onto its way on where there is one, else at its end. */
export function addAfter(draft: Draft, node: NewNode, after: string): { draft: Draft; id: string } {
  const before = draft.nodes.find((one) => one.id === after);
  const [way, ...others] = draft.links.filter((link) => link.source === after);
  const splits = !before || isSplit(before.type) || others.length > 0;
  return way && !splits && !isEnd(node.type) ? insertOnLink(draft, way.id, node) : addNode(draft, node, after);
}

/** Adds a node; without a place it stands right of the node it follows, linked to it when that is allowed. */
export function addNode(
  draft: Draft,
  { type, name, at, service }: NewNode,
  after?: string | null,
): { draft: Draft; id: string } {
  const before = draft.nodes.find((node) => node.id === after);
  const size = sizeOf(type);
  const middle = before ? before.y + sizeOf(before.type).height / 2 : 140;
  const place =
    at ??
    freePlace(draft, type, {
      x: before ? before.x + sizeOf(before.type).width + GAP : rightEdge(draft) + GAP,
      y: middle - size.height / 2,
    });
  const id = freshId('node', draft.nodes);
  const node: DesignNode = {
    ...EMPTY_NODE,
    ...startingValues(type),
    ...{ id, name: uniqueName(name, draft.nodes), type, x: place.x, y: place.y, service: service ?? null },
  };
  const added = { ...draft, nodes: [...draft.nodes, node] };
  return { draft: before && !at && mayLink(added, before.id, id) ? addLink(added, before.id, id) : added, id };
}

/** Puts a new node on a link, so that both halves stay connected, and moves what follows out of its way. */
export function insertOnLink(draft: Draft, linkId: string, node: NewNode): { draft: Draft; id: string } {
  const link = draft.links.find((one) => one.id === linkId);
  const source = draft.nodes.find((one) => one.id === link?.source);
  if (!link || !source || node.type === 'START' || isEnd(node.type)) return { draft, id: '' };
  const shift = sizeOf(node.type).width + GAP;
  const start = source.x + sizeOf(source.type).width;
  const roomy = {
    ...draft,
    links: draft.links.filter((one) => one.id !== linkId),
    nodes: draft.nodes.map((one) => (one.x > start ? { ...one, x: one.x + shift } : one)),
  };
  const added = addNode(roomy, {
    ...node,
    at: { x: start + GAP, y: source.y + sizeOf(source.type).height / 2 - sizeOf(node.type).height / 2 },
  });
  return { draft: addLink(addLink(added.draft, link.source, added.id), added.id, link.target), id: added.id };
}

/** Removes a node with its links; a node with one way in and one way out leaves those two joined. */
export function removeNode(draft: Draft, id: string): Draft {
  const into = draft.links.filter((link) => link.target === id);
  const out = draft.links.filter((link) => link.source === id);
  const rest: Draft = {
    ...draft,
    nodes: draft.nodes.filter((node) => node.id !== id).map((node) => forgetNode(node, id)),
    links: draft.links.filter((link) => link.source !== id && link.target !== id),
  };
  const [first] = into;
  const [second] = out;
  return into.length === 1 && out.length === 1 && first && second && mayLink(rest, first.source, second.target)
    ? addLink(rest, first.source, second.target)
    : rest;
}

/** Removes several nodes and links as one change. */
export function removeItems(draft: Draft, nodes: readonly string[], links: readonly string[]): Draft {
  return nodes.reduce(removeNode, links.reduce(removeLink, draft));
}

function forgetNode(node: DesignNode, id: string): DesignNode {
  return {
    ...node,
    bindNodeId: node.bindNodeId === id ? null : node.bindNodeId,
    parameters: followParameters(node.parameters, (from) => (from === id ? null : from)),
  };
}

/** Parameters after the nodes they take values of got other ids; one whose node is gone is to be chosen anew. */
export function followParameters(
  parameters: readonly DesignParameter[],
  follow: (id: string) => string | null,
): DesignParameter[] {
  return parameters.map((one) => {
    const fromNodeId = one.fromNodeId ? follow(one.fromNodeId) : null;
    const properties = one.properties ? followParameters(one.properties, follow) : (one.properties ?? null);
    return {
      ...one,
      fromNodeId,
      fromParameter: fromNodeId ? (one.fromParameter ?? null) : null,
      fromSide: fromNodeId ? (one.fromSide ?? null) : null,
      properties,
    };
  });
}

/** Whether a link makes sense to draw: two different nodes, not there yet, not into a start nor out of an end. */
export function mayLink(draft: Draft, source: string, target: string): boolean {
  const from = draft.nodes.find((node) => node.id === source);
  const to = draft.nodes.find((node) => node.id === target);
  if (!from || !to || source === target || isEnd(from.type) || to.type === 'START') return false;
  return !draft.links.some((link) => link.source === source && link.target === target);
}

export function addLink(draft: Draft, source: string, target: string): Draft {
  if (!mayLink(draft, source, target)) return draft;
  return { ...draft, links: [...draft.links, { id: freshId('link', draft.links), source, target, label: null }] };
}

export function removeLink(draft: Draft, id: string): Draft {
  return { ...draft, links: draft.links.filter((link) => link.id !== id) };
}

export function changeNode(draft: Draft, id: string, change: Partial<DesignNode>): Draft {
  return { ...draft, nodes: draft.nodes.map((node) => (node.id === id ? { ...node, ...change } : node)) };
}

export function changeLink(draft: Draft, id: string, change: Partial<DesignLink>): Draft {
  return { ...draft, links: draft.links.map((link) => (link.id === id ? { ...link, ...change } : link)) };
}

/** Puts nodes where they were dragged to, on the grid. */
export function moveNodes(draft: Draft, places: ReadonlyMap<string, { x: number; y: number }>): Draft {
  return {
    ...draft,
    nodes: draft.nodes.map((node) => {
      const place = places.get(node.id);
      return place ? { ...node, x: Math.round(place.x / 4) * 4, y: Math.round(place.y / 4) * 4 } : node;
    }),
  };
}

/** Moves nodes by so much. */
export function nudgeNodes(draft: Draft, ids: readonly string[], by: { x: number; y: number }): Draft {
  const chosen = new Set(ids);
  const places = draft.nodes
    .filter((node) => chosen.has(node.id))
    .map((node) => [node.id, { x: node.x + by.x, y: node.y + by.y }] as const);
  return moveNodes(draft, new Map(places));
}

/** Lays the whole draft out from left to right. */
export function arrangeDraft(draft: Draft): Draft {
  const places = arrange(draft.nodes, draft.links);
  return { ...draft, nodes: draft.nodes.map((node) => ({ ...node, ...places.get(node.id) })) };
}

/** A name no other node has: the wished one, else with a number. */
export function uniqueName(name: string, nodes: readonly DesignNode[]): string {
  const taken = new Set(nodes.map((node) => node.name));
  if (!taken.has(name)) return name;
  let number = 2;
  while (taken.has(`${name} ${number}`)) number += 1;
  return `${name} ${number}`;
}

/** An id nobody has yet; of chance, so that two people's new nodes do not meet. */
export function freshId(prefix: string, existing: readonly { id: string }[]): string {
  const taken = new Set(existing.map((one) => one.id));
  let id = '';
  do id = `${prefix}_${Math.random().toString(36).slice(2, 10)}`;
  while (taken.has(id));
  return id;
}

/** The wished place, or the next one below it where nothing stands. */
function freePlace(draft: Draft, type: NodeType, wished: { x: number; y: number }): { x: number; y: number } {
  const size = sizeOf(type);
  const taken = draft.nodes.map((node) => ({ x: node.x, y: node.y, ...sizeOf(node.type) }));
  const hits = (y: number) =>
    taken.find(
      (box) =>
        box.x < wished.x + size.width &&
        wished.x < box.x + box.width &&
        box.y < y + size.height &&
        y < box.y + box.height,
    );
  let y = wished.y;
  for (let box = hits(y); box; box = hits(y)) y = box.y + box.height + ROW_GAP;
  return { x: wished.x, y };
}

const rightEdge = (draft: Draft) => Math.max(0, ...draft.nodes.map((node) => node.x + sizeOf(node.type).width));
