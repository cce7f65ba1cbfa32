'use client';
import { createContext, use, useEffect, useRef, useSyncExternalStore } from 'react';
import { type AnyVariables, type UseQueryArgs, type UseQueryResponse, useQuery } from 'urql';
import { createLiveConnection, type LiveConnection } from './live-connection.ts';

export const LiveContext = createContext<LiveConnection>(createLiveConnection());

/** The state of the live connection, and a number that grows when events may have been missed. */
export function useLive() {
  const live = use(LiveContext);
  return useSyncExternalStore(live.subscribe, live.snapshot, live.snapshot);
}

/** A query that is asked again after the live connection was lost and came back. Old data stays on screen meanwhile. */
export function useLiveQuery<Data, Variables extends AnyVariables>(
  args: UseQueryArgs<Variables, Data>,
): UseQueryResponse<Data, Variables> {
  const { epoch } = useLive();
  const seen = useRef(epoch);
  const response = useQuery(args);
  const refetch = response[1];
  useEffect(() => {
    if (seen.current === epoch) return;
    seen.current = epoch;
    refetch({ requestPolicy: 'network-only' });
  }, [epoch, refetch]);
  return response;
}
