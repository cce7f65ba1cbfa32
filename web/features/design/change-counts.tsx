'use client';
import { useWords } from '../../lib/language/language-provider.tsx';
import type { DraftChanges } from './compare-drafts.ts';

/** How much came, went and changed, in a line. */
export function ChangeCounts({ changes }: { changes: DraftChanges }) {
  const { t } = useWords();
  const counts = [
    ['diff.added', changes.added.length, 'ok'],
    ['diff.changed', changes.changed.length, 'person'],
    ['diff.removed', changes.removed.length, 'failed'],
    ['diff.linksAdded', changes.linksAdded.length, 'ok'],
    ['diff.linksChanged', changes.linksChanged.length, 'person'],
    ['diff.linksRemoved', changes.linksRemoved.length, 'failed'],
    ['diff.properties', changes.properties.length, 'person'],
  ] as const;
  return (
    <div className="row wrap sm" data-testid="change-counts">
      {counts
        .filter(([, count]) => count > 0)
        .map(([word, count, tone]) => (
          <span key={word} style={{ color: `var(--${tone}-fg)` }}>
            {t(word, { count })}
          </span>
        ))}
      {counts.every(([, count]) => count === 0) && <span className="tertiary">{t('diff.same')}</span>}
    </div>
  );
}
