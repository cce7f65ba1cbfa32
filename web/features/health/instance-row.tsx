'use client';
import { ChevronRight } from 'lucide-react';
import { StateBadge } from '../../components/state.tsx';
import type { SubgraphInstancePartsFragment } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { useCan } from '../session/viewer.tsx';
import { STANDING_TONES, standingOf } from './history-segments.ts';
import { HistoryStrip } from './history-strip.tsx';
import { hostOf, InstanceActions } from './instance-actions.tsx';
import { InstanceDetails } from './instance-details.tsx';
import { InstanceRole } from './instance-role.tsx';

type InstanceRowProps = {
  subgraph: string;
  /** Whether the row bears the name of the subgraph. */
  first: boolean;
  instance: SubgraphInstancePartsFragment;
  now: number;
  open: boolean;
  onToggle: () => void;
};

const COLUMNS = 8;
const UNIT = 'ms';

/** One instance: how it stands, how it stood, how fast it answers, and what may be done to it. */
export function InstanceRow({ subgraph, first, instance, now, open, onToggle }: InstanceRowProps) {
  const { t } = useWords();
  const mayManage = useCan('graph:manage');
  const host = hostOf(instance.url);
  const standing = standingOf(instance);
  return (
    <>
      <tr className={first ? 'group-start' : ''} data-testid={`subgraph-${subgraph}`} data-state={instance.state}>
        <td>
          <button
            type="button"
            className="disclosure"
            aria-expanded={open}
            aria-label={t('health.detailsOf', { instance: host })}
            onClick={onToggle}
            data-testid="show-instance"
          >
            <ChevronRight size={14} aria-hidden="true" />
            <span className="medium clip">{first ? subgraph : ''}</span>
          </button>
        </td>
        <td>
          <StateBadge tone={STANDING_TONES[standing]}>{t(`standing.${standing}`)}</StateBadge>
        </td>
        <td className="mono" title={instance.url}>
          {host}
        </td>
        <td>
          <InstanceRole instance={instance} />
        </td>
        <td>
          <HistoryStrip history={instance.history} now={now} />
        </td>
        <td className="number">
          <Latency instance={instance} />
        </td>
        <td className={`number ${instance.inFlight === 0 ? 'tertiary' : ''}`}>{instance.inFlight}</td>
        <td className="row-actions">{mayManage && <InstanceActions subgraph={subgraph} instance={instance} />}</td>
      </tr>
      {open && (
        <tr className="detail-row">
          <td colSpan={COLUMNS}>
            <InstanceDetails instance={instance} />
          </td>
        </tr>
      )}
    </>
  );
}

/** The middle and the slow end of the last minute; what the last probe took while nothing else was asked. */
function Latency({ instance: { p50Ms, p95Ms, latencyMs } }: { instance: SubgraphInstancePartsFragment }) {
  const { t } = useWords();
  if (typeof p50Ms === 'number' && typeof p95Ms === 'number') {
    return (
      <>
        {print(p50Ms)} <span className="tertiary slow-end">/ {print(p95Ms)} </span>
        <span className="tertiary">{UNIT}</span>
      </>
    );
  }
  if (typeof latencyMs !== 'number') return null;
  return (
    <span className="tertiary" title={t('health.probeOnly')}>
      {print(latencyMs)} {UNIT}
    </span>
  );
}

function print(ms: number): string {
  return ms < 100 ? ms.toFixed(1) : String(Math.round(ms));
}
