import type { DefinitionGraph, DefinitionLink, DefinitionNode } from './definition.ts';

/** The nodes and links of a definition with what rules ask of them; links whose nodes are absent are left out. */
export class Graph {
  readonly nodes: readonly DefinitionNode[];
  private readonly byId: ReadonlyMap<string, DefinitionNode>;
  private readonly outgoing = new Map<string, DefinitionLink[]>();
  private readonly incoming = new Map<string, DefinitionLink[]>();
  private readonly upstream = new Map<string, ReadonlySet<string>>();
  private readonly passable = new Map<string, ReadonlySet<string>>();
  private ordered: { order: readonly string[]; left: ReadonlySet<string> } | null = null;

  constructor(definition: DefinitionGraph) {
    this.nodes = definition.nodes;
    this.byId = new Map(definition.nodes.map((node) => [node.id, node]));
    for (const link of definition.links) if (this.byId.has(link.source) && this.byId.has(link.target)) this.add(link);
  }

  node(id: string): DefinitionNode | null {
    return this.byId.get(id) ?? null;
  }

  linksFrom(id: string): readonly DefinitionLink[] {
    return this.outgoing.get(id) ?? [];
  }

  linksTo(id: string): readonly DefinitionLink[] {
    return this.incoming.get(id) ?? [];
  }

  starts(): readonly DefinitionNode[] {
    return this.nodes.filter(({ type }) => type === 'START');
  }

  ends(): readonly DefinitionNode[] {
    return this.nodes.filter(({ type }) => type === 'END' || type === 'ABNORMAL_END');
  }

  /** Ids of every node that can be reached along the links, the given ones included. */
  reachableFrom(ids: readonly string[]): ReadonlySet<string> {
    return closure(ids, (id) => this.linksFrom(id).map(({ target }) => target));
  }

  /** Ids of every node from which one of the given can be reached, these included. */
  leadingTo(ids: readonly string[]): ReadonlySet<string> {
    return closure(ids, (id) => this.linksTo(id).map(({ source }) => source));
  }

  /** Whether `other` comes before the node on some way to it. */
  isUpstream(other: string, id: string): boolean {
    const known = this.upstream.get(id) ?? this.leadingTo(this.linksTo(id).map(({ source }) => source));
    this.upstream.set(id, known);
    return known.has(other);
  }

  /** Whether a run can come to the node without `other` having been done: by another way of a decision. */
  canPassBy(other: string, id: string): boolean {
    const known = this.passable.get(other) ?? reachedWithout(this, other);
    this.passable.set(other, known);
    return known.has(id);
  }

  /** Nodes of one cycle, in order, or null when there is none. */
  cycle(): readonly DefinitionNode[] | null {
    const left = this.inOrder().left;
    const first = this.nodes.find(({ id }) => left.has(id));
    return first ? this.walkBackIn(left, first.id) : null;
  }

  private add(link: DefinitionLink): void {
    this.outgoing.set(link.source, [...(this.outgoing.get(link.source) ?? []), link]);
    this.incoming.set(link.target, [...(this.incoming.get(link.target) ?? []), link]);
  }

  /**
   * Ids with every node behind those that lead to it. What is left are cycles and what follows them: it remains when
   * nodes without a predecessor are taken away one after the other.
   */
  inOrder(): { order: readonly string[]; left: ReadonlySet<string> } {
    this.ordered ??= this.takeAway();
    return this.ordered;
  }

  private takeAway(): { order: readonly string[]; left: ReadonlySet<string> } {
    const order: string[] = [];
    const waiting = new Map(this.nodes.map(({ id }) => [id, this.linksTo(id).length]));
    const ready = this.nodes.filter(({ id }) => waiting.get(id) === 0).map(({ id }) => id);
    for (let id = ready.pop(); id !== undefined; id = ready.pop()) {
      waiting.delete(id);
      order.push(id);
      for (const { target } of this.linksFrom(id)) {
        const left = (waiting.get(target) ?? 1) - 1;
        waiting.set(target, left);
        if (left === 0) ready.push(target);
      }
    }
    return { order, left: new Set(waiting.keys()) };
  }

  /** Every remaining node has a remaining predecessor, so walking back must meet itself. */
  private walkBackIn(left: ReadonlySet<string>, from: string): readonly DefinitionNode[] {
    const path: string[] = [];
    let at: string | undefined = from;
    while (at !== undefined && !path.includes(at)) {
      path.push(at);
      at = this.linksTo(at).find(({ source }) => left.has(source))?.source;
    }
    const cycle = path.slice(path.indexOf(at ?? from)).reverse();
    return cycle.flatMap((id) => this.node(id) ?? []);
  }
}

/**
 * Ids a run can come to without one node having been done. A merge waits for all of its ways, so one that passes by is
 * not enough there; everywhere else it is.
 */
function reachedWithout(graph: Graph, other: string): ReadonlySet<string> {
  const reached = new Set<string>();
  const isFree = (id: string) => id !== other && reached.has(id);
  for (const id of graph.inOrder().order) {
    const before = graph.linksTo(id).map(({ source }) => source);
    const isMerge = graph.node(id)?.type === 'MERGE';
    if (before.length === 0 || (isMerge ? before.every(isFree) : before.some(isFree))) reached.add(id);
  }
  return reached;
}

function closure(ids: readonly string[], next: (id: string) => readonly string[]): ReadonlySet<string> {
  const found = new Set(ids);
  const open = [...ids];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const other of next(id)) {
      if (found.has(other)) continue;
      found.add(other);
      open.push(other);
    }
  }
  return found;
}
