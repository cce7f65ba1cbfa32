import type { DesignNodePartsFragment, NodeType } from '../../gql/graphql.ts';
import { sizeOf } from '../../lib/flow/geometry.ts';
import { arrange } from '../../lib/flow/layout.ts';

export type DesignNode = Omit<DesignNodePartsFragment, ' $fragmentName' | '__typename'>;
export type DesignLink = { id: string; source: string; target: string; label?: string | null };
/** What a person edits: the graph and its name. */
export type Draft = { name: string; description: string; rootEntity: string; nodes: DesignNode[]; links: DesignLink[] };

const THIRTY_MINUTES = 1_800_000;
const GAP = 56;

type NewNode = { type: NodeType; name: string; at?: { x: number; y: number }; service?: string | null };

/** Adds a node; without a place it stands right of the node it follows, linked to it when that is allowed. */
export function addNode(
  draft: Draft,
  { type, name, at, service }: NewNode,
  after?: string | null,
): { draft: Draft; id: string } {
  const before = draft.nodes.find((node) => node.id === after);
  const size = sizeOf(type);
  const middle = before ? before.y + sizeOf(before.type).height / 2 : 140;
  const place = at ?? {
    x: before ? before.x + sizeOf(before.type).width + GAP : rightEdge(draft) + GAP,
    y: middle - size.height / 2,
  };
  const id = freshId('node', draft.nodes);
  const node: DesignNode = {
    id,
    name: uniqueName(name, draft.nodes),
    type,
    x: place.x,
    y: place.y,
    expression: null,
    bindMode: 'AT_START',
    bindNodeId: null,
    service: service ?? null,
    timeoutMs: THIRTY_MINUTES,
    parameters: [],
  };
  const added = { ...draft, nodes: [...draft.nodes, node] };
  return { draft: before && !at && mayLink(added, before.id, id) ? addLink(added, before.id, id) : added, id };
}

/** Puts a new node on a link, so that both halves stay connected, and moves what follows out of its way. */
export function insertOnLink(draft: Draft, linkId: string, node: NewNode): { draft: Draft; id: string } {
  const link = draft.links.find((one) => one.id === linkId);
  const source = draft.nodes.find((one) => one.id === link?.source);
  if (!link || !source || node.type === 'START' || node.type === 'END') return { draft, id: '' };
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

function forgetNode(node: DesignNode, id: string): DesignNode {
  return {
    ...node,
    bindNodeId: node.bindNodeId === id ? null : node.bindNodeId,
    parameters: node.parameters.map((parameter) =>
      parameter.fromNodeId === id ? { ...parameter, fromNodeId: null, fromParameter: null } : parameter,
    ),
  };
}

/** Whether a link makes sense to draw: two different nodes, not there yet, not into a start nor out of an end. */
export function mayLink(draft: Draft, source: string, target: string): boolean {
  const from = draft.nodes.find((node) => node.id === source);
  const to = draft.nodes.find((node) => node.id === target);
  if (!from || !to || source === target || from.type === 'END' || to.type === 'START') return false;
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

export function moveNode(draft: Draft, id: string, place: { x: number; y: number }): Draft {
  return changeNode(draft, id, { x: Math.round(place.x / 4) * 4, y: Math.round(place.y / 4) * 4 });
}

/** Lays the whole draft out from left to right. */
export function arrangeDraft(draft: Draft): Draft {
  const places = arrange(draft.nodes, draft.links);
  return { ...draft, nodes: draft.nodes.map((node) => ({ ...node, ...places.get(node.id) })) };
}

function uniqueName(name: string, nodes: readonly DesignNode[]): string {
  const taken = new Set(nodes.map((node) => node.name));
  if (!taken.has(name)) return name;
  let number = 2;
  while (taken.has(`${name} ${number}`)) number += 1;
  return `${name} ${number}`;
}

function freshId(prefix: string, existing: readonly { id: string }[]): string {
  const taken = new Set(existing.map((one) => one.id));
  let id = '';
  do id = `${prefix}_${Math.random().toString(36).slice(2, 10)}`;
  while (taken.has(id));
  return id;
}

const rightEdge = (draft: Draft) => Math.max(0, ...draft.nodes.map((node) => node.x + sizeOf(node.type).width));
