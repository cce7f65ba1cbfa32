'use client';
import { Search, Zap } from 'lucide-react';
import { type DragEvent, useState } from 'react';
import type { ServicePartsFragment } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { shortService } from '../runs/run-graph.tsx';
import { STEP_MIME } from './design-canvas.tsx';
import type { NewStep } from './insert-menu.tsx';
import { START_STEP, STEPS } from './steps.ts';

/** What can be put on the canvas: drag it there, or press it to add it after the selected node. */
export function Palette({
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
        const Icon = step.icon;
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
        const step: NewStep = { type: 'AUTOMATIC', name: serviceStepName(service), service: service.name };
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
            <Zap size={14} aria-hidden="true" />
            <span className="clip mono">{shortService(service.name)}</span>
          </button>
        );
      })}
    </aside>
  );
}

/** A first name for a node that calls a service. */
export function serviceStepName(service: { pluginName: string; action: string }): string {
  const words = `${service.action} ${service.pluginName}`.replaceAll(/[-_]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
