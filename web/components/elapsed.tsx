'use client';
import { useEffect, useState } from 'react';
import { formatClock, formatDuration } from '../lib/time/format-time.ts';

type ElapsedProps = { from: string; to?: string | null; clock?: boolean };

/** The time between two moments; it ticks while the second is still to come. */
export function Elapsed({ from, to, clock }: ElapsedProps) {
  const now = useNow(!to);
  const ms = Math.max(0, (to ? Date.parse(to) : now) - Date.parse(from));
  if (clock) return <span>{formatClock(ms)}</span>;
  return <span>{formatDuration(to ? ms : Math.floor(ms / 1000) * 1000)}</span>;
}

function useNow(ticking: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!ticking) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [ticking]);
  return now;
}
