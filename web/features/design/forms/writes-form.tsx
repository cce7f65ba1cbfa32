'use client';
import { Plus, Trash2 } from 'lucide-react';
import { useEffect, useId, useRef } from 'react';
import { useWords } from '../../../lib/language/language-provider.tsx';
import { CheckedExpression } from '../../services/checked-expression.tsx';
import type { DesignNode } from '../draft.ts';
import type { PartProps } from '../node-form.tsx';

type Write = DesignNode['writes'][number];
/** The words every CMDB understands; one may know more, such as a confirmation of its own. */
const OPERATIONS = ['create', 'update'];

/** What a data node writes: objects that an expression leads to, and what is done with them. */
export function WritesForm({ draft, node, editable, set }: PartProps) {
  const { t } = useWords();
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const adding = useRef(false);
  useEffect(() => {
    if (!adding.current) return;
    adding.current = false;
    const fields = list.current?.querySelectorAll('textarea');
    fields?.[fields.length - 1]?.focus();
  });
  const add = () => {
    adding.current = true;
    set({ writes: [...node.writes, { expression: draft.rootEntity, operation: 'update' }] }, 'writes');
  };
  const put = (at: number, change: Partial<Write>) =>
    set(
      { writes: node.writes.map((write, place) => (place === at ? { ...write, ...change } : write)) },
      `writes ${at}`,
    );
  return (
    <div ref={list} className="section stack" data-field="writes">
      <h3>{t('field.writes')}</h3>
      {node.writes.map((write, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: writes have no name but their place.
        <div key={at} className="stack small" data-field={`writes.${at}`}>
          <CheckedExpression
            value={write.expression}
            onChange={(expression) => put(at, { expression })}
            rootEntity={draft.rootEntity}
            label={t('design.writeExpression', { number: at + 1 })}
            placeholder={draft.rootEntity}
            disabled={!editable}
            testId={`write-expression-${at}`}
          />
          <div className="row">
            <input
              className="input small mono"
              style={{ width: 140 }}
              list={listId}
              autoComplete="off"
              aria-label={t('design.writeOperation', { number: at + 1 })}
              placeholder={t('design.operation')}
              value={write.operation}
              onChange={(event) => put(at, { operation: event.target.value })}
              data-testid={`write-operation-${at}`}
            />
            <button
              type="button"
              className="icon-button small push"
              aria-label={t('design.removeWrite', { number: at + 1 })}
              onClick={() => set({ writes: node.writes.filter((_, place) => place !== at) }, 'writes')}
            >
              <Trash2 size={14} />
            </button>
          </div>
        </div>
      ))}
      <datalist id={listId}>
        {OPERATIONS.map((operation) => (
          <option key={operation} value={operation} />
        ))}
      </datalist>
      <div>
        <button type="button" className="button small" onClick={add} data-testid="add-write">
          <Plus size={14} aria-hidden="true" />
          {t('design.addWrite')}
        </button>
      </div>
    </div>
  );
}
