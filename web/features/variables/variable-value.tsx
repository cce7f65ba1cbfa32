'use client';
import type { VariablePartsFragment } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';

/** What a package would see: the value of a person, else the default in a quieter tone; a secret only as dots. */
export function VariableValue({ variable }: { variable: VariablePartsFragment }) {
  const { t } = useWords();
  const { secret, value, defaultValue, hasValue, hasDefault } = variable;
  if (!hasValue && !hasDefault) return <span className="tertiary">{t('variables.empty')}</span>;
  const shown = secret ? '••••••••' : (hasValue ? value : defaultValue) || '';
  return (
    <span title={secret ? t('variables.secret') : shown}>
      <span className={hasValue ? '' : 'tertiary'}>{shown}</span>{' '}
      {!hasValue && <span className="tag">{t('variables.default')}</span>}
    </span>
  );
}
