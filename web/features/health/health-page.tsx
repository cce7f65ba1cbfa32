'use client';
import { PageHead } from '../../components/page-head.tsx';
import { Failure, SkeletonRows } from '../../components/placeholders.tsx';
import { StateBadge } from '../../components/state.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  HealthDocument,
  InstanceChangesDocument,
  SubgraphChangesDocument,
  SubgraphInstancePartsFragmentDoc,
  SubgraphPartsFragmentDoc,
} from '../../gql/graphql.ts';
import { useChanges, useRefetchSoon } from '../../lib/graph/use-changes.ts';
import { useLiveQuery } from '../../lib/graph/use-live.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';
import { HealthSummary } from './health-summary.tsx';
import { HostTable, InstanceTable } from './plugin-instances.tsx';
import { SubgraphTable } from './subgraph-table.tsx';

/** Every instance of every subgraph and of every package, live. */
export function HealthPage() {
  const { t, moment } = useWords();
  const [{ data, error }, refetch] = useLiveQuery({ query: HealthDocument });
  const refetchSoon = useRefetchSoon(refetch);
  // An event carries the whole subgraph and the cache takes it; only one that joined needs the list again.
  useChanges({ query: SubgraphChangesDocument, variables: {} }, ({ subgraphChanged }) => {
    const { id } = readFragment(SubgraphPartsFragmentDoc, subgraphChanged);
    if (!subgraphs.some((known) => known.id === id)) refetchSoon();
  });
  useChanges({ query: InstanceChangesDocument, variables: {} }, refetchSoon);
  const subgraphs = readFragment(SubgraphPartsFragmentDoc, data?.subgraphs ?? []);
  const shown = subgraphs.map(({ name, instances }) => ({
    name,
    instances: readFragment(SubgraphInstancePartsFragmentDoc, instances),
  }));
  return (
    <>
      <PageHead
        title={t('shell.health')}
        beside={
          data && (
            <span aria-live="polite" className="row">
              <HealthSummary subgraphs={shown} />
              {data.supergraph.error && <StateBadge tone="warning">{t('health.notComposed')}</StateBadge>}
            </span>
          )
        }
        facts={
          data && (
            <>
              <span>
                <span className="label">{t('health.graphVersion')}</span>
                {data.supergraph.version}
              </span>
              <span>
                <span className="label">{t('health.composed')}</span>
                {moment(data.supergraph.composedAt)}
              </span>
            </>
          )
        }
      />
      <div className="page-body padded stack">
        {error && !data && (
          <Failure
            error={error}
            what={t('health.notLoaded')}
            onRetry={() => refetch({ requestPolicy: 'network-only' })}
          />
        )}
        {!data && !error && <SkeletonRows />}
        {data?.supergraph.error && (
          <div className="note state-warning" role="alert" style={{ flex: 'none' }}>
            <b>{t('health.notComposed')}</b> {data.supergraph.error}
          </div>
        )}
        {data && <SubgraphTable subgraphs={subgraphs} />}
        {data && (
          <div className="health-pair">
            <InstanceTable instances={data.instances} />
            <HostTable hosts={data.hosts} />
          </div>
        )}
      </div>
    </>
  );
}
