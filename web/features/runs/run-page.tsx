'use client';
import { ListTree, Workflow } from 'lucide-react';
import { useRouter, useSearchParams } from 'next/navigation';
import { useEffect, useMemo, useState } from 'react';
import { EmptyState, Failure, SkeletonRows } from '../../components/placeholders.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';
import { pathWith } from '../../lib/paths.ts';
import { NodePanel } from './node-panel.tsx';
import { RunData } from './run-data.tsx';
import { RunEvents } from './run-events.tsx';
import { RunGraph } from './run-graph.tsx';
import { RunHead } from './run-head.tsx';
import { RunOutline } from './run-outline.tsx';
import { COUNT_TONES, type CountName, firstTrouble, inReadingOrder, NODE_TONES } from './run-states.ts';
import { RunStrip } from './run-strip.tsx';
import { useRun } from './use-run.ts';

const TABS = ['graph', 'outline', 'data', 'events'] as const;
type TabId = (typeof TABS)[number];

/** One run, live. The address carries tab, node and attempt; a run in trouble opens at the node that is. */
export function RunPage({ id }: { id: string }) {
  const { t } = useWords();
  const router = useRouter();
  const search = useSearchParams();
  const { run, missing, error, refetch } = useRun(id);
  const [filter, setFilter] = useState<CountName | null>(null);
  const tab: TabId = TABS.find((candidate) => candidate === search.get('tab')) ?? 'graph';
  const nodeId = search.get('node');
  const attempt = Number(search.get('attempt')) || null;
  const go = (change: { tab?: string; node?: string | null; attempt?: string | null }) =>
    router.replace(
      pathWith(`/execute/runs/${id}`, {
        tab: tab === 'graph' ? null : tab,
        node: nodeId,
        attempt: attempt ? String(attempt) : null,
        ...change,
      }),
      { scroll: false },
    );

  const trouble = run && nodeId === null ? firstTrouble(run.nodes)?.nodeId : undefined;
  const [opened, setOpened] = useState(false);
  useEffect(() => {
    if (opened || !trouble) return;
    setOpened(true); // once: a person who closes the panel is not shown it again
    router.replace(pathWith(`/execute/runs/${id}`, { tab: tab === 'graph' ? null : tab, node: trouble }), {
      scroll: false,
    });
  }, [opened, trouble, id, tab, router]);

  const ordered = useMemo(() => (run ? inReadingOrder(run.nodes, run.definition.links) : []), [run]);
  if (error && !run)
    return (
      <Failure error={error} what={t('run.notLoaded')} onRetry={() => refetch({ requestPolicy: 'network-only' })} />
    );
  if (missing) {
    return (
      <EmptyState
        icon={Workflow}
        title={t('run.missing')}
        action={
          <button type="button" className="button" onClick={() => router.push('/execute/runs')}>
            {t('shell.runs')}
          </button>
        }
      >
        {t('run.missingHint')}
      </EmptyState>
    );
  }
  if (!run) return <SkeletonRows rows={12} />;
  const node = run.nodes.find((one) => one.nodeId === nodeId) ?? null;
  const tone = COUNT_TONES.find(([name]) => name === filter)?.[1];
  const shows = (status: (typeof run.nodes)[number]['status']) => !tone || NODE_TONES[status] === tone;
  const attempts = run.nodes.reduce((sum, one) => sum + one.attempts.length, 0);
  return (
    <>
      <RunHead run={run} onNode={(target) => go({ node: target, attempt: null })} />
      <RunStrip counts={run.counts} filter={filter} onFilter={setFilter} />
      <Tabs
        label={t('run.views')}
        tabs={TABS.map((candidate) => ({
          id: candidate,
          label: t(`runTab.${candidate}`),
          count: candidate === 'data' ? attempts : undefined,
        }))}
        selected={tab}
        onSelect={(next) => go({ tab: next === 'graph' ? '' : next })}
        end={
          tab === 'graph' && (
            <button type="button" className="button small quiet" onClick={() => go({ tab: 'outline' })}>
              <ListTree size={14} aria-hidden="true" />
              {t('runTab.outline')}
            </button>
          )
        }
      />
      <div className="split" role="tabpanel">
        {tab === 'graph' && (
          <RunGraph
            run={run}
            selected={nodeId}
            shows={shows}
            onSelect={(target) => go({ node: target, attempt: null })}
          />
        )}
        {tab === 'outline' && (
          <RunOutline
            nodes={ordered}
            selected={nodeId}
            shows={shows}
            onSelect={(target) => go({ node: target, attempt: null })}
          />
        )}
        {tab === 'data' && (
          <RunData
            nodes={ordered.filter((one) => shows(one.status))}
            selected={nodeId}
            onSelect={(target, number) => go({ node: target, attempt: String(number) })}
          />
        )}
        {tab === 'events' && <RunEvents runId={id} version={run.version} />}
        {node && tab !== 'events' && (
          <NodePanel
            key={node.id}
            run={run}
            node={node}
            attemptNumber={attempt}
            onAttempt={(number) => go({ attempt: String(number) })}
            onShowData={() => go({ tab: 'data' })}
            onClose={() => go({ node: null, attempt: null })}
          />
        )}
      </div>
    </>
  );
}
