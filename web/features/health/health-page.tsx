'use client';
import { Network, Server } from 'lucide-react';
import Link from 'next/link';
import { Elapsed } from '../../components/elapsed.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { EmptyState, Failure, SkeletonRows } from '../../components/placeholders.tsx';
import { StateBadge, StateIcon, type Tone } from '../../components/state.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  HealthDocument,
  type HealthQuery,
  HostPartsFragmentDoc,
  InstanceChangesDocument,
  InstancePartsFragmentDoc,
  SubgraphChangesDocument,
  SubgraphPartsFragmentDoc,
  type SubgraphState,
} from '../../gql/graphql.ts';
import { useChanges, useRefetchSoon } from '../../lib/graph/use-changes.ts';
import { useLiveQuery } from '../../lib/graph/use-live.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';
import { INSTANCE_STATES } from '../packages/package-state.ts';

const TONES: Record<SubgraphState, Tone> = { UP: 'ok', DOWN: 'failed', DRAINING: 'warning' };

/** Every instance of every subgraph and of every package, live. */
export function HealthPage() {
  const { t, moment } = useWords();
  const [{ data, error }, refetch] = useLiveQuery({ query: HealthDocument });
  const refetchSoon = useRefetchSoon(refetch);
  useChanges({ query: SubgraphChangesDocument, variables: {} }, refetchSoon);
  useChanges({ query: InstanceChangesDocument, variables: {} }, refetchSoon);
  const subgraphs = readFragment(SubgraphPartsFragmentDoc, data?.subgraphs ?? []);
  const down = subgraphs
    .flatMap((subgraph) => subgraph.instances)
    .filter((instance) => instance.state === 'DOWN').length;
  return (
    <>
      <PageHead
        title={t('shell.health')}
        beside={
          data && (
            <span aria-live="polite" className="row">
              <StateBadge tone={down > 0 ? 'failed' : 'ok'} testId="health-summary">
                {down > 0 ? t('health.down', { count: down }) : t('health.allUp')}
              </StateBadge>
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

function SubgraphTable({ subgraphs }: { subgraphs: readonly import('../../gql/graphql.ts').SubgraphPartsFragment[] }) {
  const { t, moment } = useWords();
  return (
    <section className="card" style={{ flex: 'none' }}>
      <header>
        <h2 className="heading">{t('health.subgraphs')}</h2>
        <span className="sm tertiary">{t('health.subgraphsHint')}</span>
      </header>
      {subgraphs.length === 0 ? (
        <EmptyState icon={Network} title={t('health.noSubgraphs')} />
      ) : (
        <table className="table" data-testid="subgraph-table">
          <colgroup>
            <col style={{ width: 160 }} />
            <col style={{ width: 120 }} />
            <col />
            <col style={{ width: 110 }} />
            <col style={{ width: 100 }} />
            <col style={{ width: 130 }} />
            <col />
          </colgroup>
          <thead>
            <tr>
              <th>{t('health.name')}</th>
              <th>{t('runs.state')}</th>
              <th>{t('instances.where')}</th>
              <th>{t('health.role')}</th>
              <th className="number">{t('health.latency')}</th>
              <th className="number">{t('health.checked')}</th>
              <th>{t('health.lastError')}</th>
            </tr>
          </thead>
          <tbody>
            {subgraphs.flatMap((subgraph) =>
              subgraph.instances.map((instance, at) => (
                <tr key={instance.id} data-testid={`subgraph-${subgraph.name}`} data-state={instance.state}>
                  <td className="medium">{at === 0 ? subgraph.name : ''}</td>
                  <td>
                    <StateBadge tone={TONES[instance.state]}>{t(`subgraphState.${instance.state}`)}</StateBadge>
                  </td>
                  <td className="mono" title={instance.url}>
                    {instance.url.replace(/^https?:\/\//, '')}
                  </td>
                  <td>
                    <span className={`tag ${instance.primary ? 'accent' : ''}`}>
                      {t(instance.primary ? 'health.primary' : 'health.backup')}
                    </span>
                  </td>
                  <td className="number">
                    {typeof instance.latencyMs === 'number' ? `${instance.latencyMs.toFixed(1)} ms` : ''}
                  </td>
                  <td className="number secondary">{instance.checkedAt ? moment(instance.checkedAt) : ''}</td>
                  <td className="secondary" title={instance.lastError ?? ''}>
                    {instance.lastError}
                  </td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      )}
    </section>
  );
}

function InstanceTable({ instances }: { instances: HealthQuery['instances'] }) {
  const { t } = useWords();
  return (
    <section className="card">
      <header>
        <h2 className="heading">{t('health.instances')}</h2>
        <span className="sm tertiary">{instances.length}</span>
      </header>
      {instances.length === 0 ? (
        <EmptyState
          icon={Server}
          title={t('instances.none')}
          action={
            <Link className="button" href="/collaborate/packages">
              {t('shell.packages')}
            </Link>
          }
        >
          {t('instances.noneHint')}
        </EmptyState>
      ) : (
        <table className="table">
          <thead>
            <tr>
              <th>{t('instances.instance')}</th>
              <th style={{ width: 124 }}>{t('instances.state')}</th>
              <th style={{ width: 160 }}>{t('instances.where')}</th>
              <th style={{ width: 90 }} className="number">
                {t('instances.upSince')}
              </th>
            </tr>
          </thead>
          <tbody>
            {instances.map((one) => {
              const instance = readFragment(InstancePartsFragmentDoc, one);
              const host = readFragment(HostPartsFragmentDoc, instance.host);
              const state = INSTANCE_STATES[instance.status];
              return (
                <tr key={instance.id} data-testid={`health-instance-${instance.name}`}>
                  <td className="mono">
                    <Link href={`/collaborate/packages/${one.package.id}`}>{instance.name}</Link>
                  </td>
                  <td>
                    <StateBadge tone={state.tone}>{t(state.label)}</StateBadge>
                  </td>
                  <td className="mono">
                    {host.address}
                    {instance.port ? `:${instance.port}` : ''}
                  </td>
                  <td className="number">{instance.healthyAt ? <Elapsed from={instance.healthyAt} /> : ''}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </section>
  );
}

function HostTable({ hosts }: { hosts: HealthQuery['hosts'] }) {
  const { t } = useWords();
  return (
    <section className="card">
      <header>
        <h2 className="heading">{t('health.hosts')}</h2>
      </header>
      <table className="table">
        <tbody>
          {readFragment(HostPartsFragmentDoc, hosts).map((host) => (
            <tr key={host.id}>
              <td title={host.reason ?? ''}>
                <span className="row">
                  <StateIcon tone={host.available ? 'ok' : 'failed'} />
                  <span className="medium clip">{host.name}</span>
                  <span className="sm tertiary clip">{host.reason}</span>
                </span>
              </td>
              <td className="mono" style={{ width: 130 }}>
                {host.address}
              </td>
              <td style={{ width: 90 }}>
                <span className="tag">{t(`driver.${host.driver}`)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
