import { isEnd } from '../../lib/flow/node-shapes.ts';
import type { DesignLink, DesignNode, Draft } from './draft.ts';
import { same } from './same.ts';

type Side = 'mine' | 'theirs';
/** One property that two people changed to different values since they last agreed. */
export type Conflict = {
  /** The same for the same property, so that a choice finds its conflict again. */
  key: string;
  of: 'definition' | 'node' | 'link';
  /** The node or link; null for the definition itself. */
  id: string | null;
  /** Name of the property, `parameters.<name>` for a parameter, `gone` when one removed what the other changed. */
  field: string;
  base: unknown;
  mine: unknown;
  theirs: unknown;
};
export type Choose = (conflict: Conflict) => Side;
export type Merge = { merged: Draft; conflicts: Conflict[] };

/**
 * Puts together what two people made of the same draft. Only a property that both changed differently is a conflict;
 * `choose` settles it (mine, until somebody chose). Places never conflict: a node stands where I moved it.
 */
export function mergeDrafts(base: Draft, mine: Draft, theirs: Draft, choose: Choose = () => 'mine'): Merge {
  if (base === mine) return { merged: theirs, conflicts: [] };
  const conflicts: Conflict[] = [];
  const decide = (conflict: Omit<Conflict, 'key'>): Side => {
    const keyed = { ...conflict, key: [conflict.of, conflict.id, conflict.field].join(' ') };
    conflicts.push(keyed);
    return choose(keyed);
  };
  const sides = { base, mine, theirs };
  /** Nodes one removed and the other changed, and whose will was done: their links follow. */
  const contested = new Map<string, Side>();
  const nodes = mergeNodes(sides, decide, contested);
  const links = mergeLinks(sides, decide, contested);
  const { nodes: _nodes, links: _links, ...own } = mine;
  const properties = mergeProperties(own, base, theirs, (field, values) =>
    decide({ of: 'definition', id: null, field, ...values }),
  );
  return { merged: tidyLinks({ ...properties, nodes, links }), conflicts };
}

type Sides = { base: Draft; mine: Draft; theirs: Draft };
type Decide = (conflict: Omit<Conflict, 'key'>) => Side;
type Values = { base: unknown; mine: unknown; theirs: unknown };

function mergeNodes(sides: Sides, decide: Decide, contested: Map<string, Side>): DesignNode[] {
  const [before, own, others] = [sides.base, sides.mine, sides.theirs].map((draft) => byId(draft.nodes)) as [
    Map<string, DesignNode>,
    Map<string, DesignNode>,
    Map<string, DesignNode>,
  ];
  return idsOf(sides.theirs.nodes, sides.mine.nodes).flatMap((id) => {
    const [was, me, they] = [before.get(id), own.get(id), others.get(id)];
    if (me && they) return [mergeNode(was, me, they, decide)];
    const left = (me ?? they) as DesignNode;
    if (!was) return [left];
    const side: Side = me ? 'mine' : 'theirs';
    if (!touched(sides.base, sides[side], id)) return [];
    const chosen = decide({ of: 'node', id, field: 'gone', base: was, mine: me ?? null, theirs: they ?? null });
    contested.set(id, chosen);
    return chosen === side ? [left] : [];
  });
}

/** Whether somebody did anything with a node but move it: changed it or one of its links, or linked it anew. */
function touched(base: Draft, side: Draft, id: string): boolean {
  const place = { x: 0, y: 0 };
  const [was, is] = [base, side].map((draft) => draft.nodes.find((node) => node.id === id));
  if (!same({ ...was, ...place }, { ...is, ...place })) return true;
  const before = byId(base.links);
  return side.links.some(
    (link) => (link.source === id || link.target === id) && !same(before.get(link.id) ?? null, link),
  );
}

function mergeNode(was: DesignNode | undefined, me: DesignNode, they: DesignNode, decide: Decide): DesignNode {
  if (was === me || same(me, they)) return they;
  const { x, y, parameters, ...own } = me;
  const note = (field: string, values: Values) => decide({ of: 'node', id: me.id, field, ...values });
  const moved = !was || was.x !== me.x || was.y !== me.y;
  return {
    ...mergeProperties(own, was, they, note),
    ...(moved ? { x, y } : { x: they.x, y: they.y }),
    parameters: mergeParameters(was?.parameters ?? [], parameters, they.parameters, note),
  };
}

type Parameters = DesignNode['parameters'];

function mergeParameters(was: Parameters, me: Parameters, they: Parameters, note: Note): Parameters {
  const find = (list: Parameters, name: string) => list.find((one) => one.name === name) ?? null;
  const names = [...new Set([...they, ...me].map((one) => one.name))];
  return names.flatMap((name) => {
    const values = { base: find(was, name), mine: find(me, name), theirs: find(they, name) };
    const value = mergeValue(values, () => note(`parameters.${name}`, values)) as Parameters[number] | null;
    return value ? [value] : [];
  });
}

function mergeLinks(sides: Sides, decide: Decide, contested: Map<string, Side>): DesignLink[] {
  const [before, own, others] = [byId(sides.base.links), byId(sides.mine.links), byId(sides.theirs.links)];
  return idsOf(sides.theirs.links, sides.mine.links).flatMap((id) => {
    const [was, me, they] = [before.get(id), own.get(id), others.get(id)];
    if (me && they) {
      const { ...link } = me;
      return [mergeProperties(link, was, they, (field, values) => decide({ of: 'link', id, field, ...values }))];
    }
    const left = (me ?? they) as DesignLink;
    if (!was) return [left];
    const side: Side = me ? 'mine' : 'theirs';
    const will = contested.get(left.source) ?? contested.get(left.target);
    if (will) return will === side ? [left] : [];
    if (same(was, left)) return [];
    const chosen = decide({ of: 'link', id, field: 'gone', base: was, mine: me ?? null, theirs: they ?? null });
    return chosen === side ? [left] : [];
  });
}

/** Links between nodes that are there, one between two. */
function tidyLinks(draft: Draft): Draft {
  const types = new Map(draft.nodes.map((node) => [node.id, node.type]));
  const seen = new Set<string>();
  const links = draft.links.filter((link) => {
    const [from, to] = [types.get(link.source), types.get(link.target)];
    const pair = `${link.source} ${link.target}`;
    if (!from || !to || isEnd(from) || to === 'START' || seen.has(pair)) return false;
    seen.add(pair);
    return true;
  });
  return { ...draft, links };
}

type Note = (field: string, values: Values) => Side;

/** Property by property; lists of words, such as roles, take in what each side added and lose what each removed. */
function mergeProperties<T extends object>(me: T, was: object | undefined, they: object, note: Note): T {
  const merged: Record<string, unknown> = {};
  for (const field of Object.keys(me)) {
    const values = {
      base: was && Reflect.get(was, field),
      mine: Reflect.get(me, field),
      theirs: Reflect.get(they, field),
    };
    merged[field] = areWords(values)
      ? mergeWords(values)
      : mergeValue(values, () => (field === '__typename' ? 'mine' : note(field, values)));
  }
  return merged as T;
}

function mergeValue(values: Values, note: () => Side): unknown {
  if (same(values.mine, values.theirs) || same(values.base, values.mine)) return values.theirs;
  if (same(values.base, values.theirs)) return values.mine;
  return values[note()];
}

type WordLists = { base: string[] | undefined; mine: string[]; theirs: string[] };
const isWords = (value: unknown) => Array.isArray(value) && value.every((one) => typeof one === 'string');
const areWords = (values: Values): values is WordLists => isWords(values.mine) && isWords(values.theirs);

function mergeWords({ base = [], mine, theirs }: WordLists): string[] {
  const removed = new Set(base.filter((word) => !mine.includes(word)));
  const added = mine.filter((word) => !base.includes(word) && !theirs.includes(word));
  return [...theirs.filter((word) => !removed.has(word)), ...added];
}

const byId = <T extends { id: string }>(items: readonly T[]) => new Map(items.map((item) => [item.id, item]));
const idsOf = (...lists: (readonly { id: string }[])[]) => [...new Set(lists.flat().map((item) => item.id))];
