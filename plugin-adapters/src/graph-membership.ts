import type { Logger } from '@wecube/kit';
import type { GraphPart } from './package-subgraphs.ts';
import type { RouterGraph } from './router-graph.ts';

type Options = {
  router: RouterGraph;
  logger: Logger;
  /** Where the subgraph of a package is served. */
  urlOf(packageName: string): string;
};

/** Keeps the router's graph as the adapter host serves it. */
export class GraphMembership {
  /** What the router took or refused, by subgraph name. */
  private readonly settled = new Map<string, { sdl: string; error: string | null }>();
  private readonly options: Options;

  constructor(options: Options) {
    this.options = options;
  }

  /**
   * Joins what is new, changed, refused before or unknown to the router, removes what is no longer served.
   * A refusal is tried once more after the others: two packages may need each other.
   */
  async settle(served: readonly GraphPart[]): Promise<void> {
    const joined = new Set(await this.options.router.joined());
    await this.removeGone(served, joined);
    const due = served.filter((subgraph) => this.isDue(subgraph, joined));
    const refused: GraphPart[] = [];
    for (const subgraph of due) {
      if ((await this.join(subgraph)) !== null) {
        refused.push(subgraph);
      }
    }
    for (const subgraph of refused) {
      await this.join(subgraph);
    }
  }

  /** What the composer said against a subgraph when it was last asked; null when it took it. */
  errorOf({ subgraphName }: GraphPart): string | null {
    return this.settled.get(subgraphName)?.error ?? null;
  }

  private isDue(subgraph: GraphPart, joined: ReadonlySet<string>): boolean {
    const settled = this.settled.get(subgraph.subgraphName);
    return settled?.sdl !== subgraph.sdl || settled.error !== null || !joined.has(subgraph.subgraphName);
  }

  private async join(subgraph: GraphPart): Promise<string | null> {
    const { packageName, subgraphName, sdl } = subgraph;
    const result = await this.options.router.join(subgraphName, sdl, this.options.urlOf(packageName));
    const error = result.ok ? null : result.error;
    this.settled.set(subgraphName, { sdl, error });
    return error;
  }

  private async removeGone(served: readonly GraphPart[], joined: ReadonlySet<string>): Promise<void> {
    const wanted = new Set(served.map(({ subgraphName }) => subgraphName));
    for (const name of joined) {
      if (!wanted.has(name)) {
        await this.options.router.leave(name);
        this.settled.delete(name);
        this.options.logger.info({ subgraph: name }, 'a subgraph left the graph');
      }
    }
  }
}
