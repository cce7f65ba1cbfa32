'use client';
import { PackageOpen, Upload } from 'lucide-react';
import Link from 'next/link';
import { useParams, usePathname, useRouter, useSearchParams } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import { PageHead } from '../../components/page-head.tsx';
import { type PageAt, Pager, pageArguments } from '../../components/pager.tsx';
import { EmptyState, Failure, SkeletonRows } from '../../components/placeholders.tsx';
import { StateIcon } from '../../components/state.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  PackageChangesDocument,
  PackageRowFragmentDoc,
  type PackageStatus,
  PackagesDocument,
} from '../../gql/graphql.ts';
import { useChanges, useRefetchSoon } from '../../lib/graph/use-changes.ts';
import { useLiveQuery } from '../../lib/graph/use-live.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';
import { pathWith } from '../../lib/paths.ts';
import { useCan } from '../session/viewer.tsx';
import { PackageBadge } from './package-badge.tsx';
import { UploadDialog } from './upload-dialog.tsx';
import { UploadsUnderWay } from './uploads-under-way.tsx';

const PAGE = 50;
const STATUSES: PackageStatus[] = ['UPLOADED', 'REGISTERED', 'DECOMMISSIONED'];
const TONE = { UPLOADED: 'person', REGISTERED: 'ok', DECOMMISSIONED: 'skipped' } as const;

/** The list of packages; the chosen one stands beside it. */
export function PackagesLayout({ children }: { children: ReactNode }) {
  const { t } = useWords();
  const router = useRouter();
  const path = usePathname();
  const search = useSearchParams();
  const chosen = decodeURIComponent(String(useParams().id ?? ''));
  const mayUpload = useCan('package:upload');
  const [uploading, setUploading] = useState(false);
  const [at, setAt] = useState<PageAt>({});
  const status = search.get('status') as PackageStatus | null;
  const activeOnly = search.get('active') === 'true';
  const where = { status: status ? [status] : null, active: activeOnly ? true : null };
  const [{ data, error, fetching }, refetch] = useLiveQuery({
    query: PackagesDocument,
    variables: { ...pageArguments(PAGE, at), where },
  });
  const refetchSoon = useRefetchSoon(refetch);
  const rows = readFragment(PackageRowFragmentDoc, data?.packages.nodes ?? []);
  useChanges({ query: PackageChangesDocument, variables: {} }, ({ packageChanged }) => {
    if (!rows.some((row) => row.id === packageChanged.subject)) refetchSoon();
  });
  const filter = (change: { status?: string | null; active?: string | null }) => {
    setAt({});
    router.replace(pathWith(path, { status, active: activeOnly ? 'true' : null, ...change }));
  };
  const instances = rows.reduce((sum, row) => sum + row.instances.length, 0);
  return (
    <>
      <PageHead
        title={t('packages.title')}
        beside={
          data && (
            <span className="sm secondary">
              {t('packages.summary', { packages: data.packages.totalCount, instances })}
            </span>
          )
        }
        actions={
          mayUpload && (
            <button
              type="button"
              className="button primary"
              onClick={() => setUploading(true)}
              data-testid="upload-package"
            >
              <Upload size={15} aria-hidden="true" />
              {t('packages.upload')}
            </button>
          )
        }
      >
        <div className="chips">
          <button type="button" className="chip" aria-pressed={!status} onClick={() => filter({ status: null })}>
            {t('packages.anyState')}
          </button>
          {STATUSES.map((one) => (
            <button
              key={one}
              type="button"
              className="chip"
              aria-pressed={status === one}
              onClick={() => filter({ status: status === one ? null : one })}
            >
              <StateIcon tone={TONE[one]} />
              {t(`packageStatus.${one}`)}
            </button>
          ))}
          <button
            type="button"
            className="chip"
            aria-pressed={activeOnly}
            onClick={() => filter({ active: activeOnly ? null : 'true' })}
          >
            {t('packages.activeOnly')}
          </button>
        </div>
      </PageHead>
      <div className="split packages-split">
        <section className="column package-list" aria-label={t('packages.title')} aria-busy={fetching}>
          <UploadsUnderWay />
          <div className="scroll grow">
            {error && !data && (
              <Failure
                error={error}
                what={t('packages.notLoaded')}
                onRetry={() => refetch({ requestPolicy: 'network-only' })}
              />
            )}
            {!data && !error && <SkeletonRows />}
            {data && rows.length === 0 && (
              <NoPackages
                filtered={Boolean(status || activeOnly)}
                onUpload={mayUpload ? () => setUploading(true) : undefined}
                onClear={() => router.replace(path)}
              />
            )}
            {rows.length > 0 && (
              <table className="table" data-testid="package-table">
                <colgroup>
                  <col />
                  <col style={{ width: 92 }} />
                  <col style={{ width: 136 }} />
                  <col style={{ width: 56 }} />
                </colgroup>
                <thead>
                  <tr>
                    <th>{t('packages.package')}</th>
                    <th>{t('packages.version')}</th>
                    <th>{t('packages.state')}</th>
                    <th className="number">{t('packages.running')}</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <tr
                      key={row.id}
                      className={`clickable ${row.id === chosen ? 'selected' : ''}`}
                      onClick={() =>
                        router.push(
                          pathWith(`/collaborate/packages/${row.id}`, { status, active: activeOnly ? 'true' : null }),
                        )
                      }
                      data-testid={`package-${row.name}-${row.version}`}
                    >
                      <td className="medium">
                        <Link
                          href={pathWith(`/collaborate/packages/${row.id}`, {
                            status,
                            active: activeOnly ? 'true' : null,
                          })}
                          aria-current={row.id === chosen ? 'true' : undefined}
                          style={{ color: 'inherit' }}
                          onClick={(event) => event.stopPropagation()}
                        >
                          {row.name}
                        </Link>
                      </td>
                      <td className="mono">{row.version}</td>
                      <td>
                        <PackageBadge one={row} />
                      </td>
                      <td className={`number ${row.instances.length ? '' : 'tertiary'}`}>{row.instances.length}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          </div>
          <Pager
            shown={rows.length}
            total={data?.packages.totalCount}
            pageInfo={data?.packages.pageInfo}
            onMove={setAt}
          />
        </section>
        <section className="column grow package-detail">{children}</section>
      </div>
      {uploading && <UploadDialog onClose={() => setUploading(false)} />}
    </>
  );
}

function NoPackages({
  filtered,
  onUpload,
  onClear,
}: {
  filtered: boolean;
  onUpload: (() => void) | undefined;
  onClear: () => void;
}) {
  const { t } = useWords();
  if (filtered) {
    return (
      <EmptyState
        icon={PackageOpen}
        title={t('general.noMatch')}
        action={
          <button type="button" className="button" onClick={onClear}>
            {t('general.clearFilters')}
          </button>
        }
      />
    );
  }
  return (
    <EmptyState
      icon={PackageOpen}
      title={t('packages.none')}
      action={
        onUpload && (
          <button type="button" className="button primary" onClick={onUpload}>
            {t('packages.upload')}
          </button>
        )
      }
    >
      {t('packages.noneHint')}
    </EmptyState>
  );
}
