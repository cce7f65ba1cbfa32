'use client';
import { useRef, useState } from 'react';
import { useMutation } from 'urql';
import type { Problem } from '../../components/problems.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import { InstancePartsFragmentDoc, LaunchInstanceDocument, ProblemPartsFragmentDoc } from '../../gql/graphql.ts';
import { type LaunchWishes, launchInput } from './launch-options.tsx';

/** Launches an instance once per intent: a repeated click carries the same key and starts nothing more. */
export function useLaunch(packageId: string) {
  const key = useRef(crypto.randomUUID());
  const [{ fetching }, launch] = useMutation(LaunchInstanceDocument);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const start = async (wishes: LaunchWishes): Promise<string | null> => {
    const input = { packageId, ...launchInput(wishes), idempotencyKey: key.current };
    const answer = await launch({ input });
    const refused = answer.error
      ? [{ code: 'INTERNAL', message: answer.error.message, remedy: null }]
      : readFragment(ProblemPartsFragmentDoc, answer.data?.launchInstance.problems ?? []);
    setProblems(refused);
    if (refused.length === 0) key.current = crypto.randomUUID();
    return readFragment(InstancePartsFragmentDoc, answer.data?.launchInstance.instance)?.id ?? null;
  };
  return { start, problems, busy: fetching };
}
