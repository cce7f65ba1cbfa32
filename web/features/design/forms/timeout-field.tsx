'use client';
import { Field } from '../../../components/field.tsx';
import { useWords } from '../../../lib/language/language-provider.tsx';
import type { PartProps } from '../node-form.tsx';
import { splitSpan } from '../time-span.ts';

const MINUTE = 60_000;
const TIMEOUTS = [1, 5, 10, 30, 60, 240, 720, 1440, 2880, 4320];

/** How long a node may take before a person decides. */
export function TimeoutField({ node, set }: Pick<PartProps, 'node' | 'set'>) {
  const { t } = useWords();
  const choices = [...new Set([...TIMEOUTS.map((minutes) => minutes * MINUTE), node.timeoutMs])];
  return (
    <div data-field="timeoutMs">
      <Field label={t('design.timeout')} hint={t('design.timeoutHint')}>
        {(attributes) => (
          <select
            {...attributes}
            className="input"
            value={node.timeoutMs}
            onChange={(event) => set({ timeoutMs: Number(event.target.value) }, 'timeout')}
            data-testid="node-timeout"
          >
            {choices
              .sort((one, other) => one - other)
              .map((ms) => {
                const { count, unit } = splitSpan(ms);
                return (
                  <option key={ms} value={ms}>
                    {t(`span.${unit}`, { count })}
                  </option>
                );
              })}
          </select>
        )}
      </Field>
    </div>
  );
}
