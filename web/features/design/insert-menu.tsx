'use client';
import { Zap } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { useModal } from '../../components/dialog.tsx';
import type { NodeType, ServicePartsFragment } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { serviceStepName } from './palette.tsx';
import { STEPS } from './steps.ts';

export type NewStep = { type: NodeType; name: string; service?: string | null };
type InsertMenuProps = {
  services: readonly ServicePartsFragment[];
  at: { x: number; y: number };
  onInsert: (step: NewStep) => void;
  onClose: () => void;
};

/** Chooses what goes onto a link, by a few letters. */
export function InsertMenu({ services, at, onInsert, onClose }: InsertMenuProps) {
  const { t } = useWords();
  const layer = useModal(onClose);
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const steps = STEPS.filter((step) => step.type !== 'END').map((step) => ({
    id: step.type,
    label: t(`nodeType.${step.type}`),
    icon: step.icon,
    step: { type: step.type, name: '' } as NewStep,
  }));
  const calls = services
    .filter((service) => service.enabled)
    .map((service) => ({
      id: service.id,
      label: service.name,
      icon: Zap,
      step: { type: 'AUTOMATIC', name: serviceStepName(service), service: service.name } as NewStep,
    }));
  const options = [...steps, ...calls]
    .filter((option) => option.label.toLowerCase().includes(text.trim().toLowerCase()))
    .slice(0, 9);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && options[chosen]) onInsert(options[chosen].step);
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    setChosen((chosen + (event.key === 'ArrowDown' ? 1 : -1) + options.length) % Math.max(1, options.length));
  };
  return (
    <dialog
      ref={layer}
      className="insert-menu"
      aria-label={t('design.insertHere')}
      style={{
        margin: 0,
        left: Math.min(at.x - 20, window.innerWidth - 260),
        top: Math.min(at.y + 14, window.innerHeight - 320),
      }}
      data-testid="insert-menu"
    >
      <input
        className="input small"
        autoFocus
        placeholder={t('palette.search')}
        aria-label={t('palette.search')}
        value={text}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setText(event.target.value);
          setChosen(0);
        }}
      />
      <div role="listbox" aria-label={t('palette.title')} style={{ marginTop: 4 }}>
        {options.map((option, position) => {
          const Icon = option.icon;
          return (
            <button
              key={option.id}
              type="button"
              role="option"
              aria-selected={position === chosen}
              className={`option ${position === chosen ? 'on' : ''}`}
              onClick={() => onInsert(option.step)}
              data-testid={`insert-${option.label}`}
            >
              <Icon size={14} aria-hidden="true" style={{ color: 'var(--text-3)' }} />
              <span className="clip">{option.label}</span>
              {position === chosen && <span className="key">Enter</span>}
            </button>
          );
        })}
      </div>
    </dialog>
  );
}
