'use client';
import { Star } from 'lucide-react';
import type { SubgraphInstancePartsFragment } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { standingOf } from './history-segments.ts';

/** What an instance is there for at present, or what it waits for; one that takes no work has no role. */
export function InstanceRole({ instance }: { instance: SubgraphInstancePartsFragment }) {
  const { t, moment } = useWords();
  if (standingOf(instance) !== 'up') return null;
  const { primary, preferred, putOffUntil, heldUntil } = instance;
  if (putOffUntil) {
    return (
      <span className="tag" title={t('health.putOffHint', { time: moment(putOffUntil) })}>
        {t('health.putOff')}
      </span>
    );
  }
  if (heldUntil && !primary) {
    return (
      <span className="tag" title={t('health.heldHint', { time: moment(heldUntil) })}>
        {t('health.held')}
      </span>
    );
  }
  return (
    <span className={`tag ${primary ? 'accent' : ''}`}>
      {preferred && <Star size={11} aria-label={t('health.preferred')} />}
      {t(primary ? 'health.primary' : 'health.backup')}
    </span>
  );
}
