'use client';
import { ChevronLeft, ChevronRight, X } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { CopyId } from '../../components/copy-id.tsx';
import { Elapsed } from '../../components/elapsed.tsx';
import { StateBadge, StateIcon } from '../../components/state.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import { type AttemptPartsFragment, AttemptPartsFragmentDoc, type OperationKind } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { OperationDialog } from './operation-dialog.tsx';
import { ATTEMPT_TONES, causeOf, NODE_TONES } from './run-states.ts';
import { useOperate } from './use-operate.ts';
import type { LiveNode, LiveRun } from './use-run.ts';

type NodePanelProps = {
  run: LiveRun;
  node: LiveNode;
  attemptNumber: number | null;
  onAttempt: (number: number) => void;
  onShowData: () => void;
  onClose: () => void;
};
const ROWS = 8;

/** One node of a run: what happened, what was and was not changed, and what can safely be done next. */
export function NodePanel({ run, node, attemptNumber, onAttempt, onShowData, onClose }: NodePanelProps) {
  const { t, say } = useWords();
  const attempts = readFragment(AttemptPartsFragmentDoc, node.attempts);
  const attempt = attempts.find((one) => one.number === attemptNumber) ?? attempts.at(-1);
  const trouble = NODE_TONES[node.status] === 'failed' || node.status === 'AMBIGUOUS';
  return (
    <aside className="side" aria-label={node.name} data-testid="node-panel" data-status={node.status}>
      <div className="section">
        <div className="row">
          <StateIcon tone={NODE_TONES[node.status]} size={16} />
          <h2 className="heading large clip" title={node.name}>
            {node.name}
          </h2>
          <span className="grow" />
          {attempt && <AttemptSwitch attempt={attempt} total={attempts.length} onAttempt={onAttempt} />}
          <button type="button" className="icon-button" aria-label={t('general.close')} onClick={onClose}>
            <X size={15} />
          </button>
        </div>
        <div className="row sm secondary" style={{ marginTop: 4, gap: 12 }}>
          <span className="mono clip" title={node.service ?? ''}>
            {node.service ?? t(`nodeType.${node.type}`)}
          </span>
          <span className="push nowrap" aria-live="polite" data-testid="node-status">
            {t(`nodeStatus.${node.status}`)}
          </span>
          {node.startedAt && (
            <span className="nowrap">
              <Elapsed from={node.startedAt} to={node.endedAt} />
            </span>
          )}
        </div>
      </div>
      {trouble && <Cause node={node} attempt={attempt} />}
      {(node.changedText || node.notChangedText) && (
        <div className="section" style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 16 }}>
          <div data-testid="node-changed">
            <h3 className="section-title">{t('node.changed')}</h3>
            <p className="sm secondary">{node.changedText ? say(node.changedText) : t('general.none')}</p>
          </div>
          <div data-testid="node-not-changed">
            <h3 className="section-title">{t('node.notChanged')}</h3>
            <p className="sm secondary">{node.notChangedText ? say(node.notChangedText) : t('general.none')}</p>
          </div>
        </div>
      )}
      <SafeActions run={run} node={node} />
      <Bindings node={node} />
      {attempt && <AttemptFacts attempt={attempt} onShowData={onShowData} />}
    </aside>
  );
}

function AttemptSwitch({
  attempt,
  total,
  onAttempt,
}: {
  attempt: AttemptPartsFragment;
  total: number;
  onAttempt: (number: number) => void;
}) {
  const { t } = useWords();
  return (
    <span className="row tight sm secondary nowrap" style={{ gap: 2 }}>
      <button
        type="button"
        className="icon-button small"
        aria-label={t('node.previousAttempt')}
        disabled={attempt.number <= 1}
        onClick={() => onAttempt(attempt.number - 1)}
      >
        <ChevronLeft size={14} />
      </button>
      {t('node.attempt', { number: attempt.number, total })}
      <button
        type="button"
        className="icon-button small"
        aria-label={t('node.nextAttempt')}
        disabled={attempt.number >= total}
        onClick={() => onAttempt(attempt.number + 1)}
      >
        <ChevronRight size={14} />
      </button>
    </span>
  );
}

function Cause({ node, attempt }: { node: LiveNode; attempt: AttemptPartsFragment | undefined }) {
  const { t, say } = useWords();
  const message = say(causeOf(attempt?.errorMessage ? attempt : node));
  return (
    <div className="section">
      <h3>{t('node.cause')}</h3>
      <div className={`note state-${NODE_TONES[node.status]}`} data-testid="node-cause">
        <b>{node.status === 'AMBIGUOUS' ? t('node.ambiguousCause') : t('node.failedCause')}</b> {message}
        {node.errorCode && <div className="mono xs tertiary">{node.errorCode}</div>}
      </div>
    </div>
  );
}

const ORDER = ['RETRY', 'CONFIRM_DONE', 'SKIP'] as const satisfies OperationKind[];
const ASKS: OperationKind[] = ['SKIP', 'CONFIRM_DONE'];

function SafeActions({ run, node }: { run: LiveRun; node: LiveNode }) {
  const { t } = useWords();
  const [asking, setAsking] = useState<OperationKind | null>(null);
  const { operate, busy } = useOperate(run);
  const offered = ORDER.filter((operation) => node.operations.includes(operation));
  const options = node.operations.includes('CHOOSE') ? node.options : [];
  if (offered.length === 0 && options.length === 0) return null;
  const ambiguous = node.status === 'AMBIGUOUS';
  const asks = (operation: OperationKind) => ASKS.includes(operation) || (ambiguous && operation === 'RETRY');
  return (
    <div className="section" data-testid="safe-actions">
      <h3>{t('node.nextActions')}</h3>
      {options.length > 0 && <p className="tertiary sm">{t('operation.CHOOSE.hint')}</p>}
      {options.map((option) => (
        <div key={option} className="safe-action">
          <button
            type="button"
            className="button small"
            disabled={busy}
            onClick={() => operate({ operation: 'CHOOSE', nodeId: node.nodeId, option })}
            data-testid="node-choose"
          >
            {option}
          </button>
        </div>
      ))}
      {offered.map((operation, at) => (
        <div key={operation} className="safe-action">
          <button
            type="button"
            className={`button small ${at === 0 && !ambiguous ? 'primary' : ''}`}
            disabled={busy}
            onClick={() => (asks(operation) ? setAsking(operation) : operate({ operation, nodeId: node.nodeId }))}
            data-testid={`node-${operation.toLowerCase().replace('_', '-')}`}
          >
            {t(`operation.${operation}`)}
          </button>
          <span>
            {t(ambiguous && operation === 'RETRY' ? 'operation.RETRY.ambiguous' : `operation.${operation}.hint`)}
          </span>
        </div>
      ))}
      {asking && <OperationDialog run={run} operation={asking} nodeId={node.nodeId} onClose={() => setAsking(null)} />}
    </div>
  );
}

function Bindings({ node }: { node: LiveNode }) {
  const { t, say } = useWords();
  const [all, setAll] = useState(false);
  if (node.bindings.length === 0) return null;
  const sorted = [...node.bindings].sort(
    (one, other) => Number(NODE_TONES[other.status] === 'failed') - Number(NODE_TONES[one.status] === 'failed'),
  );
  return (
    <div className="section" data-testid="node-bindings">
      <h3>
        {t('node.objects')} <span className="tertiary">{node.bindings.length}</span>
      </h3>
      <ul>
        {sorted.slice(0, all ? undefined : ROWS).map((binding) => (
          <li key={`${binding.entity} ${binding.objectId}`} className="row sm binding">
            <StateIcon tone={NODE_TONES[binding.status]} size={12} />
            <Link
              className="mono clip binding-name"
              href={`/design/objects?entity=${encodeURIComponent(binding.entity)}&object=${encodeURIComponent(binding.objectId)}`}
            >
              {binding.displayName}
            </Link>
            <span className="push tertiary clip" title={say(causeOf(binding))}>
              {say(causeOf(binding))}
            </span>
          </li>
        ))}
      </ul>
      {sorted.length > ROWS && !all && (
        <button type="button" className="link-button sm" onClick={() => setAll(true)}>
          {t('data.showAll', { count: sorted.length })}
        </button>
      )}
    </div>
  );
}

function AttemptFacts({ attempt, onShowData }: { attempt: AttemptPartsFragment; onShowData: () => void }) {
  const { t, moment } = useWords();
  return (
    <div className="section" style={{ marginTop: 'auto' }}>
      <div className="row" style={{ marginBottom: 6 }}>
        <h3 className="section-title" style={{ margin: 0 }}>
          {t('node.attemptTitle', { number: attempt.number })}
        </h3>
        <StateBadge tone={ATTEMPT_TONES[attempt.status]}>{t(`attemptStatus.${attempt.status}`)}</StateBadge>
        <button type="button" className="link-button sm push" onClick={onShowData} data-testid="show-data">
          {t('node.inputsOutputs')}
        </button>
      </div>
      <dl className="key-values">
        <dt>{t('node.request')}</dt>
        <dd>
          <CopyId id={attempt.requestId} testId="request-id" />
        </dd>
        <dt>{t('node.sent')}</dt>
        <dd>
          {moment(attempt.startedAt)}
          {attempt.resent > 0 && ` · ${t('node.resent', { count: attempt.resent })}`}
        </dd>
        {attempt.instance && (
          <>
            <dt>{t('node.instance')}</dt>
            <dd className="mono">{attempt.instance}</dd>
          </>
        )}
        {attempt.resultCode !== null && (
          <>
            <dt>{t('node.resultCode')}</dt>
            <dd className="mono">{attempt.resultCode}</dd>
          </>
        )}
      </dl>
    </div>
  );
}
