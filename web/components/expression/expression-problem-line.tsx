'use client';
import type { CheckPartsFragment } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';

type LineProps = {
  problem: CheckPartsFragment['problems'][number];
  /** Puts the nearest right word in the place of the wrong one. */
  onTake?: (word: string) => void;
  testId?: string;
};
const SHOWN = 6;

/** What is wrong with an expression, where, and what would be right. */
export function ExpressionProblemLine({ problem, onTake, testId }: LineProps) {
  const { t, say } = useWords();
  const { suggestion, expected } = problem;
  return (
    <p className="sm failed-text" role="alert" style={{ marginTop: 4 }} data-testid={testId}>
      {t('expression.at', { position: problem.position + 1 })} {say(problem)}{' '}
      {suggestion &&
        (onTake ? (
          <button type="button" className="link-button" onClick={() => onTake(suggestion)}>
            {t('services.takeWord', { word: suggestion })}
          </button>
        ) : (
          t('expression.suggestion', { word: suggestion })
        ))}
      {!suggestion && expected.length > 0 && (
        <span className="tertiary">{t('expression.expected', { words: expected.slice(0, SHOWN).join(', ') })}</span>
      )}
    </p>
  );
}
