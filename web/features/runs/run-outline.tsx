'use client';
import { Elapsed } from '../../components/elapsed.tsx';
import { StateBadge } from '../../components/state.tsx';
import type { NodeRunStatus } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { NODE_TONES } from './run-states.ts';
import type { LiveNode } from './use-run.ts';

type OutlineProps = {
  nodes: readonly LiveNode[];
  selected: string | null;
  shows: (status: NodeRunStatus) => boolean;
  onSelect: (nodeId: string) => void;
};

/** The graph's twin in words: the nodes in the order they are reached. */
export function RunOutline({ nodes, selected, shows, onSelect }: OutlineProps) {
  const { t, moment } = useWords();
  return (
    <div className="page-body">
      <table className="table" data-testid="run-outline">
        <colgroup>
          <col style={{ width: 44 }} />
          <col />
          <col style={{ width: 140 }} />
          <col />
          <col style={{ width: 90 }} />
          <col style={{ width: 110 }} />
          <col style={{ width: 90 }} />
        </colgroup>
        <thead>
          <tr>
            <th className="number">#</th>
            <th>{t('run.node')}</th>
            <th>{t('runs.state')}</th>
            <th>{t('run.service')}</th>
            <th className="number">{t('run.rows')}</th>
            <th className="number">{t('runs.started')}</th>
            <th className="number">{t('runs.took')}</th>
          </tr>
        </thead>
        <tbody>
          {nodes.map((node, at) =>
            shows(node.status) ? (
              <tr
                key={node.id}
                className={`clickable ${node.nodeId === selected ? 'selected' : ''}`}
                onClick={() => onSelect(node.nodeId)}
                data-testid={`outline-${node.nodeId}`}
                data-status={node.status}
              >
                <td className="number tertiary">{at + 1}</td>
                <td className="medium">
                  <button
                    type="button"
                    className="link-button"
                    aria-pressed={node.nodeId === selected}
                    onClick={() => onSelect(node.nodeId)}
                  >
                    {node.name}
                  </button>
                </td>
                <td>
                  <StateBadge tone={NODE_TONES[node.status]}>{t(`nodeStatus.${node.status}`)}</StateBadge>
                </td>
                <td className="mono secondary">{node.service ?? t(`nodeType.${node.type}`)}</td>
                <td className="number">{node.rowsTotal > 0 ? `${node.rowsDone}/${node.rowsTotal}` : ''}</td>
                <td className="number">{node.startedAt ? moment(node.startedAt) : ''}</td>
                <td className="number">
                  {node.startedAt && (node.endedAt || node.status === 'IN_PROGRESS') ? (
                    <Elapsed from={node.startedAt} to={node.endedAt} />
                  ) : (
                    ''
                  )}
                </td>
              </tr>
            ) : null,
          )}
        </tbody>
      </table>
    </div>
  );
}
