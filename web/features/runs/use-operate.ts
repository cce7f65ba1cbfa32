'use client';
import { useMutation } from 'urql';
import type { Problem } from '../../components/problems.tsx';
import { useToast } from '../../components/toasts.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import { OperateRunDocument, type OperateRunInput, ProblemPartsFragmentDoc } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';

type Intent = Pick<OperateRunInput, 'operation' | 'nodeId' | 'reason' | 'option'>;

/** Does something to a run as the person saw it: the version goes along, so that a second click does nothing. */
export function useOperate(run: { id: string; version: number }) {
  const { t, say, remedy } = useWords();
  const toast = useToast();
  const [{ fetching }, send] = useMutation(OperateRunDocument);
  const operate = async (intent: Intent): Promise<boolean> => {
    const answer = await send({ input: { runId: run.id, expectedVersion: run.version, ...intent } });
    const problems: readonly Problem[] = answer.error
      ? [
          {
            code: 'INTERNAL',
            message: answer.error.graphQLErrors[0]?.message ?? t('failure.unreachable'),
            remedy: null,
          },
        ]
      : readFragment(ProblemPartsFragmentDoc, answer.data?.operateRun.problems ?? []);
    for (const problem of problems) toast('failed', [say(problem), remedy(problem)].filter(Boolean).join(' '));
    if (problems.length === 0) toast('ok', t(`operated.${intent.operation}`));
    return problems.length === 0;
  };
  return { operate, busy: fetching };
}
