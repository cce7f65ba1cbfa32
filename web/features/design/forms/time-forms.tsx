'use client';
import { Field } from '../../../components/field.tsx';
import { useWords } from '../../../lib/language/language-provider.tsx';
import type { PartProps } from '../node-form.tsx';
import { joinSpan, SPAN_UNITS, type SpanUnit, splitSpan, toLocalInput } from '../time-span.ts';
import { CheckField } from './check-field.tsx';

type TimeProps = Pick<PartProps, 'node' | 'set'>;

/** How long a time node waits. */
export function SpanForm({ node, set }: TimeProps) {
  const { t } = useWords();
  const { count, unit } = splitSpan(node.waitMs);
  return (
    <div className="section stack">
      <div data-field="waitMs">
        <Field label={t('field.waitMs')}>
          {(attributes) => (
            <span className="row">
              <input
                {...attributes}
                className="input"
                type="number"
                min={1}
                value={node.waitMs ? count : ''}
                onChange={(event) => set({ waitMs: joinSpan(Number(event.target.value), unit) || null }, 'waitMs')}
                data-testid="node-wait"
              />
              <select
                className="input"
                aria-label={t('design.unit')}
                value={unit}
                onChange={(event) => set({ waitMs: joinSpan(count || 1, event.target.value as SpanUnit) }, 'waitMs')}
                data-testid="node-wait-unit"
              >
                {(Object.keys(SPAN_UNITS) as SpanUnit[]).map((one) => (
                  <option key={one} value={one}>
                    {t(`unit.${one}`)}
                  </option>
                ))}
              </select>
            </span>
          )}
        </Field>
      </div>
      <SkipField node={node} set={set} />
    </div>
  );
}

/** The moment a date node waits for, in the person's own zone. */
export function DateForm({ node, set }: TimeProps) {
  const { t } = useWords();
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <div className="section stack">
      <div data-field="waitUntil">
        <Field label={t('field.waitUntil')} end={zone}>
          {(attributes) => (
            <input
              {...attributes}
              className="input"
              type="datetime-local"
              step={1}
              value={toLocalInput(node.waitUntil)}
              onChange={(event) =>
                set({ waitUntil: event.target.value ? new Date(event.target.value).toISOString() : null }, 'waitUntil')
              }
              data-testid="node-until"
            />
          )}
        </Field>
      </div>
      <SkipField node={node} set={set} />
    </div>
  );
}

function SkipField({ node, set }: TimeProps) {
  const { t } = useWords();
  return (
    <CheckField
      label={t('field.allowSkip')}
      hint={t('design.allowSkipHint')}
      checked={node.allowSkip}
      field="allowSkip"
      onChange={(allowSkip) => set({ allowSkip }, 'allowSkip')}
    />
  );
}
