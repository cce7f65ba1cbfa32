'use client';
import { useId, useState } from 'react';
import { useQuery } from 'urql';
import { readFragment } from '../gql/fragment-masking.ts';
import { ObjectDocument, ObjectPartsFragmentDoc, ObjectsDocument } from '../gql/graphql.ts';
import { useWords } from '../lib/language/language-provider.tsx';
import { useDebounced } from '../lib/use-debounced.ts';
import { ErrorText } from './placeholders.tsx';

type PickerProps = {
  entity: string;
  objectId: string | null;
  onPick: (object: { objectId: string; displayName: string } | null) => void;
  label: string;
  testId?: string;
};

/** Finds one object of an entity by a few letters. */
export function ObjectPicker({ entity, objectId, onPick, label, testId }: PickerProps) {
  const { t } = useWords();
  const listId = useId();
  const [text, setText] = useState<string | null>(null);
  const [chosen, setChosen] = useState(0);
  const search = useDebounced(text ?? '', 150);
  const open = text !== null;
  const [{ data, error }] = useQuery({
    query: ObjectsDocument,
    variables: { entity, first: 20, search: search || null },
    pause: !open || !entity,
  });
  const [current] = useQuery({
    query: ObjectDocument,
    variables: { entity, objectId: objectId ?? '' },
    pause: !objectId || !entity,
  });
  const found = readFragment(ObjectPartsFragmentDoc, data?.objects.nodes ?? []);
  const name = readFragment(ObjectPartsFragmentDoc, current.data?.object)?.displayName ?? objectId ?? '';
  const pick = (object: (typeof found)[number] | undefined) => {
    if (!object) return;
    onPick({ objectId: object.objectId, displayName: object.displayName });
    setText(null);
  };
  return (
    <div style={{ position: 'relative' }}>
      <input
        className="input"
        role="combobox"
        aria-label={label}
        aria-expanded={open}
        aria-controls={listId}
        aria-autocomplete="list"
        disabled={!entity}
        placeholder={t('objects.pick')}
        value={text ?? name}
        data-testid={testId}
        onFocus={() => setText('')}
        onBlur={() => setText(null)}
        onChange={(event) => {
          setText(event.target.value);
          setChosen(0);
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') setChosen(Math.min(chosen + 1, found.length - 1));
          if (event.key === 'ArrowUp') setChosen(Math.max(chosen - 1, 0));
          if (event.key === 'Enter') event.preventDefault(), pick(found[chosen]), event.currentTarget.blur();
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
      />
      {open && (
        <div id={listId} role="listbox" className="completions floating" aria-label={label}>
          {error && (
            <p className="sm failed-text" style={{ padding: 8 }}>
              <ErrorText error={error} />
            </p>
          )}
          {data && found.length === 0 && (
            <p className="sm tertiary" style={{ padding: 8 }}>
              {t('general.nothingFound')}
            </p>
          )}
          {found.map((object, at) => (
            <button
              key={object.id}
              type="button"
              role="option"
              aria-selected={at === chosen}
              tabIndex={-1}
              className={`option ${at === chosen ? 'on' : ''}`}
              onMouseDown={(event) => event.preventDefault()}
              onClick={(event) => (
                pick(object), (event.currentTarget.closest('div')?.previousElementSibling as HTMLElement | null)?.blur()
              )}
              data-testid={`object-${object.objectId}`}
            >
              <span className="clip">{object.displayName}</span>
              <span className="mono xs tertiary push clip">{object.objectId}</span>
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
