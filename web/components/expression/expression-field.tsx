'use client';
import { useEffect, useRef } from 'react';
import { useQuery } from 'urql';
import { readFragment } from '../../gql/fragment-masking.ts';
import { CheckExpressionDocument, type CheckPartsFragment, CheckPartsFragmentDoc } from '../../gql/graphql.ts';
import { useDebounced } from '../../lib/use-debounced.ts';
import { ExpressionEditor } from './expression-editor.tsx';
import { ExpressionPreview } from './expression-preview.tsx';
import { ExpressionProblemLine } from './expression-problem-line.tsx';

type Check = CheckPartsFragment;
export type ExpressionProblemParts = Check['problems'][number];

export type ExpressionFieldProps = {
  value: string;
  onChange: (value: string) => void;
  /** `package:entity` the expression must start at; anywhere when absent. */
  rootEntity?: string | null;
  label: string;
  /** Problems known from elsewhere, such as those of a deployment; the field finds those of the text itself. */
  problems?: readonly ExpressionProblemParts[];
  placeholder?: string;
  disabled?: boolean;
  testId?: string;
  /** Shows below what the expression finds now, five rows of it: from this object, or from all when it is null. */
  preview?: { objectId: string; displayName: string } | null;
  /** A text that stands for "no expression" and is not checked. */
  isNothing?: (value: string) => boolean;
  /** Told when the text was checked: the entity it ends in, or null when it is wrong or empty. */
  onResult?: (entity: string | null) => void;
};

const STILL_MS = 300;

/**
 * An expression to write: coloured, completed by keyboard, checked as it stands still, with what is wrong and the nearest
 * right word below, and with what it finds when `preview` is given.
 */
export function ExpressionField(props: ExpressionFieldProps) {
  const { value, onChange, rootEntity = null, label, problems = [], placeholder, disabled, testId, preview } = props;
  const still = useDebounced(value, STILL_MS);
  const isEmpty = still.trim() === '' || props.isNothing?.(still) === true;
  const [{ data }] = useQuery({
    query: CheckExpressionDocument,
    variables: { expression: still, rootEntity },
    pause: isEmpty,
  });
  const check = isEmpty ? undefined : readFragment(CheckPartsFragmentDoc, data?.checkExpression);
  const problem = still === value ? (check?.problems[0] ?? problems[0]) : undefined;
  useTold(check?.ok ? check.resultEntity : null, isEmpty || check !== undefined, props.onResult);
  return (
    <div>
      <ExpressionEditor
        value={value}
        onChange={onChange}
        rootEntity={rootEntity}
        label={label}
        badFrom={problem?.position}
        badTo={problem?.end}
        placeholder={placeholder}
        disabled={disabled}
        testId={testId}
      />
      {problem && (
        <ExpressionProblemLine
          problem={problem}
          onTake={
            disabled
              ? undefined
              : (word) => onChange(value.slice(0, problem.position) + word + value.slice(problem.end))
          }
          testId={testId && `${testId}-problem`}
        />
      )}
      {preview !== undefined && check?.ok && (
        <div style={{ marginTop: 10 }}>
          <ExpressionPreview
            expression={still}
            rootObjectId={preview?.objectId ?? null}
            rootName={preview?.displayName ?? null}
          />
        </div>
      )}
    </div>
  );
}

/** Tells each result once, after the text it belongs to is drawn. */
function useTold(entity: string | null, isKnown: boolean, tell?: (entity: string | null) => void): void {
  const listener = useRef(tell);
  useEffect(() => {
    listener.current = tell;
  });
  useEffect(() => {
    if (isKnown) listener.current?.(entity);
  }, [entity, isKnown]);
}
