'use client';
import { Download, History, Plug, Search, Upload } from 'lucide-react';
import Link from 'next/link';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { useQuery } from 'urql';
import { CodeText } from '../../components/code-text.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { type PageAt, Pager, pageArguments } from '../../components/pager.tsx';
import { EmptyState, Failure, SkeletonRows } from '../../components/placeholders.tsx';
import { StateBadge } from '../../components/state.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  RegistrationRowFragmentDoc,
  ServicePackagesDocument,
  ServiceRegistrationChangesDocument,
  type ServiceRegistrationStatus,
  ServiceRegistrationsDocument,
} from '../../gql/graphql.ts';
import { useChanges, useRefetchSoon } from '../../lib/graph/use-changes.ts';
import { useLiveQuery } from '../../lib/graph/use-live.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';
import { pathWith } from '../../lib/paths.ts';
import { useCan } from '../session/viewer.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { registrationState } from './registration-state.ts';
import { RoleTags } from './role-tags.tsx';

const PAGE = 50;
const STATUSES: ServiceRegistrationStatus[] = ['ENABLED', 'DISABLED'];

/** Every registration of every plugin: what it works on, who may use it, and how many of its services can be called. */
export function ServicesPage() {
  const { t } = useWords();
  const router = useRouter();
  const path = usePathname();
  const search = useSearchParams();
  const mayManage = useCan('service:manage');
  const filters = {
    name: search.get('name') ?? '',
    package: search.get('package'),
    status: search.get('status'),
  };
  const [at, setAt] = useState<PageAt>({});
  const [dialog, setDialog] = useState<'import' | 'inherit' | 'export' | null>(null);
  const where = {
    title: filters.name ? { contains: filters.name } : null,
    packageName: filters.package ? { eq: filters.package } : null,
    status: STATUSES.find((one) => one === filters.status) ?? null,
  };
  const [{ data, error }, refetch] = useLiveQuery({
    query: ServiceRegistrationsDocument,
    variables: { ...pageArguments(PAGE, at), where },
  });
  const soon = useRefetchSoon(refetch);
  useChanges({ query: ServiceRegistrationChangesDocument }, () => soon());
  const [packages] = useQuery({ query: ServicePackagesDocument });
  const names = packages.data?.packages.nodes.filter(({ active }) => active).map(({ name }) => name) ?? [];
  const rows = readFragment(RegistrationRowFragmentDoc, data?.serviceRegistrations.nodes ?? []);
  const filter = (change: Partial<Record<keyof typeof filters, string | null>>) => {
    setAt({});
    router.replace(pathWith(path, { ...filters, ...change }));
  };
  const filtered = Boolean(filters.name || filters.package || filters.status);
  const initial = filters.package ?? names[0] ?? null;
  return (
    <>
      <PageHead
        title={t('shell.services')}
        beside={
          data && (
            <span className="sm secondary">
              {t('services.summary', { count: data.serviceRegistrations.totalCount })}
            </span>
          )
        }
        actions={
          mayManage && (
            <>
              <button
                type="button"
                className="button"
                onClick={() => setDialog('inherit')}
                data-testid="inherit-services"
              >
                <History size={14} aria-hidden="true" />
                {t('services.inherit')}
              </button>
              <button
                type="button"
                className="button"
                onClick={() => setDialog('export')}
                data-testid="export-services"
              >
                <Download size={14} aria-hidden="true" />
                {t('services.export')}
              </button>
              <button
                type="button"
                className="button primary"
                onClick={() => setDialog('import')}
                data-testid="import-services"
              >
                <Upload size={14} aria-hidden="true" />
                {t('services.import')}
              </button>
            </>
          )
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
              defaultValue={filters.name}
              onChange={(event) => filter({ name: event.target.value })}
              data-testid="service-search"
            />
          </div>
          <span className={`chip ${filters.package ? 'on' : ''}`}>
            <select
              aria-label={t('services.package')}
              value={filters.package ?? ''}
              onChange={(event) => filter({ package: event.target.value || null })}
              data-testid="service-package"
            >
              <option value="">{t('services.everyPackage')}</option>
              {names.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </span>
          {STATUSES.map((status) => (
            <button
              key={status}
              type="button"
              className="chip"
              aria-pressed={filters.status === status}
              onClick={() => filter({ status: filters.status === status ? null : status })}
              data-testid={`service-status-${status}`}
            >
              {t(status === 'ENABLED' ? 'services.enabled' : 'services.disabled')}
            </button>
          ))}
        </div>
      </PageHead>
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
              title={filtered ? t('general.noMatch') : t('services.none')}
              action={
                <button
                  type="button"
                  className="button"
                  onClick={() => router.push(filtered ? path : '/collaborate/packages')}
                >
                  {filtered ? t('general.clearFilters') : t('shell.packages')}
                </button>
              }
            >
              {!filtered && t('services.noneHint')}
            </EmptyState>
          )}
          {rows.length > 0 && (
            <table className="table" data-testid="registration-table">
              <thead>
                <tr>
                  <th style={{ width: '30%' }}>{t('services.registration')}</th>
                  <th>{t('services.target')}</th>
                  <th style={{ width: 130 }} className="number">
                    {t('services.callable')}
                  </th>
                  <th style={{ width: 200 }}>{t('services.roles')}</th>
                  <th style={{ width: 140 }}>{t('services.state')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => {
                  const state = registrationState(row.status, row.services);
                  return (
                    <tr
                      key={row.id}
                      className="clickable"
                      onClick={() => router.push(`/collaborate/services/${row.id}`)}
                      data-testid={`registration-${row.title}`}
                    >
                      <td className="mono">
                        <Link href={`/collaborate/services/${row.id}`} onClick={(event) => event.stopPropagation()}>
                          {row.title}
                        </Link>
                        {row.name === '' && (
                          <span className="tag prose" style={{ marginLeft: 8 }}>
                            {t('services.template')}
                          </span>
                        )}
                      </td>
                      <td>
                        {row.targetEntity ? (
                          <CodeText text={`${row.targetEntity}${row.targetFilter}`} />
                        ) : (
                          <span className="tertiary">{t('general.none')}</span>
                        )}
                      </td>
                      <td className="number">
                        {row.services.filter((one) => one.enabled).length} / {row.services.length}
                      </td>
                      <td>
                        <RoleTags roles={row.roles} />
                      </td>
                      <td>
                        <StateBadge tone={state.tone}>{t(state.word)}</StateBadge>
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          )}
        </div>
        <Pager
          shown={rows.length}
          total={data?.serviceRegistrations.totalCount}
          pageInfo={data?.serviceRegistrations.pageInfo}
          onMove={setAt}
        />
      </section>
      {(dialog === 'import' || dialog === 'inherit') && (
        <ImportDialog kind={dialog} packages={names} initial={initial} onDone={soon} onClose={() => setDialog(null)} />
      )}
      {dialog === 'export' && <ExportDialog packages={names} initial={initial} onClose={() => setDialog(null)} />}
    </>
  );
}
