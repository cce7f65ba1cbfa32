'use client';
import { ScrollText } from 'lucide-react';
import { useState } from 'react';
import { FactLines } from '../../components/fact-lines.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { type PageAt, Pager, pageArguments } from '../../components/pager.tsx';
import { EmptyState, Failure, SkeletonRows } from '../../components/placeholders.tsx';
import { StateIcon } from '../../components/state.tsx';
import { AuditEntriesDocument } from '../../gql/graphql.ts';
import { useLiveQuery } from '../../lib/graph/use-live.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';
import { shortenId } from '../../lib/time/format-time.ts';
import { WORDS, type WordKey } from '../../locales/index.ts';

/** Who did what, newest first. Nothing here can be changed. */
export function AuditPage() {
  const { t, moment } = useWords();
  const wordOf = (prefix: 'outcome' | 'action', name: string) => {
    const key = prefix === 'outcome' ? `outcome.${name}` : `action.${name}`;
    return key in WORDS ? t(key as WordKey) : name;
  };
  const [at, setAt] = useState<PageAt>({});
  const [{ data, error }, refetch] = useLiveQuery({ query: AuditEntriesDocument, variables: pageArguments(50, at) });
  const rows = data?.auditEntries.nodes ?? [];
  return (
    <>
      <PageHead
        title={t('shell.audit')}
        beside={<span className="sm secondary">{t('audit.hint')}</span>}
        actions={
          <button
            type="button"
            className="button"
            onClick={() => {
              setAt({});
              refetch({ requestPolicy: 'network-only' });
            }}
          >
            {t('audit.newest')}
          </button>
        }
      />
      <div className="page-body">
        {error && !data && (
          <Failure
            error={error}
            what={t('audit.notLoaded')}
            onRetry={() => refetch({ requestPolicy: 'network-only' })}
          />
        )}
        {!data && !error && <SkeletonRows />}
        {data && rows.length === 0 && <EmptyState icon={ScrollText} title={t('audit.none')} />}
        {rows.length > 0 && (
          <table className="table" data-testid="audit-table">
            <colgroup>
              <col style={{ width: 140 }} />
              <col style={{ width: 130 }} />
              <col style={{ width: 190 }} />
              <col style={{ width: 210 }} />
              <col style={{ width: 120 }} />
              <col />
            </colgroup>
            <thead>
              <tr>
                <th>{t('events.at')}</th>
                <th>{t('audit.who')}</th>
                <th>{t('audit.action')}</th>
                <th>{t('audit.subject')}</th>
                <th>{t('audit.outcome')}</th>
                <th>{t('audit.detail')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((entry) => {
                return (
                  <tr key={entry.id}>
                    <td>{moment(entry.at)}</td>
                    <td>{entry.who}</td>
                    <td title={entry.action}>{wordOf('action', entry.action)}</td>
                    <td className="mono" title={entry.subject}>
                      {shortenId(entry.subject)}
                    </td>
                    <td>
                      <span className="row tight">
                        <StateIcon
                          tone={/refus|fail|denied|problem|error/i.test(entry.outcome) ? 'failed' : 'ok'}
                          size={12}
                        />
                        {wordOf('outcome', entry.outcome)}
                      </span>
                    </td>
                    <td className="sm lines">
                      <FactLines facts={entry.detail} />
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
        total={data?.auditEntries.totalCount}
        pageInfo={data?.auditEntries.pageInfo}
        onMove={setAt}
      />
    </>
  );
}
