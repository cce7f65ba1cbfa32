'use client';
import { useState } from 'react';
import { PageHead } from '../../components/page-head.tsx';
import { Failure, SkeletonRows } from '../../components/placeholders.tsx';
import { StateBadge } from '../../components/state.tsx';
import { GraphDocument, type GraphQuery, SupergraphChangesDocument } from '../../gql/graphql.ts';
import { useChanges, useRefetchSoon } from '../../lib/graph/use-changes.ts';
import { useLiveQuery } from '../../lib/graph/use-live.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';
import { DownloadSchemas } from './download-schemas.tsx';
import { MemberTable } from './member-table.tsx';
import { VersionChanges } from './version-changes.tsx';
import { VersionTable } from './version-table.tsx';

/** The composed graph: who takes part, who is refused and why, its versions and what each changed. Live. */
export function GraphPage() {
  const { t, moment } = useWords();
  const [chosen, setChosen] = useState<number | null>(null);
  const [{ data, error }, refetch] = useLiveQuery({ query: GraphDocument });
  useChanges({ query: SupergraphChangesDocument, variables: {} }, useRefetchSoon(refetch));
  const graph = data?.supergraph;
  const shown = chosen ?? graph?.versions[0]?.version ?? null;
  return (
    <>
      <PageHead
        title={t('shell.graph')}
        beside={graph && <Completeness refused={graph.refused.length} />}
        actions={<DownloadSchemas />}
        facts={
          graph && (
            <>
              <span>
                <span className="label">{t('graph.version')}</span>
                <span data-testid="graph-version">{graph.version}</span>
              </span>
              <span>
                <span className="label">{t('graph.composed')}</span>
                {moment(graph.composedAt)}
              </span>
            </>
          )
        }
      />
      <div className="page-body padded stack">
        {error && !data && (
          <Failure
            error={error}
            what={t('graph.notLoaded')}
            onRetry={() => refetch({ requestPolicy: 'network-only' })}
          />
        )}
        {!data && !error && <SkeletonRows />}
        {graph?.refused.map((one) => (
          <Refused key={one.name} subgraph={one} />
        ))}
        {graph && (
          <div className="health-pair">
            <VersionTable versions={graph.versions} shown={shown} onChoose={setChosen} />
            <MemberTable members={graph.members} />
          </div>
        )}
        {shown !== null && <VersionChanges version={shown} />}
      </div>
    </>
  );
}

function Completeness({ refused }: { refused: number }) {
  const { t } = useWords();
  return (
    <StateBadge tone={refused > 0 ? 'warning' : 'ok'} testId="graph-summary">
      {refused > 0 ? t('graph.refusedCount', { count: refused }) : t('graph.complete')}
    </StateBadge>
  );
}

function Refused({ subgraph }: { subgraph: GraphQuery['supergraph']['refused'][number] }) {
  const { t, moment } = useWords();
  return (
    <div className="note state-warning" role="alert" style={{ flex: 'none' }} data-testid={`refused-${subgraph.name}`}>
      <b>{subgraph.name}</b> {t('graph.refused')}{' '}
      <span className="tertiary">{t('graph.since', { at: moment(subgraph.refusedAt) })}</span>
      <pre className="mono break" style={{ margin: '4px 0 0', whiteSpace: 'pre-wrap' }}>
        {subgraph.words}
      </pre>
    </div>
  );
}
