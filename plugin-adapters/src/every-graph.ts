import type { GraphMembership } from './graph-membership.ts';
import type { GraphPart } from './package-subgraphs.ts';

/** The graphs of all routers: each is kept as the adapter host serves it, whether or not another one is away. */
export class EveryGraph {
  constructor(private readonly memberships: readonly GraphMembership[]) {}

  /** Throws when a router could not be told, after all the others were. */
  async settle(served: readonly GraphPart[]): Promise<void> {
    const results = await Promise.allSettled(this.memberships.map((membership) => membership.settle(served)));
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
  }

  /** What a composer said against a subgraph when it was last asked; null when every router took it. */
  errorOf(subgraph: GraphPart): string | null {
    const errors = this.memberships.map((membership) => membership.errorOf(subgraph));
    return errors.find((error) => error !== null) ?? null;
  }
}
