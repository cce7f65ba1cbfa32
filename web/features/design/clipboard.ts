import { type DesignLink, type DesignNode, type Draft, followParameters, freshId, uniqueName } from './draft.ts';

/** Part of a drawing, as it lies in the clipboard: it can be pasted into another definition too. */
export type Clip = { wecube: 'nodes'; nodes: DesignNode[]; links: DesignLink[] };
const STEP = 32;

/** The chosen nodes and the links between them. */
export function copyPart(draft: Draft, ids: readonly string[]): Clip {
  const chosen = new Set(ids);
  return {
    wecube: 'nodes',
    nodes: draft.nodes.filter((node) => chosen.has(node.id)),
    links: draft.links.filter((link) => chosen.has(link.source) && chosen.has(link.target)),
  };
}

/** Reads what the clipboard holds; null when it is something else. */
export function readClip(text: string): Clip | null {
  try {
    const clip = JSON.parse(text) as Partial<Clip> | null;
    if (clip?.wecube !== 'nodes' || !Array.isArray(clip.nodes) || !Array.isArray(clip.links)) return null;
    const whole = clip.nodes.every((node) => typeof node?.id === 'string' && typeof node.type === 'string');
    return whole && clip.nodes.length > 0 ? (clip as Clip) : null;
  } catch {
    return null;
  }
}

/** Puts a copy beside what was copied, with ids and names of its own; a second start is left out. */
export function pastePart(draft: Draft, clip: Clip, times = 1): { draft: Draft; ids: string[] } {
  const hasStart = draft.nodes.some((node) => node.type === 'START');
  const ids = new Map<string, string>();
  const nodes = [...draft.nodes];
  for (const node of clip.nodes.filter((one) => !(hasStart && one.type === 'START'))) {
    const id = freshId('node', nodes);
    ids.set(node.id, id);
    nodes.push({ ...node, id, name: uniqueName(node.name, nodes), x: node.x + STEP * times, y: node.y + STEP * times });
  }
  const known = new Set(nodes.map((node) => node.id));
  const follow = (id: string | null | undefined) => (id ? (ids.get(id) ?? (known.has(id) ? id : null)) : null);
  const links = [...draft.links];
  for (const link of clip.links) {
    const [source, target] = [ids.get(link.source), ids.get(link.target)];
    if (source && target) links.push({ ...link, id: freshId('link', links), source, target });
  }
  const pasted = new Set(ids.values());
  return {
    draft: { ...draft, nodes: nodes.map((node) => (pasted.has(node.id) ? followNode(node, follow) : node)), links },
    ids: [...pasted],
  };
}

/** What the copy refers to: the copies of what was copied along, else the nodes themselves. */
function followNode(node: DesignNode, follow: (id: string | null | undefined) => string | null): DesignNode {
  return {
    ...node,
    bindNodeId: follow(node.bindNodeId),
    parameters: followParameters(node.parameters, follow),
  };
}
