'use client';
import type { SubgraphInstancePartsFragment } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { formatDuration } from '../../lib/time/format-time.ts';
import { type Segment, segmentsOf } from './history-segments.ts';

export const STRIP_MINUTES = 30;
const WINDOW_MS = STRIP_MINUTES * 60_000;
/** A short fall must be seen too. */
const LEAST_WIDTH = 0.8;

/** How an instance stood within the last half hour, as a band: height tells the state as well as colour does. */
export function HistoryStrip({ history, now }: { history: SubgraphInstancePartsFragment['history']; now: number }) {
  const { t, moment } = useWords();
  const from = now - WINDOW_MS;
  const segments = segmentsOf(history, from, now);
  const wordsOf = (segment: Segment) => {
    const since = moment(new Date(segment.from).toISOString());
    return `${t(`standing.${segment.standing}`)} · ${since} · ${formatDuration(segment.to - segment.from)}`;
  };
  return (
    <span
      className="history-strip"
      role="img"
      aria-label={segments.map(wordsOf).join('; ')}
      data-testid="history-strip"
    >
      {segments.map((segment) => (
        <i
          key={segment.from}
          className={`standing-${segment.standing}`}
          title={wordsOf(segment)}
          style={{
            left: `${((segment.from - from) / WINDOW_MS) * 100}%`,
            width: `${Math.max(((segment.to - segment.from) / WINDOW_MS) * 100, LEAST_WIDTH)}%`,
          }}
        />
      ))}
    </span>
  );
}
