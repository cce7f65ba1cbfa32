'use client';
import type { ProblemPartsFragment } from '../gql/graphql.ts';
import { useWords } from '../lib/language/language-provider.tsx';
import { WORDS, type WordKey } from '../locales/index.ts';

export type Problem = Pick<ProblemPartsFragment, 'code' | 'message' | 'remedy'> & { path?: readonly string[] | null };

/** What a person can put right, each with its remedy. */
export function ProblemList({ problems }: { problems: readonly Problem[] }) {
  const { language, t } = useWords();
  if (problems.length === 0) return null;
  return (
    <ul className="problem-list" role="alert" data-testid="problems">
      {problems.map((problem) => {
        const heading = problemKey(problem.code);
        return (
          <li key={`${problem.code} ${problem.message}`}>
            {heading && language === 'zh-CN' && <b>{t(heading)} </b>}
            {problem.message}
            {problem.remedy && <div className="secondary">{problem.remedy}</div>}
            <span className="mono xs tertiary">{problem.code}</span>
          </li>
        );
      })}
    </ul>
  );
}

function problemKey(code: string): WordKey | null {
  const key = `problem.${code}`;
  return key in WORDS ? (key as WordKey) : null;
}
