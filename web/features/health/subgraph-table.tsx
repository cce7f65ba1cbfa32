'use client';
import { Network } from 'lucide-react';
import { Fragment, useEffect, useState } from 'react';
import { EmptyState } from '../../components/placeholders.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import { SubgraphInstancePartsFragmentDoc, type SubgraphPartsFragment } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { STRIP_MINUTES } from './history-strip.tsx';
import { InstanceRow } from './instance-row.tsx';

const TICK_MS = 5_000;

/** Every instance of every subgraph with what happened to it, in the order in which the router prefers them. */
export function SubgraphTable({ subgraphs }: { subgraphs: readonly SubgraphPartsFragment[] }) {
  const { t } = useWords();
  const now = useSlowClock();
  const [open, setOpen] = useState<string | null>(null);
  return (
    <section className="card health-subgraphs">
      <header>
        <h2 className="heading">{t('health.subgraphs')}</h2>
        <span className="sm tertiary">{t('health.subgraphsHint')}</span>
      </header>
      {subgraphs.length === 0 ? (
        <EmptyState icon={Network} title={t('health.noSubgraphs')}>
          {t('health.noSubgraphsHint')}
        </EmptyState>
      ) : (
        <table className="table" data-testid="subgraph-table">
          <TableHead />
          <tbody>
            {subgraphs.map(({ id, name, instances }) => (
              <Fragment key={id}>
                {readFragment(SubgraphInstancePartsFragmentDoc, instances).map((instance, at) => (
                  <InstanceRow
                    key={instance.id}
                    subgraph={name}
                    first={at === 0}
                    instance={instance}
                    now={now}
                    open={open === instance.id}
                    onToggle={() => setOpen(open === instance.id ? null : instance.id)}
                  />
                ))}
                {instances.length === 0 && (
                  <tr className="group-start" data-testid={`subgraph-${name}`} data-state="NONE">
                    <td className="medium">{name}</td>
                    <td colSpan={7} className="tertiary">
                      {t('health.noInstances')}
                    </td>
                  </tr>
                )}
              </Fragment>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function TableHead() {
  const { t } = useWords();
  return (
    <>
      <colgroup>
        <col className="health-name" />
        <col className="health-state" />
        <col className="health-where" />
        <col className="health-role" />
        <col />
        <col className="health-latency" />
        <col className="health-flight" />
        <col className="health-actions" />
      </colgroup>
      <thead>
        <tr>
          <th>{t('health.name')}</th>
          <th>{t('runs.state')}</th>
          <th>{t('instances.where')}</th>
          <th>{t('health.role')}</th>
          <th>{t('health.lastMinutes', { count: STRIP_MINUTES })}</th>
          <th className="number" title={t('health.latencyHint')}>
            {t('health.latency')}
          </th>
          <th className="number" title={t('health.inFlightHint')}>
            {t('health.inFlight')}
          </th>
          <th>
            <span className="visually-hidden">{t('health.actions')}</span>
          </th>
        </tr>
      </thead>
    </>
  );
}

/** The strips move on while nothing happens. */
function useSlowClock(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
