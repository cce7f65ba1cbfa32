'use client';
import type { CSSProperties } from 'react';
import { StateIcon } from '../../components/state.tsx';
import type { RunRowFragment } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { COUNT_TONES, type CountName } from './run-states.ts';

type StripProps = {
  counts: RunRowFragment['counts'];
  filter: CountName | null;
  onFilter: (name: CountName | null) => void;
};

/** The run's nodes by state; a click leaves only those of one state in view. */
export function RunStrip({ counts, filter, onFilter }: StripProps) {
  const { t } = useWords();
  return (
    <section className="strip" aria-label={t('run.byState')} data-testid="run-strip">
      <span className="sum" aria-live="polite">
        <b className="strong" style={{ color: 'var(--text)' }} data-testid="run-progress">
          {counts.done + counts.skipped}/{counts.total}
        </b>
        {t('run.nodes')}
      </span>
      {COUNT_TONES.filter(([name]) => counts[name] > 0).map(([name, tone]) => (
        <button
          key={name}
          type="button"
          className={`state-${tone}`}
          style={{ '--weight': counts[name] } as CSSProperties}
          aria-pressed={filter === name}
          onClick={() => onFilter(filter === name ? null : name)}
          data-testid={`strip-${name}`}
        >
          <StateIcon tone={tone} />
          <b>{counts[name]}</b>
          {t(`count.${name}`)}
        </button>
      ))}
    </section>
  );
}
