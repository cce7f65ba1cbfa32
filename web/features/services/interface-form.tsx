'use client';
import { Field } from '../../components/field.tsx';
import type { Idempotency } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { ParameterTable } from './parameter-table.tsx';
import type { DraftInterface } from './registration-draft.ts';

const CHOICES: Idempotency[] = ['SAFE', 'KEYED', 'UNSAFE'];

type InterfaceProps = {
  one: DraftInterface;
  shapes: readonly string[];
  rootEntity: string | null;
  editable: boolean;
  onChange: (change: Partial<DraftInterface>) => void;
};

/** One service: whether it is in use, which objects it is offered for, what a repeat means, where its values come from. */
export function InterfaceForm({ one, shapes, rootEntity, editable, onChange }: InterfaceProps) {
  const { t } = useWords();
  const parameters = { shapes, rootEntity, editable };
  return (
    <>
      <div className="interface-head">
        <div className="row">
          {one.copyOf ? (
            <input
              className="input small mono"
              style={{ width: 260 }}
              aria-label={t('services.action')}
              value={one.action}
              onChange={(event) => onChange({ action: event.target.value })}
              data-testid="interface-action"
            />
          ) : (
            <h2 className="heading mono">{one.action}</h2>
          )}
          <span className="mono sm tertiary clip">
            {one.httpMethod} {one.path}
          </span>
          {one.isAsync && <span className="tag">{t('services.async')}</span>}
          <label className="row sm push">
            <input
              type="checkbox"
              className="checkbox"
              checked={!one.switchedOff}
              disabled={!editable}
              onChange={(event) => onChange({ switchedOff: !event.target.checked })}
              data-testid="interface-in-use"
            />
            {t('services.inUse')}
          </label>
        </div>
        {one.description && <p className="sm secondary">{one.description}</p>}
        <div className="interface-facts">
          <Field label={t('services.filterRule')} hint={t('services.filterRuleHint')}>
            {(attributes) => (
              <input
                {...attributes}
                className="input mono"
                spellCheck={false}
                autoComplete="off"
                value={one.filterRule}
                disabled={!editable}
                placeholder="{state eq 'created'}"
                onChange={(event) => onChange({ filterRule: event.target.value })}
                data-testid="interface-filter"
              />
            )}
          </Field>
          <Field label={t('services.idempotencyTitle')} hint={t(`idempotency.${one.idempotency}.what`)}>
            {(attributes) => (
              <select
                {...attributes}
                className="input"
                value={one.idempotency}
                disabled={!editable}
                onChange={(event) => onChange({ idempotency: event.target.value as Idempotency })}
                data-testid="interface-idempotency"
              >
                {CHOICES.map((choice) => (
                  <option key={choice} value={choice}>
                    {t(`idempotency.${choice}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </div>
      </div>
      <ParameterTable
        {...parameters}
        kind="inputs"
        parameters={one.inputs}
        onChange={(inputs) => onChange({ inputs })}
      />
      <ParameterTable
        {...parameters}
        kind="outputs"
        parameters={one.outputs}
        onChange={(outputs) => onChange({ outputs })}
      />
    </>
  );
}
