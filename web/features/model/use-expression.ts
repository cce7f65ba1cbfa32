'use client';
import { useMemo } from 'react';
import { useQuery } from 'urql';
import { readFragment } from '../../gql/fragment-masking.ts';
import { CheckPartsFragmentDoc, EvaluateExpressionDocument } from '../../gql/graphql.ts';
import { useDebounced } from '../../lib/use-debounced.ts';

/** What an expression means and finds, as it is typed: the entities it passes, how many objects, or what is wrong with it. */
export function useExpression(text: string) {
  const still = useDebounced(text.trim(), 250);
  const [{ data, error, fetching }] = useQuery({
    query: EvaluateExpressionDocument,
    variables: { expression: still, first: 50 },
    pause: still === '',
    requestPolicy: 'network-only',
  });
  const result = still === '' ? undefined : data?.evaluateExpression;
  const check = readFragment(CheckPartsFragmentDoc, result?.check);
  const segments = check?.segments ?? NONE;
  const lit = useMemo(() => new Set(segments.map((segment) => segment.entity)), [segments]);
  const path = useMemo(
    () => segments.slice(1).map((segment, at) => ({ from: segments[at]?.entity ?? '', to: segment.entity })),
    [segments],
  );
  const counts = useMemo(
    () => new Map(segments.map((segment, at) => [segment.entity, result?.counts[at] ?? 0])),
    [segments, result],
  );
  return {
    result,
    counts,
    check,
    problem: text.trim() === still ? (check?.problems[0] ?? null) : null,
    lit,
    path,
    error,
    fetching,
  };
}

const NONE: { entity: string }[] = [];
