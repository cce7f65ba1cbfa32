'use client';
import { StateIcon } from '../../components/state.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';
import { WORDS, type WordKey } from '../../locales/index.ts';
import { causeOf, NODE_TONES } from './run-states.ts';

type NodeChange = {
  nodeId: string;
  name: string;
  status: keyof typeof NODE_TONES;
  rowsTotal: number;
  rowsDone: number;
  rowsFailed: number;
  errorCode: string | null;
  errorMessage: string | null;
  errorParameters?: unknown;
};
type EventData = {
  status?: string;
  nodes?: readonly NodeChange[];
  operation?: { kind: string; by: string; reason: string | null };
};

/** What an event of a run changed: who did what, then a line per node. */
export function EventLines({ data }: { data: unknown }) {
  const { t, say } = useWords();
  const { status, nodes = [], operation } = (data ?? {}) as EventData;
  const run = `runStatus.${status}`;
  return (
    <>
      {operation && (
        <div>
          <b>{t(`operation.${operation.kind}` as WordKey)}</b> · {operation.by}
          {operation.reason && <span className="secondary"> · {operation.reason}</span>}
        </div>
      )}
      {run in WORDS && (
        <div className="tertiary">
          {t('events.run')} {t(run as WordKey)}
        </div>
      )}
      {nodes.map((node) => (
        <div key={node.nodeId} className="break">
          <span className="row tight">
            <StateIcon tone={NODE_TONES[node.status]} size={12} /> <b>{node.name}</b> {t(`nodeStatus.${node.status}`)}
            {node.rowsTotal > 0 && (
              <span className="tertiary">{t('events.rows', { done: node.rowsDone, total: node.rowsTotal })}</span>
            )}
          </span>
          {node.errorMessage && <div className="secondary">{say(causeOf(node))}</div>}
        </div>
      ))}
    </>
  );
}
