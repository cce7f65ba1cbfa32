'use client';
import { Search } from 'lucide-react';
import { type DragEvent, memo, useState } from 'react';
import { NODE_ICONS } from '../../components/flow/node-icons.ts';
import type { ServicePartsFragment } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { shortService } from '../runs/run-graph.tsx';
import { STEP_MIME } from './design-canvas.tsx';
import type { NewStep } from './insert-menu.tsx';
import { serviceStep } from './service-step.ts';
import { START_STEP, STEPS } from './steps.ts';

/** What can be put on the canvas: drag it there, or press it to add it after the selected node. */
export const Palette = memo(function Palette({
  services,
  hasStart,
  onAdd,
}: {
  services: readonly ServicePartsFragment[];
  hasStart: boolean;
  onAdd: (step: NewStep) => void;
}) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const matches = (name: string) => name.toLowerCase().includes(text.trim().toLowerCase());
  const steps = [...STEPS, ...(hasStart ? [] : [START_STEP])].filter((step) => matches(t(`nodeType.${step.type}`)));
  const offered = services.filter((service) => service.enabled && matches(service.name));
  const drag = (step: NewStep) => (event: DragEvent) => event.dataTransfer.setData(STEP_MIME, JSON.stringify(step));
  return (
    <aside className="palette-column" aria-label={t('palette.title')} data-testid="palette-column">
      <div className="input-box">
        <Search size={14} aria-hidden="true" />
        <input
          className="input"
          data-search
          type="search"
          placeholder={t('palette.search')}
          aria-label={t('palette.search')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      {steps.map((step, at) => {
        const Icon = NODE_ICONS[step.type];
        return (
          <div key={step.type}>
            {step.group !== steps[at - 1]?.group && <h3>{t(step.group)}</h3>}
            <button
              type="button"
              className="palette-item"
              draggable
              onDragStart={drag({ type: step.type, name: '' })}
              onClick={() => onAdd({ type: step.type, name: '' })}
              data-testid={`add-${step.type}`}
            >
              <Icon size={15} aria-hidden="true" />
              <span className="clip">{t(`nodeType.${step.type}`)}</span>
            </button>
          </div>
        );
      })}
      {offered.length > 0 && <h3>{t('shell.services')}</h3>}
      {offered.map((service) => {
        const step = serviceStep(service);
        const Icon = NODE_ICONS[step.type];
        return (
          <button
            key={service.id}
            type="button"
            className="palette-item"
            draggable
            onDragStart={drag(step)}
            onClick={() => onAdd(step)}
            title={service.name}
            data-testid={`add-service-${service.name}`}
          >
            <Icon size={14} aria-hidden="true" />
            <span className="clip mono">{shortService(service.name)}</span>
          </button>
        );
      })}
    </aside>
  );
});
