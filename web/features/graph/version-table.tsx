'use client';
import { History } from 'lucide-react';
import { EmptyState } from '../../components/placeholders.tsx';
import { StateBadge } from '../../components/state.tsx';
import type { GraphQuery } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';

type Versions = GraphQuery['supergraph']['versions'];
type VersionTableProps = { versions: Versions; shown: number | null; onChoose(version: number): void };

/** The last versions of the graph; choosing one shows what it changed. */
export function VersionTable({ versions, shown, onChoose }: VersionTableProps) {
  const { t } = useWords();
  return (
    <section className="card">
      <header>
        <h2 className="heading">{t('graph.versions')}</h2>
        <span className="sm tertiary">{t('graph.versionsHint')}</span>
      </header>
      {versions.length === 0 ? (
        <EmptyState icon={History} title={t('graph.noVersions')} />
      ) : (
        <div style={{ maxHeight: 320, overflowY: 'auto' }}>
          <table className="table" data-testid="graph-versions">
            <thead>
              <tr>
                <th style={{ width: 80 }}>{t('graph.version')}</th>
                <th style={{ width: 120 }}>{t('graph.composed')}</th>
                <th>{t('graph.changedBy')}</th>
                <th style={{ width: 80 }} className="number">
                  {t('graph.changeCount')}
                </th>
                <th style={{ width: 130 }} />
              </tr>
            </thead>
            <tbody>
              {versions.map((one) => (
                <VersionRow key={one.id} one={one} isShown={one.version === shown} onChoose={onChoose} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

type VersionRowProps = { one: Versions[number]; isShown: boolean; onChoose(version: number): void };

function VersionRow({ one, isShown, onChoose }: VersionRowProps) {
  const { t, moment } = useWords();
  const causes = one.causes.map(({ name, change }) => t(`graphCause.${change}`, { name })).join(' · ');
  return (
    <tr className={isShown ? 'selected' : ''} data-testid={`graph-version-${one.version}`}>
      <td>
        <button type="button" className="link-button" aria-pressed={isShown} onClick={() => onChoose(one.version)}>
          {one.version}
        </button>
      </td>
      <td className="secondary">{moment(one.composedAt)}</td>
      <td title={causes}>{causes}</td>
      <td className="number">{one.changeCount}</td>
      <td>
        <StateBadge tone={one.breakingCount > 0 ? 'warning' : 'ok'}>
          {one.breakingCount > 0 ? t('graph.breaking', { count: one.breakingCount }) : t('graph.compatible')}
        </StateBadge>
      </td>
    </tr>
  );
}
