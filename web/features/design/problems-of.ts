import type { Problem } from '../../components/problems.tsx';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { ProblemPartsFragmentDoc } from '../../gql/graphql.ts';

/** What a mutation refused, or why it got no answer. */
export function problemsOf(
  problems: readonly FragmentType<typeof ProblemPartsFragmentDoc>[] | undefined,
  error?: Error,
): readonly Problem[] {
  if (error) return [{ code: 'INTERNAL', message: error.message, remedy: null }];
  return readFragment(ProblemPartsFragmentDoc, problems ?? []);
}
