'use client';
import { GitCompare } from 'lucide-react';
import { EmptyState, Failure, SkeletonRows } from '../../components/placeholders.tsx';
import { StateIcon, type Tone } from '../../components/state.tsx';
import { GraphVersionDocument, type SchemaChangeKind } from '../../gql/graphql.ts';
import { useLiveQuery } from '../../lib/graph/use-live.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';

const SIGNS: Record<SchemaChangeKind, string> = { ADDED: '+', REMOVED: '−', CHANGED: '~' };

/** What one version of the graph changed for clients, breaking changes first. */
export function VersionChanges({ version }: { version: number }) {
  const { t } = useWords();
  const [{ data, error }, refetch] = useLiveQuery({ query: GraphVersionDocument, variables: { version } });
  const found = data?.supergraph.versions.find((one) => one.version === version);
  const unkept = found ? found.changeCount - found.changes.length : 0;
  return (
    <section className="card" style={{ flex: 'none' }} data-testid="graph-changes">
      <header>
        <h2 className="heading">{t('graph.changesOf', { version })}</h2>
        {unkept > 0 && <span className="sm tertiary">{t('graph.moreChanges', { count: unkept })}</span>}
      </header>
      {error && !data && (
        <Failure error={error} what={t('graph.notLoaded')} onRetry={() => refetch({ requestPolicy: 'network-only' })} />
      )}
      {!found && !error && <SkeletonRows rows={3} />}
      {found?.changes.length === 0 && <EmptyState icon={GitCompare} title={t('graph.noChanges')} />}
      {found && found.changes.length > 0 && (
        <table className="table">
          <tbody>
            {found.changes.map((change) => (
              <tr key={`${change.path} ${change.description}`} data-breaking={change.breaking}>
                <td style={{ width: 56 }}>
                  <span className="row">
                    <StateIcon tone={toneOf(change.breaking)} />
                    <span className="mono">{SIGNS[change.kind]}</span>
                  </span>
                </td>
                <td className="mono" style={{ width: '40%' }} title={change.path}>
                  {change.path}
                </td>
                <td className="secondary">{change.description}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function toneOf(breaking: boolean): Tone {
  return breaking ? 'warning' : 'ok';
}
