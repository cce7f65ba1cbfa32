'use client';
import { Database } from 'lucide-react';
import { CopyId } from '../../components/copy-id.tsx';
import { Elapsed } from '../../components/elapsed.tsx';
import { EmptyState } from '../../components/placeholders.tsx';
import { StateBadge } from '../../components/state.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import { type AttemptPartsFragment, AttemptPartsFragmentDoc } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { RowsTable } from './rows-table.tsx';
import { ATTEMPT_TONES, causeOf } from './run-states.ts';
import type { LiveNode } from './use-run.ts';

type RunDataProps = {
  nodes: readonly LiveNode[];
  selected: string | null;
  onSelect: (nodeId: string, attempt: number) => void;
};

/** What went out and what came back, of every attempt; the selected node's first. */
export function RunData({ nodes, selected, onSelect }: RunDataProps) {
  const { t } = useWords();
  const listed = [...nodes].sort((one, other) => Number(other.nodeId === selected) - Number(one.nodeId === selected));
  const attempts = listed.flatMap((node) =>
    readFragment(AttemptPartsFragmentDoc, node.attempts).map((attempt) => ({ node, attempt })),
  );
  if (attempts.length === 0) {
    return (
      <div className="page-body">
        <EmptyState icon={Database} title={t('data.none')}>
          {t('data.noneHint')}
        </EmptyState>
      </div>
    );
  }
  return (
    <div className="page-body padded stack" data-testid="run-data">
      {attempts.map(({ node, attempt }) => (
        <AttemptCard
          key={attempt.id}
          node={node}
          attempt={attempt}
          onSelect={() => onSelect(node.nodeId, attempt.number)}
        />
      ))}
    </div>
  );
}

function AttemptCard({
  node,
  attempt,
  onSelect,
}: {
  node: LiveNode;
  attempt: AttemptPartsFragment;
  onSelect: () => void;
}) {
  const { t, moment, say } = useWords();
  return (
    <section className="card" data-testid={`attempt-${node.nodeId}-${attempt.number}`} style={{ flex: 'none' }}>
      <header className="row wrap">
        <button type="button" className="link-button strong" onClick={onSelect}>
          {node.name}
        </button>
        <span className="sm secondary">
          {t('node.attempt', { number: attempt.number, total: node.attempts.length })}
        </span>
        <StateBadge tone={ATTEMPT_TONES[attempt.status]}>{t(`attemptStatus.${attempt.status}`)}</StateBadge>
        {attempt.resent > 0 && <span className="tag">{t('node.resent', { count: attempt.resent })}</span>}
        <span className="push sm tertiary">
          {moment(attempt.startedAt)} · <Elapsed from={attempt.startedAt} to={attempt.endedAt} />
        </span>
        <CopyId id={attempt.requestId} />
      </header>
      <div className="card-body stack">
        {attempt.errorMessage && <p className="note state-failed">{say(causeOf(attempt))}</p>}
        <RowsTable title={t('data.inputs')} value={attempt.inputs} />
        <RowsTable title={t('data.outputs')} value={attempt.outputs} />
      </div>
    </section>
  );
}
