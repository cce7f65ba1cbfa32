import type { Tone } from '../../components/state.tsx';
import type { SubgraphBreaker, SubgraphState } from '../../gql/graphql.ts';

/** How an instance stood, for people: broken is up by its probes but fails its work. */
export type Standing = 'up' | 'broken' | 'down' | 'draining';

export const STANDING_TONES: Record<Standing, Tone> = {
  up: 'ok',
  broken: 'warning',
  down: 'failed',
  draining: 'paused',
};

type Stand = { state: SubgraphState; breaker: SubgraphBreaker };
type Change = Stand & { at: string };

/** A stretch of time in which an instance stood the same; times in milliseconds. */
export type Segment = { standing: Standing; from: number; to: number };

export function standingOf({ state, breaker }: Stand): Standing {
  if (state === 'DRAINING') return 'draining';
  if (state === 'DOWN') return 'down';
  return breaker === 'CLOSED' ? 'up' : 'broken';
}

/** The stretches between `from` and `to`, oldest first; nothing before the first change that is known. */
export function segmentsOf(changes: readonly Change[], from: number, to: number): Segment[] {
  const segments: Segment[] = [];
  changes.forEach((change, at) => {
    const next = changes[at + 1];
    const segment = {
      standing: standingOf(change),
      from: Math.max(from, Date.parse(change.at)),
      to: Math.min(to, next ? Date.parse(next.at) : to),
    };
    if (segment.to <= segment.from) return;
    const last = segments.at(-1);
    if (last && last.standing === segment.standing && last.to === segment.from) last.to = segment.to;
    else segments.push(segment);
  });
  return segments;
}
