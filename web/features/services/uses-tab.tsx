'use client';
import { Workflow } from 'lucide-react';
import { EmptyState } from '../../components/placeholders.tsx';
import type { RegistrationPartsFragment } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';

/** Deployed orchestrations that call services of the registration; while there are any it cannot be disabled. */
export function UsesTab({ uses }: { uses: RegistrationPartsFragment['uses'] }) {
  const { t } = useWords();
  if (uses.length === 0)
    return (
      <EmptyState icon={Workflow} title={t('services.noUses')}>
        {t('services.noUsesHint')}
      </EmptyState>
    );
  return (
    <div className="scroll grow" style={{ background: 'var(--surface)' }}>
      <table className="table" data-testid="registration-uses">
        <thead>
          <tr>
            <th style={{ width: 320 }}>{t('services.orchestration')}</th>
            <th>{t('services.service')}</th>
          </tr>
        </thead>
        <tbody>
          {uses.map((use) => (
            <tr key={`${use.name} ${use.version}`}>
              <td>
                {use.name} <span className="tertiary">v{use.version}</span>
              </td>
              <td className="mono">{use.services.join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
