'use client';
import type { ProblemPartsFragment } from '../gql/graphql.ts';
import { useWords } from '../lib/language/language-provider.tsx';
import { headingKey } from '../lib/language/say.ts';

export type Problem = Pick<ProblemPartsFragment, 'code' | 'message' | 'remedy'> & {
  path?: readonly string[] | null;
  parameters?: unknown;
};

/** What a person can put right, each with its remedy. */
export function ProblemList({ problems }: { problems: readonly Problem[] }) {
  const { t, say, remedy } = useWords();
  if (problems.length === 0) return null;
  return (
    <ul className="problem-list" role="alert" data-testid="problems">
      {problems.map((problem) => {
        const heading = problem.parameters ? null : headingKey(problem.code);
        const next = remedy(problem);
        return (
          <li key={`${problem.code} ${problem.message}`}>
            {heading ? t(heading) : say(problem)}
            {next && <div className="secondary">{next}</div>}
            <span className="mono xs tertiary">{problem.code}</span>
          </li>
        );
      })}
    </ul>
  );
}
