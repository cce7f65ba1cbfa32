'use client';
import { Server } from 'lucide-react';
import Link from 'next/link';
import { Elapsed } from '../../components/elapsed.tsx';
import { EmptyState } from '../../components/placeholders.tsx';
import { StateBadge, StateIcon } from '../../components/state.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import { type HealthQuery, HostPartsFragmentDoc, InstancePartsFragmentDoc } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { INSTANCE_STATES } from '../packages/package-state.ts';

/** The processes and containers of plugin packages. */
export function InstanceTable({ instances }: { instances: HealthQuery['instances'] }) {
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
              <th style={{ width: 144 }}>{t('instances.state')}</th>
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

/** Where they run. */
export function HostTable({ hosts }: { hosts: HealthQuery['hosts'] }) {
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
