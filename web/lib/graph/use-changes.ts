'use client';
import { useCallback, useEffect, useRef } from 'react';
import { type AnyVariables, type UseSubscriptionArgs, useSubscription } from 'urql';

/** Calls `onChange` for every event of a subscription; the cache takes the event's object by itself. */
export function useChanges<Data, Variables extends AnyVariables>(
  args: UseSubscriptionArgs<Variables, Data>,
  onChange?: (data: Data) => void,
): void {
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  const [{ data }] = useSubscription<Data, Data, Variables>(args, (_, next) => next);
  useEffect(() => {
    if (data) latest.current?.(data);
  }, [data]);
}

/** Asks again shortly after the last of several reasons to, so that a burst of events costs one request. */
export function useRefetchSoon(
  refetch: (options: { requestPolicy: 'network-only' }) => void,
  waitMs = 400,
): () => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => refetch({ requestPolicy: 'network-only' }), waitMs);
  }, [refetch, waitMs]);
}
