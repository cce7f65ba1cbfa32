/** The composer's verdict; `error` is in its own words. */
export type CompositionVerdict = { ok: true } | { ok: false; error: string };

/**
 * Says whether a package's subgraph would compose with everything that the graph holds now. Nothing is published.
 * @NOTE A composer that cannot be reached is an error, not a verdict: it throws GRAPH_COMPOSER_UNREACHABLE.
 */
export interface GraphComposer {
  check(candidate: { packageName: string; sdl: string }): Promise<CompositionVerdict>;
}
