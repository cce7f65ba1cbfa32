'use client';
import { useMemo, useState } from 'react';
import { useSubscription } from 'urql';
import { InstanceUsageDocument, type InstanceUsageSubscription } from '../../gql/graphql.ts';

export type UsageSample = InstanceUsageSubscription['instanceUsage']['samples'][number];
export type Usages = Readonly<Record<string, readonly UsageSample[]>>;

/** Samples that a chart holds: two minutes of one a second. */
export const MOST_SAMPLES = 120;
const NOTHING: Usages = {};

/** What instances use, live, the oldest first; as long as a page shows it. */
export function useInstanceUsage(ids: readonly string[]): Usages {
  const [reader] = useState(() => crypto.randomUUID());
  const key = [...ids].sort().join(' ');
  const variables = useMemo(() => ({ ids: key.split(' '), reader }), [key, reader]);
  const [{ data }] = useSubscription<InstanceUsageSubscription, Usages, { ids: string[]; reader: string }>(
    { query: InstanceUsageDocument, variables, pause: key === '' },
    (usages = NOTHING, { instanceUsage }) => withSamples(usages, instanceUsage.samples),
  );
  return data ?? NOTHING;
}

/** A stream that begins anew brings what is known already; only newer samples are added. */
function withSamples(usages: Usages, samples: readonly UsageSample[]): Usages {
  const next: Record<string, readonly UsageSample[]> = { ...usages };
  for (const sample of samples) {
    const known = next[sample.instanceId] ?? [];
    if ((known.at(-1)?.at ?? '') >= sample.at) continue;
    next[sample.instanceId] = [...known, sample].slice(-MOST_SAMPLES);
  }
  return next;
}
