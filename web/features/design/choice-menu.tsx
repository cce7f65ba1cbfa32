'use client';
import type { LucideIcon } from 'lucide-react';
import { type KeyboardEvent, useId, useState } from 'react';
import { useModal } from '../../components/dialog.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';

export type Choice<T> = { id: string; label: string; detail?: string; icon: LucideIcon; value: T };
type ChoiceMenuProps<T> = {
  title: string;
  placeholder: string;
  choices: readonly Choice<T>[];
  /** Where it opens, in the window. */
  at: { x: number; y: number };
  testId: string;
  onChoose: (value: T) => void;
  onClose: () => void;
};
const SHOWN = 9;

/** Chooses one of many by a few letters, arrow keys and Enter. */
export function ChoiceMenu<T>({ title, placeholder, choices, at, testId, onChoose, onClose }: ChoiceMenuProps<T>) {
  const { t } = useWords();
  const layer = useModal(onClose);
  const listId = useId();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const wanted = text.trim().toLowerCase();
  const options = choices.filter((one) => one.label.toLowerCase().includes(wanted)).slice(0, SHOWN);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && options[chosen]) {
      event.preventDefault();
      onChoose(options[chosen].value);
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    setChosen((chosen + (event.key === 'ArrowDown' ? 1 : -1) + options.length) % Math.max(1, options.length));
  };
  return (
    <dialog
      ref={layer}
      className="insert-menu"
      aria-label={title}
      style={{
        margin: 0,
        left: Math.max(8, Math.min(at.x - 20, window.innerWidth - 260)),
        top: Math.max(8, Math.min(at.y + 14, window.innerHeight - 320)),
      }}
      data-testid={testId}
    >
      <input
        className="input small"
        autoFocus
        role="combobox"
        aria-expanded={true}
        aria-controls={listId}
        aria-activedescendant={options[chosen] ? `${listId}-${chosen}` : undefined}
        placeholder={placeholder}
        aria-label={placeholder}
        value={text}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setText(event.target.value);
          setChosen(0);
        }}
      />
      <div id={listId} role="listbox" aria-label={title} style={{ marginTop: 4 }}>
        {options.map((option, position) => (
          <button
            key={option.id}
            id={`${listId}-${position}`}
            type="button"
            role="option"
            tabIndex={-1}
            aria-selected={position === chosen}
            className={`option ${position === chosen ? 'on' : ''}`}
            onClick={() => onChoose(option.value)}
            data-testid={`insert-${option.label}`}
          >
            <option.icon size={14} aria-hidden="true" style={{ color: 'var(--text-3)' }} />
            <span className="clip">{option.label}</span>
            {option.detail && <span className="xs tertiary push clip">{option.detail}</span>}
            {position === chosen && <span className="key">Enter</span>}
          </button>
        ))}
        {options.length === 0 && (
          <p className="sm tertiary" style={{ padding: 6 }}>
            {t('general.nothingFound')}
          </p>
        )}
      </div>
    </dialog>
  );
}
