'use client';
import { Plug, Search } from 'lucide-react';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { CodeText } from '../../components/code-text.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { type PageAt, Pager, pageArguments } from '../../components/pager.tsx';
import { EmptyState, Failure, SkeletonRows } from '../../components/placeholders.tsx';
import { StateBadge } from '../../components/state.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import { ServicePartsFragmentDoc, ServicesDocument } from '../../gql/graphql.ts';
import { useLiveQuery } from '../../lib/graph/use-live.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';
import { pathWith } from '../../lib/paths.ts';
import { ServicePanel } from './service-panel.tsx';

const PAGE = 50;

/** Every service of every package: what may be called, for which entity, and what sending it twice means. */
export function ServicesPage() {
  const { t } = useWords();
  const router = useRouter();
  const path = usePathname();
  const search = useSearchParams();
  const name = search.get('name') ?? '';
  const enabled = search.get('enabled');
  const [at, setAt] = useState<PageAt>({});
  const [chosen, setChosen] = useState<string | null>(null);
  const where = { name: name ? { contains: name } : null, enabled: enabled ? enabled === 'true' : null };
  const [{ data, error }, refetch] = useLiveQuery({
    query: ServicesDocument,
    variables: { ...pageArguments(PAGE, at), where },
  });
  const rows = readFragment(ServicePartsFragmentDoc, data?.services.nodes ?? []);
  const filter = (change: { name?: string | null; enabled?: string | null }) => {
    setAt({});
    router.replace(pathWith(path, { name, enabled, ...change }));
  };
  const shown = rows.find((row) => row.id === chosen);
  return (
    <>
      <PageHead
        title={t('shell.services')}
        beside={
          data && <span className="sm secondary">{t('services.summary', { count: data.services.totalCount })}</span>
        }
      >
        <div className="chips">
          <div className="input-box" style={{ width: 260 }}>
            <Search size={14} aria-hidden="true" />
            <input
              className="input"
              data-search
              type="search"
              aria-label={t('services.filterName')}
              placeholder={t('services.filterName')}
              defaultValue={name}
              onChange={(event) => filter({ name: event.target.value })}
              data-testid="service-search"
            />
          </div>
          {(['true', 'false'] as const).map((value) => (
            <button
              key={value}
              type="button"
              className="chip"
              aria-pressed={enabled === value}
              onClick={() => filter({ enabled: enabled === value ? null : value })}
            >
              {t(value === 'true' ? 'services.enabled' : 'services.disabled')}
            </button>
          ))}
        </div>
      </PageHead>
      <div className="split">
        <section className="column grow" style={{ background: 'var(--surface)' }}>
          <div className="scroll grow">
            {error && !data && (
              <Failure
                error={error}
                what={t('services.notLoaded')}
                onRetry={() => refetch({ requestPolicy: 'network-only' })}
              />
            )}
            {!data && !error && <SkeletonRows />}
            {data && rows.length === 0 && (
              <EmptyState
                icon={Plug}
                title={name || enabled ? t('general.noMatch') : t('services.none')}
                action={
                  <button
                    type="button"
                    className="button"
                    onClick={() => router.push(name || enabled ? path : '/collaborate/packages')}
                  >
                    {name || enabled ? t('general.clearFilters') : t('shell.packages')}
                  </button>
                }
              >
                {!name && !enabled && t('services.noneHint')}
              </EmptyState>
            )}
            {rows.length > 0 && (
              <table className="table" data-testid="service-table">
                <thead>
                  <tr>
                    <th>{t('services.service')}</th>
                    <th style={{ width: 190 }}>{t('services.target')}</th>
                    <th style={{ width: 90 }} className="number">
                      {t('services.parameters')}
                    </th>
                    <th style={{ width: 130 }}>{t('services.idempotency')}</th>
                    <th style={{ width: 120 }}>{t('services.state')}</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <tr
                      key={row.id}
                      className={`clickable ${row.id === chosen ? 'selected' : ''}`}
                      onClick={() => setChosen(row.id)}
                      data-testid={`service-${row.name}`}
                    >
                      <td className="mono">
                        <button type="button" className="link-button" onClick={() => setChosen(row.id)}>
                          {row.name}
                        </button>
                      </td>
                      <td>
                        {row.targetEntity ? (
                          <CodeText text={row.targetEntity} />
                        ) : (
                          <span className="tertiary">{t('general.none')}</span>
                        )}
                      </td>
                      <td className="number">{row.inputs.length}</td>
                      <td>{t(`idempotency.${row.idempotency}`)}</td>
                      <td>
                        <StateBadge tone={row.enabled ? 'ok' : 'skipped'}>
                          {t(row.enabled ? 'services.enabled' : 'services.disabled')}
                        </StateBadge>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          </div>
          <Pager
            shown={rows.length}
            total={data?.services.totalCount}
            pageInfo={data?.services.pageInfo}
            onMove={setAt}
          />
        </section>
        {shown && <ServicePanel key={shown.id} service={shown} onClose={() => setChosen(null)} />}
      </div>
    </>
  );
}
