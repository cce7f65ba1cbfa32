'use client';
import { Pause, Play, RotateCw, Square } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { CopyId } from '../../components/copy-id.tsx';
import { Elapsed } from '../../components/elapsed.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { StateBadge } from '../../components/state.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';
import { OperationDialog } from './operation-dialog.tsx';
import { firstTrouble, RUN_TONES } from './run-states.ts';
import { useOperate } from './use-operate.ts';
import type { LiveRun } from './use-run.ts';

/** Who the run is, how it stands, and what can be done with all of it. */
export function RunHead({ run, onNode }: { run: LiveRun; onNode: (nodeId: string) => void }) {
  const { t, moment } = useWords();
  const [terminating, setTerminating] = useState(false);
  const { operate, busy } = useOperate(run);
  const may = (operation: (typeof run.operations)[number]) => run.operations.includes(operation);
  const trouble = firstTrouble(run.nodes);
  return (
    <>
      <PageHead
        ruled={false}
        title={run.definitionName}
        crumbs={[{ href: '/execute/runs', label: t('shell.runs') }]}
        beside={
          <span className="row" aria-live="polite">
            <StateBadge tone={RUN_TONES[run.status]} testId="run-status">
              {t(`runStatus.${run.status}`)}
            </StateBadge>
            {run.counts.failed > 0 && (
              <StateBadge tone="failed">{t('run.failedNodes', { count: run.counts.failed })}</StateBadge>
            )}
            {run.counts.ambiguous > 0 && (
              <StateBadge tone="ambiguous">{t('run.ambiguousNodes', { count: run.counts.ambiguous })}</StateBadge>
            )}
          </span>
        }
        actions={
          <>
            {may('PAUSE') && (
              <button
                type="button"
                className="button"
                disabled={busy}
                onClick={() => operate({ operation: 'PAUSE' })}
                data-testid="run-pause"
              >
                <Pause size={14} aria-hidden="true" />
                {t('operation.PAUSE')}
              </button>
            )}
            {may('CONTINUE') && (
              <button
                type="button"
                className="button primary"
                disabled={busy}
                onClick={() => operate({ operation: 'CONTINUE' })}
                data-testid="run-continue"
              >
                <Play size={14} aria-hidden="true" />
                {t('operation.CONTINUE')}
              </button>
            )}
            {may('TERMINATE') && (
              <button
                type="button"
                className="button danger"
                disabled={busy}
                onClick={() => setTerminating(true)}
                data-testid="run-terminate"
              >
                <Square size={13} aria-hidden="true" />
                {t('operation.TERMINATE')}
              </button>
            )}
            {trouble?.operations.includes('RETRY') && trouble.status !== 'AMBIGUOUS' && (
              <button
                type="button"
                className="button primary"
                disabled={busy}
                onClick={() => {
                  onNode(trouble.nodeId);
                  operate({ operation: 'RETRY', nodeId: trouble.nodeId });
                }}
                data-testid="run-retry"
              >
                <RotateCw size={14} aria-hidden="true" />
                {t('run.retryNode', { name: trouble.name })}
              </button>
            )}
          </>
        }
        facts={
          <>
            <CopyId id={run.id} testId="run-id" />
            <span>
              <span className="label">{t('runs.version')}</span>
              <Link href={`/collaborate/orchestrations/${run.definition.id}`}>v{run.definitionVersion}</Link>
            </span>
            <span>
              <span className="label">{t('runs.rootObject')}</span>
              <Link
                href={`/design/objects?entity=${encodeURIComponent(run.rootEntity)}&object=${encodeURIComponent(run.rootObjectId)}`}
              >
                {run.rootObjectName}
              </Link>
            </span>
            <span>
              <span className="label">{t('runs.startedBy')}</span>
              {run.startedBy}
            </span>
            <span>
              <span className="label">{t('runs.started')}</span>
              {moment(run.startedAt)}
            </span>
            <span>
              <span className="label">{run.endedAt ? t('runs.took') : t('run.elapsed')}</span>
              <b className="strong">
                <Elapsed from={run.startedAt} to={run.endedAt} clock={!run.endedAt} />
              </b>
            </span>
          </>
        }
      />
      {terminating && <OperationDialog run={run} operation="TERMINATE" onClose={() => setTerminating(false)} />}
    </>
  );
}
