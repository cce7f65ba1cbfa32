'use client';
import { Archive, Download, Link2, Search, Trash2, Upload } from 'lucide-react';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useRef, useState } from 'react';
import { useMutation } from 'urql';
import { ConfirmDialog } from '../../components/dialog.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { EmptyState, Failure, SkeletonRows } from '../../components/placeholders.tsx';
import { useToast } from '../../components/toasts.tsx';
import {
  BucketObjectsDocument,
  DeleteBucketObjectDocument,
  LinkBucketObjectDocument,
  PackageBucketsDocument,
} from '../../gql/graphql.ts';
import { useLiveQuery } from '../../lib/graph/use-live.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';
import { pathWith } from '../../lib/paths.ts';
import { useCan } from '../session/viewer.tsx';

const PAGE = 100;
const LINK_SECONDS = 3600;

/** The buckets of packages and the objects in them. */
export function BucketsPage() {
  const { t } = useWords();
  const router = useRouter();
  const path = usePathname();
  const search = useSearchParams();
  const [{ data, error }, refetch] = useLiveQuery({ query: PackageBucketsDocument });
  const buckets = data?.packageBuckets ?? [];
  const chosen = search.get('package') ?? buckets[0]?.packageName;
  return (
    <>
      <PageHead title={t('shell.buckets')}>
        <div className="chips">
          {buckets.map(({ packageName, bucket }) => (
            <button
              key={packageName}
              type="button"
              className="chip"
              title={bucket}
              aria-pressed={packageName === chosen}
              onClick={() => router.replace(pathWith(path, { package: packageName }))}
              data-testid={`bucket-${packageName}`}
            >
              {packageName}
            </button>
          ))}
        </div>
      </PageHead>
      {error && !data && (
        <Failure
          error={error}
          what={t('buckets.notLoaded')}
          onRetry={() => refetch({ requestPolicy: 'network-only' })}
        />
      )}
      {!data && !error && <SkeletonRows />}
      {data && !chosen && (
        <EmptyState icon={Archive} title={t('buckets.none')}>
          {t('buckets.noneHint')}
        </EmptyState>
      )}
      {chosen && <Objects key={chosen} packageName={chosen} />}
    </>
  );
}

function Objects({ packageName }: { packageName: string }) {
  const { t, moment } = useWords();
  const toast = useToast();
  const mayWrite = useCan('bucket:write');
  const file = useRef<HTMLInputElement>(null);
  const [prefix, setPrefix] = useState('');
  const [after, setAfter] = useState<string | null>(null);
  const [removing, setRemoving] = useState<string | null>(null);
  const [deleting, remove] = useMutation(DeleteBucketObjectDocument);
  const [, link] = useMutation(LinkBucketObjectDocument);
  const [{ data, error }, refetch] = useLiveQuery({
    query: BucketObjectsDocument,
    variables: { packageName, prefix, first: PAGE, after },
  });
  const again = () => refetch({ requestPolicy: 'network-only' });
  const rows = data?.bucketObjects.nodes ?? [];
  const addressOf = (key: string) =>
    `/platform/buckets/${encodeURIComponent(packageName)}/objects/${encodeURIComponent(key)}`;
  const store = async (given: File) => {
    const key = prefix.endsWith('/') ? `${prefix}${given.name}` : given.name;
    const answer = await fetch(addressOf(key), { method: 'PUT', body: given }).catch(() => null);
    toast(answer?.ok ? 'ok' : 'failed', t(answer?.ok ? 'buckets.stored' : 'buckets.notStored', { key }));
    again();
  };
  const drop = async (key: string) => {
    const answer = await remove({ input: { packageName, key } });
    setRemoving(null);
    if (answer.error) toast('failed', answer.error.message);
    again();
  };
  const copyLink = async (key: string) => {
    const answer = await link({ input: { packageName, key, lifeSeconds: LINK_SECONDS } });
    if (!answer.data) return toast('failed', answer.error?.message ?? t('failure.unreachable'));
    await navigator.clipboard?.writeText(answer.data.linkBucketObject);
    toast('ok', t('buckets.linked', { minutes: LINK_SECONDS / 60 }));
  };
  return (
    <div className="page-body">
      <div className="row" style={{ padding: '8px 0' }}>
        <div className="input-box" style={{ width: 320 }}>
          <Search size={14} aria-hidden="true" />
          <input
            className="input mono"
            data-search
            type="search"
            aria-label={t('buckets.prefix')}
            placeholder={t('buckets.prefix')}
            value={prefix}
            onChange={(event) => {
              setAfter(null);
              setPrefix(event.target.value);
            }}
            data-testid="object-prefix"
          />
        </div>
        {mayWrite && (
          <>
            <input
              ref={file}
              type="file"
              hidden
              data-testid="object-file"
              onChange={(event) => {
                const given = event.target.files?.[0];
                event.target.value = '';
                if (given) void store(given);
              }}
            />
            <button type="button" className="button primary push" onClick={() => file.current?.click()}>
              <Upload size={14} aria-hidden="true" />
              {t('buckets.upload')}
            </button>
          </>
        )}
      </div>
      {error && !data && <Failure error={error} what={t('buckets.notLoaded')} onRetry={again} />}
      {data && rows.length === 0 && (
        <EmptyState icon={Archive} title={prefix ? t('general.noMatch') : t('buckets.empty')} />
      )}
      {rows.length > 0 && (
        <table className="table" data-testid="object-table">
          <thead>
            <tr>
              <th>{t('buckets.key')}</th>
              <th className="number" style={{ width: 130 }}>
                {t('buckets.size')}
              </th>
              <th style={{ width: 170 }}>{t('buckets.changed')}</th>
              <th style={{ width: 120 }} />
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, sizeBytes, changedAt }) => (
              <tr key={key} data-testid={`object-${key}`}>
                <td className="mono clip" title={key}>
                  {key}
                </td>
                <td className="number">{sizeBytes.toLocaleString()}</td>
                <td>{changedAt ? moment(changedAt) : ''}</td>
                <td>
                  <span className="row tight">
                    <a className="icon-button" href={addressOf(key)} aria-label={t('buckets.download', { key })}>
                      <Download size={14} />
                    </a>
                    <button
                      type="button"
                      className="icon-button"
                      aria-label={t('buckets.link', { key })}
                      onClick={() => copyLink(key)}
                    >
                      <Link2 size={14} />
                    </button>
                    {mayWrite && (
                      <button
                        type="button"
                        className="icon-button"
                        aria-label={t('buckets.delete', { key })}
                        onClick={() => setRemoving(key)}
                      >
                        <Trash2 size={14} />
                      </button>
                    )}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {(after || data?.bucketObjects.pageInfo.hasNextPage) && (
        <div className="row" style={{ padding: '8px 0' }}>
          <button type="button" className="button small" disabled={!after} onClick={() => setAfter(null)}>
            {t('buckets.first')}
          </button>
          <button
            type="button"
            className="button small"
            disabled={!data?.bucketObjects.pageInfo.hasNextPage}
            onClick={() => setAfter(data?.bucketObjects.pageInfo.endCursor ?? null)}
          >
            {t('buckets.next')}
          </button>
        </div>
      )}
      {removing && (
        <ConfirmDialog
          title={t('buckets.delete', { key: removing })}
          action={t('variables.delete')}
          busy={deleting.fetching}
          onConfirm={() => drop(removing)}
          onClose={() => setRemoving(null)}
        >
          <p>{t('buckets.deleteWhat')}</p>
        </ConfirmDialog>
      )}
    </div>
  );
}
