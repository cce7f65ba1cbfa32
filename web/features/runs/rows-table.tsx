'use client';
import { useState } from 'react';
import { showValue } from '../../components/expression/expression-preview.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';

const SHOWN = 10;

/** Rows of a call as a table; anything that is no list of rows as it is. */
export function RowsTable({ title, value }: { title: string; value: unknown }) {
  const { t } = useWords();
  const [all, setAll] = useState(false);
  const rows = asRows(value);
  if (!rows) {
    return (
      <div>
        <h3 className="section-title">{title}</h3>
        {value === null || value === undefined ? (
          <p className="sm tertiary">{t('data.nothing')}</p>
        ) : (
          <pre className="log">{JSON.stringify(value, null, 2)}</pre>
        )}
      </div>
    );
  }
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const shown = all ? rows : rows.slice(0, SHOWN);
  return (
    <div>
      <h3 className="section-title">
        {title} <span className="tertiary">{t('data.rows', { count: rows.length })}</span>
      </h3>
      <div style={{ overflowX: 'auto' }}>
        <table className="table compact" style={{ tableLayout: 'auto' }}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} className="mono">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a finished call never move.
              <tr key={at}>
                {columns.map((column) => (
                  <td
                    key={column}
                    className="mono"
                    style={{ maxWidth: 320, paddingRight: 16 }}
                    title={showValue(row[column])}
                  >
                    {showValue(row[column])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > SHOWN && !all && (
        <button type="button" className="link-button sm" onClick={() => setAll(true)}>
          {t('data.showAll', { count: rows.length })}
        </button>
      )}
    </div>
  );
}

function asRows(value: unknown): Record<string, unknown>[] | null {
  const list = Array.isArray(value)
    ? value
    : ((value as { inputs?: unknown; outputs?: unknown } | null)?.inputs ??
      (value as { outputs?: unknown } | null)?.outputs);
  if (!Array.isArray(list) || list.length === 0) return null;
  return list.every((row) => row && typeof row === 'object' && !Array.isArray(row))
    ? (list as Record<string, unknown>[])
    : null;
}
