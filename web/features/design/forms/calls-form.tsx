'use client';
import { useWords } from '../../../lib/language/language-provider.tsx';
import type { PartProps } from '../node-form.tsx';
import { CheckField } from './check-field.tsx';
import { NumberField } from './number-field.tsx';
import { TimeoutField } from './timeout-field.tsx';

/** How a service is called: in portions or at once, checked before, for how long. */
export function CallsForm({ node, set }: Pick<PartProps, 'node' | 'set'>) {
  const { t } = useWords();
  return (
    <div className="section stack">
      {node.type === 'AUTOMATIC' && (
        <div className="row" style={{ alignItems: 'flex-start', gap: 12 }}>
          <NumberField
            label={t('field.rowsPerCall')}
            hint={t('design.rowsPerCallHint')}
            placeholder={t('design.allRows')}
            value={node.rowsPerCall ?? null}
            field="rowsPerCall"
            onChange={(rowsPerCall) => set({ rowsPerCall }, 'rowsPerCall')}
          />
          {node.rowsPerCall !== null && (
            <NumberField
              label={t('field.parallelCalls')}
              hint={t('design.parallelCallsHint')}
              value={node.parallelCalls}
              field="parallelCalls"
              onChange={(count) => set({ parallelCalls: count ?? 1 }, 'parallelCalls')}
            />
          )}
        </div>
      )}
      <TimeoutField node={node} set={set} />
      <CheckField
        label={t('field.riskCheck')}
        hint={t('design.riskCheckHint')}
        checked={node.riskCheck}
        field="riskCheck"
        onChange={(riskCheck) => set({ riskCheck }, 'riskCheck')}
      />
    </div>
  );
}
