'use client';
import { StateBadge } from '../../components/state.tsx';
import type { SubgraphInstancePartsFragment } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { standingOf } from './history-segments.ts';

type Shown = { name: string; instances: readonly SubgraphInstancePartsFragment[] };

/** The health of all subgraphs in a few words: what does not answer, what runs on its backup, what is drained. */
export function HealthSummary({ subgraphs }: { subgraphs: readonly Shown[] }) {
  const { t } = useWords();
  const standings = subgraphs.flatMap(({ instances }) => instances.map(standingOf));
  const countOf = (standing: (typeof standings)[number]) => standings.filter((one) => one === standing).length;
  const failing = countOf('down') + countOf('broken');
  const draining = countOf('draining');
  const onBackup = subgraphs.filter(isOnBackup).length;
  return (
    <>
      <StateBadge tone={failing > 0 ? 'failed' : 'ok'} testId="health-summary">
        {failing > 0 ? t('health.down', { count: failing }) : t('health.allUp')}
      </StateBadge>
      {onBackup > 0 && (
        <StateBadge tone="warning">{t('health.onBackup', { count: onBackup, of: subgraphs.length })}</StateBadge>
      )}
      {draining > 0 && <StateBadge tone="paused">{t('health.drained', { count: draining })}</StateBadge>}
    </>
  );
}

function isOnBackup({ instances: [first, ...others] }: Shown): boolean {
  return first !== undefined && !first.primary && others.some(({ primary, preferred }) => primary && !preferred);
}
