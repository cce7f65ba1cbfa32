'use client';
import { History } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { type PageAt, Pager } from '../../components/pager.tsx';
import { EmptyState, Failure, SkeletonRows } from '../../components/placeholders.tsx';
import { RunEventsDocument } from '../../gql/graphql.ts';
import { useRefetchSoon } from '../../lib/graph/use-changes.ts';
import { useLiveQuery } from '../../lib/graph/use-live.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';
import { WORDS, type WordKey } from '../../locales/index.ts';
import { EventLines } from './event-lines.tsx';

const PAGE = 100;

/** The run's history as it was written, newest first. */
export function RunEvents({ runId, version }: { runId: string; version: number }) {
  const { t, moment } = useWords();
  const eventName = (type: string) => (`event.${type}` in WORDS ? t(`event.${type}` as WordKey) : type);
  const [at, setAt] = useState<PageAt>({});
  const [{ data, error }, refetch] = useLiveQuery({
    query: RunEventsDocument,
    variables: { runId, last: PAGE, before: at.before ?? null },
  });
  const refetchSoon = useRefetchSoon(refetch);
  const seen = useRef(version);
  useEffect(() => {
    if (seen.current === version) return;
    seen.current = version;
    refetchSoon();
  }, [version, refetchSoon]);
  const events = [...(data?.runEvents.nodes ?? [])].sort((one, other) => other.version - one.version);
  const page = data?.runEvents.pageInfo;
  return (
    <div className="column grow">
      <div className="page-body">
        {error && !data && (
          <Failure
            error={error}
            what={t('events.notLoaded')}
            onRetry={() => refetch({ requestPolicy: 'network-only' })}
          />
        )}
        {!data && !error && <SkeletonRows />}
        {data && events.length === 0 && <EmptyState icon={History} title={t('events.none')} />}
        {events.length > 0 && (
          <table className="table" data-testid="run-events">
            <colgroup>
              <col style={{ width: 72 }} />
              <col style={{ width: 140 }} />
              <col style={{ width: 220 }} />
              <col />
            </colgroup>
            <thead>
              <tr>
                <th className="number">{t('events.version')}</th>
                <th>{t('events.at')}</th>
                <th>{t('events.type')}</th>
                <th>{t('events.data')}</th>
              </tr>
            </thead>
            <tbody>
              {events.map((event) => (
                <tr key={event.id}>
                  <td className="number tertiary">{event.version}</td>
                  <td>{moment(event.at)}</td>
                  <td title={event.type}>{eventName(event.type)}</td>
                  <td className="lines">
                    <EventLines data={event.data} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      <Pager
        shown={events.length}
        total={data?.runEvents.totalCount}
        pageInfo={
          page && {
            hasNextPage: page.hasPreviousPage,
            hasPreviousPage: Boolean(at.before),
            startCursor: null,
            endCursor: page.startCursor,
          }
        }
        onMove={(next) => setAt(next.after ? { before: next.after } : {})}
      />
    </div>
  );
}
