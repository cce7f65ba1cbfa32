'use client';
import { useState } from 'react';
import { useMutation } from 'urql';
import type { Problem } from '../../components/problems.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  ProblemPartsFragmentDoc,
  RemoveInstanceDocument,
  RestartInstanceDocument,
  StartInstanceDocument,
  StopInstanceDocument,
} from '../../gql/graphql.ts';

export type InstanceAction = 'start' | 'stop' | 'restart' | 'remove';
export type Drops = { dropDatabase: boolean; dropBucket: boolean };

/** Does what a person asks of one instance; `act` says whether the platform agreed. */
export function useInstanceAction(id: string) {
  const [starting, start] = useMutation(StartInstanceDocument);
  const [stopping, stop] = useMutation(StopInstanceDocument);
  const [restarting, restart] = useMutation(RestartInstanceDocument);
  const [removing, remove] = useMutation(RemoveInstanceDocument);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const input = { input: { id } };
  const calls = {
    start: () => start(input).then(({ error, data }) => ({ error, payload: data?.startInstance })),
    stop: () => stop(input).then(({ error, data }) => ({ error, payload: data?.stopInstance })),
    restart: () => restart(input).then(({ error, data }) => ({ error, payload: data?.restartInstance })),
    remove: (drops: Drops) =>
      remove({ input: { id, ...drops } }).then(({ error, data }) => ({ error, payload: data?.removeInstance })),
  };
  const act = async (action: InstanceAction, drops: Drops): Promise<boolean> => {
    const { error, payload } = await calls[action](drops);
    const refused = error
      ? [{ code: 'INTERNAL', message: error.message, remedy: null }]
      : readFragment(ProblemPartsFragmentDoc, payload?.problems ?? []);
    setProblems(refused);
    return refused.length === 0;
  };
  return { act, problems, busy: [starting, stopping, restarting, removing].some(({ fetching }) => fetching) };
}
