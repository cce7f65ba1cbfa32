'use client';
import { RefreshCw } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { LogView } from '../../components/log-view.tsx';
import { InstanceLogDocument } from '../../gql/graphql.ts';
import { useLiveQuery } from '../../lib/graph/use-live.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';

/** The last lines an instance wrote; read again whenever the instance changes, or when asked. */
export function InstanceLog({ id, revision }: { id: string; revision: number }) {
  const { t } = useWords();
  const [{ data, fetching }, refetch] = useLiveQuery({ query: InstanceLogDocument, variables: { id, lines: 100 } });
  const seen = useRef(revision);
  useEffect(() => {
    if (seen.current === revision) return;
    seen.current = revision;
    refetch({ requestPolicy: 'network-only' });
  }, [revision, refetch]);
  return (
    <section style={{ padding: '8px 16px 16px' }}>
      <div className="row" style={{ marginBottom: 6 }}>
        <h3 className="heading">{t('instances.lastLines')}</h3>
        <button
          type="button"
          className="icon-button small push"
          aria-label={t('instances.readAgain')}
          title={t('instances.readAgain')}
          disabled={fetching}
          onClick={() => refetch({ requestPolicy: 'network-only' })}
        >
          <RefreshCw size={13} />
        </button>
      </div>
      <LogView label={t('instances.lastLines')} lines={data?.instance?.logTail ?? []} height={190} />
    </section>
  );
}
