'use client';
import { Play, Search, Workflow } from 'lucide-react';
import Link from 'next/link';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { Elapsed } from '../../components/elapsed.tsx';
import { Meter } from '../../components/meter.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { type PageAt, Pager, pageArguments } from '../../components/pager.tsx';
import { EmptyState, Failure, SkeletonRows } from '../../components/placeholders.tsx';
import { StateBadge, StateIcon } from '../../components/state.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  RunListChangesDocument,
  type RunRowFragment,
  RunRowFragmentDoc,
  type RunStatus,
  RunsDocument,
} from '../../gql/graphql.ts';
import { useChanges, useRefetchSoon } from '../../lib/graph/use-changes.ts';
import { useLiveQuery } from '../../lib/graph/use-live.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';
import { pathWith } from '../../lib/paths.ts';
import { useCan } from '../session/viewer.tsx';
import { COUNT_TONES, RUN_TONES, runState } from './run-states.ts';

const PAGE = 50;
const STATUSES: RunStatus[] = ['IN_PROGRESS', 'PAUSED', 'FAULTED', 'COMPLETED', 'TERMINATED'];

/** Every run, newest first, live. Filters are part of the address. */
export function RunsPage() {
  const { t } = useWords();
  const router = useRouter();
  const path = usePathname();
  const search = useSearchParams();
  const mayStart = useCan('run:start');
  const [at, setAt] = useState<PageAt>({});
  const filters = {
    name: search.get('name'),
    status: search.get('status'),
    attention: search.get('attention'),
    root: search.get('root'),
  };
  const where = {
    definitionName: filters.name ? { contains: filters.name } : null,
    status: filters.status ? [filters.status as RunStatus] : null,
    needsAttention: filters.attention ? true : null,
    rootObjectId: filters.root,
  };
  const [{ data, error }, refetch] = useLiveQuery({
    query: RunsDocument,
    variables: { ...pageArguments(PAGE, at), where },
  });
  const refetchSoon = useRefetchSoon(refetch);
  const rows = readFragment(RunRowFragmentDoc, data?.runs.nodes ?? []);
  const filtered = Object.values(filters).some(Boolean);
  useChanges({ query: RunListChangesDocument, variables: {} }, ({ runsChanged }) => {
    if (filtered || !rows.some((row) => row.id === runsChanged.subject)) refetchSoon();
  });
  const filter = (change: Partial<typeof filters>) => {
    setAt({});
    router.replace(pathWith(path, { ...filters, ...change }));
  };
  return (
    <>
      <PageHead
        title={t('shell.runs')}
        beside={data && <span className="sm secondary">{t('runs.summary', { count: data.runs.totalCount })}</span>}
        actions={
          mayStart && (
            <Link className="button primary" href="/execute/start" data-testid="start-run-link">
              <Play size={14} aria-hidden="true" />
              {t('shell.start')}
            </Link>
          )
        }
      >
        <div className="chips">
          <div className="input-box" style={{ width: 220 }}>
            <Search size={14} aria-hidden="true" />
            <input
              className="input"
              data-search
              type="search"
              aria-label={t('runs.filterName')}
              placeholder={t('runs.filterName')}
              defaultValue={filters.name ?? ''}
              onChange={(event) => filter({ name: event.target.value || null })}
              data-testid="run-search"
            />
          </div>
          <button
            type="button"
            className="chip"
            aria-pressed={Boolean(filters.attention)}
            onClick={() => filter({ attention: filters.attention ? null : 'true' })}
            data-testid="filter-attention"
          >
            <StateIcon tone="person" />
            {t('runs.needsAttention')}
          </button>
          {STATUSES.map((status) => (
            <button
              key={status}
              type="button"
              className="chip"
              aria-pressed={filters.status === status}
              onClick={() => filter({ status: filters.status === status ? null : status })}
              data-testid={`filter-${status}`}
            >
              <StateIcon tone={RUN_TONES[status]} />
              {t(`runStatus.${status}`)}
            </button>
          ))}
          {filters.root && (
            <button type="button" className="chip on" onClick={() => filter({ root: null })}>
              <span className="label">{t('runs.rootObject')}</span> {filters.root} ×
            </button>
          )}
        </div>
      </PageHead>
      <div className="page-body">
        {error && !data && (
          <Failure
            error={error}
            what={t('runs.notLoaded')}
            onRetry={() => refetch({ requestPolicy: 'network-only' })}
          />
        )}
        {!data && !error && <SkeletonRows rows={14} />}
        {data && rows.length === 0 && (
          <EmptyState
            icon={Workflow}
            title={filtered ? t('general.noMatch') : t('runs.none')}
            action={
              filtered ? (
                <button type="button" className="button" onClick={() => router.replace(path)}>
                  {t('general.clearFilters')}
                </button>
              ) : (
                <Link className="button primary" href="/execute/start">
                  {t('shell.start')}
                </Link>
              )
            }
          >
            {!filtered && t('runs.noneHint')}
          </EmptyState>
        )}
        {rows.length > 0 && <RunTable rows={rows} />}
      </div>
      <Pager shown={rows.length} total={data?.runs.totalCount} pageInfo={data?.runs.pageInfo} onMove={setAt}>
        <span className="live">
          <i />
          {t('runs.newAppear')}
        </span>
      </Pager>
    </>
  );
}

function RunTable({ rows }: { rows: readonly RunRowFragment[] }) {
  const { t, moment } = useWords();
  const router = useRouter();
  return (
    <table className="table" data-testid="run-table">
      <colgroup>
        <col style={{ width: 150 }} />
        <col />
        <col style={{ width: 84 }} />
        <col style={{ width: '15%' }} />
        <col style={{ width: 64 }} />
        <col style={{ width: 168 }} />
        <col style={{ width: 110 }} />
        <col style={{ width: 124 }} />
        <col style={{ width: 96 }} />
      </colgroup>
      <thead>
        <tr>
          <th>{t('runs.state')}</th>
          <th>{t('runs.orchestration')}</th>
          <th>{t('runs.id')}</th>
          <th>{t('runs.rootObject')}</th>
          <th>{t('runs.version')}</th>
          <th>{t('runs.progress')}</th>
          <th>{t('runs.startedBy')}</th>
          <th className="number">{t('runs.started')}</th>
          <th className="number">{t('runs.took')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((run) => {
          const state = runState(run);
          return (
            <tr
              key={run.id}
              className="clickable"
              onClick={() => router.push(`/execute/runs/${run.id}`)}
              data-testid={`run-${run.id}`}
              data-status={run.status}
            >
              <td>
                <StateBadge tone={state.tone}>{t(`runStatus.${state.label}`)}</StateBadge>
              </td>
              <td className="medium">
                <Link href={`/execute/runs/${run.id}`} onClick={(event) => event.stopPropagation()}>
                  {run.definitionName}
                </Link>
              </td>
              <td className="mono tertiary" title={run.id}>
                …{run.id.slice(-4)}
              </td>
              <td title={run.rootEntity}>{run.rootObjectName}</td>
              <td className="secondary">v{run.definitionVersion}</td>
              <td>
                <span className="row">
                  <Meter shares={COUNT_TONES.map(([name, tone]) => ({ tone, count: run.counts[name] }))} />
                  <span className="number" style={{ width: 44 }}>
                    {run.counts.done + run.counts.skipped}/{run.counts.total}
                  </span>
                </span>
              </td>
              <td className="secondary">{run.startedBy}</td>
              <td className="number">{moment(run.startedAt)}</td>
              <td className="number">
                <Elapsed from={run.startedAt} to={run.endedAt} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
