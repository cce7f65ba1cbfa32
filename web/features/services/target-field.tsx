'use client';
import { useWords } from '../../lib/language/language-provider.tsx';
import { CheckedExpression } from './checked-expression.tsx';
import type { Draft } from './registration-draft.ts';

type TargetProps = { draft: Draft; editable: boolean; onChange: (draft: Draft) => void };

/** What the registration works on: an entity, and filters that its objects fit. */
export function TargetField({ draft, editable, onChange }: TargetProps) {
  const { t } = useWords();
  return (
    <div className="target-field">
      <span className="field-label">{t('services.target')}</span>
      <CheckedExpression
        value={draft.target}
        onChange={(target) => onChange({ ...draft, target })}
        rootEntity={null}
        label={t('services.target')}
        placeholder={t('services.targetHint')}
        disabled={!editable}
        testId="registration-target"
      />
    </div>
  );
}
