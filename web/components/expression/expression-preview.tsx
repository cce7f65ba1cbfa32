'use client';
import { useQuery } from 'urql';
import { readFragment } from '../../gql/fragment-masking.ts';
import { CheckPartsFragmentDoc, EvaluateExpressionDocument, ObjectPartsFragmentDoc } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { ErrorText } from '../placeholders.tsx';
import { StateIcon } from '../state.tsx';

type PreviewProps = { expression: string; rootObjectId: string | null; rootName: string | null };
const ROWS = 5;

/** What an expression finds right now: how many, how fast, and the first five. */
export function ExpressionPreview({ expression, rootObjectId, rootName }: PreviewProps) {
  const { t } = useWords();
  const [{ data, error, stale }] = useQuery({
    query: EvaluateExpressionDocument,
    variables: { expression, rootObjectId, first: ROWS },
    pause: expression.trim() === '',
    requestPolicy: 'network-only',
  });
  if (expression.trim() === '') return null;
  if (error && !data) {
    return (
      <p className="note state-warning" role="status">
        <ErrorText error={error} />
      </p>
    );
  }
  if (!data) return <span className="skeleton" style={{ width: '60%' }} />;
  const { totalCount, tookMs } = data.evaluateExpression;
  const check = readFragment(CheckPartsFragmentDoc, data.evaluateExpression.check);
  if (!check.ok) return null;
  const objects = readFragment(ObjectPartsFragmentDoc, data.evaluateExpression.objects);
  const columns = previewColumns(objects.map((object) => (object.attributes ?? {}) as Record<string, unknown>));
  return (
    <div style={{ opacity: stale ? 0.6 : 1 }} data-testid="expression-preview">
      <div className="row" style={{ marginBottom: 4 }}>
        <h3 className="section-title" style={{ margin: 0 }}>
          {rootName ? t('expression.previewWith', { root: rootName }) : t('expression.preview')}
        </h3>
        <span className="live xs" aria-live="polite">
          <StateIcon tone={totalCount > 0 ? 'ok' : 'warning'} size={12} />
          {t('expression.found', { shown: objects.length, count: totalCount, ms: tookMs })}
        </span>
      </div>
      {objects.length > 0 && (
        <table className="table compact">
          <thead>
            <tr>
              <th>displayName</th>
              {columns.map((column) => (
                <th key={column}>{column}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {objects.map((object) => (
              <tr key={object.id}>
                <td className="mono">{object.displayName}</td>
                {columns.map((column) => (
                  <td key={column} className="secondary">
                    {showValue((object.attributes as Record<string, unknown>)[column])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

/** Up to two attributes worth a column: short values, not the name or the id again. */
function previewColumns(rows: Record<string, unknown>[]): string[] {
  const names = Object.keys(rows[0] ?? {}).filter((name) => !['id', 'displayName', 'name'].includes(name));
  return names.filter((name) => rows.some((row) => row[name] !== null && row[name] !== '')).slice(0, 2);
}

/** A value of any attribute as one line of text. */
export function showValue(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'object') return Array.isArray(value) ? value.map(showValue).join(', ') : JSON.stringify(value);
  return String(value);
}
