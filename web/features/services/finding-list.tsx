'use client';
import { ChevronRight } from 'lucide-react';
import { StateIcon } from '../../components/state.tsx';
import type { RegistrationPartsFragment } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';

export type Finding = RegistrationPartsFragment['findings'][number];
type FindingProps = { findings: readonly Finding[]; onShow: (action: string) => void };

/** What stands in the way of services, folded to one line; each leads to where it can be put right. */
export function FindingList({ findings, onShow }: FindingProps) {
  const { t, say, remedy } = useWords();
  const errors = findings.filter(({ level }) => level === 'ERROR');
  if (findings.length === 0) return null;
  return (
    <details className="findings" data-testid="registration-findings" data-errors={errors.length}>
      <summary>
        <ChevronRight size={14} aria-hidden="true" className="fold" />
        <StateIcon tone={errors.length > 0 ? 'failed' : 'warning'} />
        {errors.length > 0
          ? t('services.findings', { count: errors.length })
          : t('services.hints', { count: findings.length })}
      </summary>
      <ul className="finding-list">
        {findings.map((one) => (
          <li key={`${one.code} ${one.message}`}>
            <StateIcon tone={one.level === 'ERROR' ? 'failed' : 'warning'} size={13} />
            <span>
              {say(one)} <span className="tertiary">{remedy(one)}</span>
              {one.action && (
                <>
                  {' '}
                  <button type="button" className="link-button" onClick={() => onShow(one.action ?? '')}>
                    {one.action}
                  </button>
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
