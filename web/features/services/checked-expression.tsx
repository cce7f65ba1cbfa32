'use client';
import { useQuery } from 'urql';
import { ExpressionEditor } from '../../components/expression/expression-editor.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import { CheckExpressionDocument, CheckPartsFragmentDoc } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { useDebounced } from '../../lib/use-debounced.ts';

type CheckedProps = {
  value: string;
  onChange: (value: string) => void;
  rootEntity: string | null;
  label: string;
  placeholder?: string;
  disabled?: boolean;
  testId?: string;
};
const STILL_MS = 300;
/** What WeCube writes for "nothing is read". */
const NOTHING = /\.NONE\s*$/;

/** A field for an expression that says below it what is wrong, and takes the nearest right word over. */
export function CheckedExpression({ value, onChange, rootEntity, ...rest }: CheckedProps) {
  const { t, say } = useWords();
  const still = useDebounced(value, STILL_MS);
  const isEmpty = still.trim() === '' || NOTHING.test(still);
  const [{ data }] = useQuery({
    query: CheckExpressionDocument,
    variables: { expression: still, rootEntity },
    pause: isEmpty || rest.disabled === true,
  });
  const check = isEmpty ? undefined : readFragment(CheckPartsFragmentDoc, data?.checkExpression);
  const problem = still === value ? check?.problems[0] : undefined;
  return (
    <div>
      <ExpressionEditor
        {...rest}
        value={value}
        onChange={onChange}
        rootEntity={rootEntity}
        badFrom={problem?.position}
        badTo={problem?.end}
      />
      {problem && (
        <p className="sm failed-text" role="alert">
          {say(problem)}{' '}
          {problem.suggestion && (
            <button
              type="button"
              className="link-button"
              onClick={() => onChange(value.slice(0, problem.position) + problem.suggestion + value.slice(problem.end))}
            >
              {t('services.takeWord', { word: problem.suggestion })}
            </button>
          )}
        </p>
      )}
    </div>
  );
}
