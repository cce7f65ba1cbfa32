'use client';
import { Boxes, Link2, List, Package } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useClient } from 'urql';
import { CompleteExpressionDocument, type CompleteExpressionQuery } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { WORDS, type WordKey } from '../../locales/index.ts';
import { CodeText } from '../code-text.tsx';

type Completion = CompleteExpressionQuery['completeExpression'][number];
type EditorProps = {
  value: string;
  onChange: (value: string) => void;
  rootEntity?: string | null;
  label: string;
  badFrom?: number;
  badTo?: number;
  placeholder?: string;
  disabled?: boolean;
  testId?: string;
  onSubmit?: () => void;
};

/** A field for a data-model expression: coloured, with completion of packages, entities, attributes and references. */
export function ExpressionEditor({
  value,
  onChange,
  rootEntity,
  label,
  badFrom,
  badTo,
  placeholder,
  disabled,
  testId,
  onSubmit,
}: EditorProps) {
  const { t } = useWords();
  const client = useClient();
  const field = useRef<HTMLTextAreaElement>(null);
  const cursor = useRef<number | null>(null);
  const [options, setOptions] = useState<Completion[]>([]);
  const [chosen, setChosen] = useState(0);
  const listId = useId();
  const asked = useRef(0);

  useEffect(() => {
    if (cursor.current === null || !field.current) return;
    field.current.setSelectionRange(cursor.current, cursor.current);
    cursor.current = null;
  });

  const ask = async (text: string, position: number) => {
    asked.current += 1;
    const mine = asked.current;
    await new Promise((resolve) => setTimeout(resolve, 120));
    if (mine !== asked.current) return;
    const { data } = await client
      .query(
        CompleteExpressionDocument,
        { expression: text, position, rootEntity: rootEntity ?? null },
        { requestPolicy: 'network-only' },
      )
      .toPromise();
    if (mine !== asked.current) return;
    const telling = data?.completeExpression.filter((one) => one.insert !== text.slice(one.replaceFrom, one.replaceTo));
    setOptions(telling?.slice(0, 40) ?? []);
    // What only continues a finished expression is offered, but Enter does not take it.
    setChosen(telling?.[0]?.replaceFrom === position ? -1 : 0);
  };
  const close = () => {
    asked.current += 1;
    setOptions([]);
  };
  const take = (option: Completion) => {
    const next = value.slice(0, option.replaceFrom) + option.insert + value.slice(option.replaceTo);
    cursor.current = option.replaceFrom + option.insert.length;
    onChange(next);
    close();
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const open = options.length > 0;
    if (event.key === ' ' && event.ctrlKey) {
      event.preventDefault();
      ask(value, event.currentTarget.selectionStart);
    } else if (open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      setChosen(event.key === 'ArrowDown' ? (chosen + 1) % options.length : (chosen < 1 ? options.length : chosen) - 1);
    } else if (open && ((event.key === 'Tab' && !event.shiftKey) || (event.key === 'Enter' && chosen >= 0))) {
      event.preventDefault();
      const option = options[Math.max(0, chosen)];
      if (option) take(option);
    } else if (open && event.key === 'Escape') {
      event.stopPropagation();
      close();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      close();
      onSubmit?.();
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: closes the list when the focus leaves the field and the list.
    <div className="editor" onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && close()}>
      <pre aria-hidden="true">
        <CodeText text={value} from={badFrom} to={badTo} />
        {'\u200b'}
      </pre>
      <textarea
        ref={field}
        value={value}
        rows={1}
        spellCheck={false}
        autoCapitalize="none"
        autoComplete="off"
        disabled={disabled}
        aria-label={label}
        placeholder={placeholder}
        role="combobox"
        aria-expanded={options.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={options.length && chosen >= 0 ? `${listId}-${chosen}` : undefined}
        data-testid={testId}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          const text = event.target.value.replaceAll('\n', '');
          onChange(text);
          ask(text, event.target.selectionStart);
        }}
      />
      {options.length > 0 && (
        <div
          id={listId}
          role="listbox"
          aria-label={t('expression.completions')}
          className="completions floating"
          data-testid="completions"
        >
          {options.map((option, at) => (
            <button
              key={`${option.label} ${option.replaceFrom}`}
              id={`${listId}-${at}`}
              type="button"
              role="option"
              aria-selected={at === chosen}
              tabIndex={-1}
              ref={at === chosen ? intoView : undefined}
              className={`option ${at === chosen ? 'on' : ''}`}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(option)}
            >
              <KindIcon kind={option.kind} />
              <span className="mono clip">{option.label}</span>
              <span className="sm tertiary clip">{detailOf(option, t)}</span>
              {at === Math.max(0, chosen) && <span className="key">Tab</span>}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

/** What stands beside a proposal; the words of operators and filters are those of the person's language. */
function detailOf({ kind, label, detail }: Completion, t: ReturnType<typeof useWords>['t']): string | null {
  if (kind === 'filter') return t('expression.filterWords');
  const key = `operator.${label}`;
  return kind === 'operator' && key in WORDS ? t(key as WordKey) : detail;
}

/** Keeps the chosen proposal in sight while a person goes through a long list. */
const intoView = (option: HTMLButtonElement | null) => option?.scrollIntoView({ block: 'nearest' });

function KindIcon({ kind }: { kind: string }) {
  const Icon = /ref/i.test(kind) ? Link2 : /entity/i.test(kind) ? Boxes : /package/i.test(kind) ? Package : List;
  return <Icon size={14} aria-hidden="true" style={{ color: 'var(--text-3)' }} />;
}
