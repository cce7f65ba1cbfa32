'use client';
import { useEffect, useRef, useState } from 'react';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  NodeRunPartsFragmentDoc,
  RunChangesDocument,
  RunDetailFragmentDoc,
  RunDocument,
  RunRowFragmentDoc,
} from '../../gql/graphql.ts';
import { useChanges } from '../../lib/graph/use-changes.ts';
import { useLive, useLiveQuery } from '../../lib/graph/use-live.tsx';

/** One run, live: its events carry its new state, and after a gap the subscription resumes from the last version seen. */
export function useRun(id: string) {
  const { epoch } = useLive();
  const [{ data, error }, refetch] = useLiveQuery({ query: RunDocument, variables: { id } });
  const detail = readFragment(RunDetailFragmentDoc, data?.run);
  const row = readFragment(RunRowFragmentDoc, detail);
  const since = useSinceVersion(row?.version ?? null, epoch);
  useChanges(
    { query: RunChangesDocument, variables: { id, sinceVersion: since }, pause: since === null },
    ({ runChanged }) => {
      if (runChanged.type === 'RESET' || !runChanged.run) refetch({ requestPolicy: 'network-only' });
    },
  );
  const nodes = readFragment(NodeRunPartsFragmentDoc, detail?.nodes ?? []);
  return {
    run: detail && row ? { ...row, definition: detail.definition, nodes } : null,
    missing: data?.run === null,
    error,
    refetch,
  };
}

export type LiveRun = NonNullable<ReturnType<typeof useRun>['run']>;
export type LiveNode = LiveRun['nodes'][number];

/** The version to resume from: the first one seen, and again the newest after each gap. */
function useSinceVersion(version: number | null, epoch: number): number | null {
  const newest = useRef(version);
  const [since, setSince] = useState<number | null>(version);
  useEffect(() => {
    newest.current = version;
    if (version !== null) setSince((current) => current ?? version);
  }, [version]);
  useEffect(() => {
    if (epoch > 0) setSince(newest.current);
  }, [epoch]);
  return since;
}
