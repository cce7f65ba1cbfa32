'use client';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useWords } from '../../../lib/language/language-provider.tsx';

type WordListProps = { name: string; words: readonly string[]; editable: boolean; onChange: (words: string[]) => void };

/** A list of names, each with a way out, and a field for one more. */
export function WordList({ name, words, editable, onChange }: WordListProps) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const add = () => {
    const word = text.trim();
    if (word && !words.includes(word)) onChange([...words, word]);
    setText('');
  };
  return (
    <div className="stack small" data-field={name}>
      <span className="row wrap tight">
        {words.map((word) => (
          <span key={word} className="tag">
            {word}
            {editable && (
              <button
                type="button"
                className="link-button"
                aria-label={t('design.removeOf', { name: word })}
                onClick={() => onChange(words.filter((one) => one !== word))}
              >
                <X size={11} />
              </button>
            )}
          </span>
        ))}
      </span>
      {editable && (
        <span className="row">
          <input
            className="input small"
            aria-label={t(`field.${name as 'authorisedPlugins'}`)}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => event.key === 'Enter' && add()}
            data-testid={`add-to-${name}`}
          />
          <button type="button" className="icon-button small" aria-label={t('design.addWord')} onClick={add}>
            <Plus size={14} />
          </button>
        </span>
      )}
    </div>
  );
}
