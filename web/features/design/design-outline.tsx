'use client';
import { Trash2, X } from 'lucide-react';
import { NODE_ICONS } from '../../components/flow/node-icons.ts';
import type { NodeType } from '../../gql/graphql.ts';
import { isEnd } from '../../lib/flow/node-shapes.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { inReadingOrder } from '../runs/run-states.ts';
import { type Draft, mayLink } from './draft.ts';
import type { NewStep } from './insert-menu.tsx';
import { STEPS } from './steps.ts';

type OutlineProps = {
  draft: Draft;
  editable: boolean;
  selected: string | null;
  onSelect: (id: string) => void;
  onAdd: (after: string, step: NewStep) => void;
  onConnect: (source: string, target: string) => void;
  onUnlink: (linkId: string) => void;
  onRemove: (id: string) => void;
};

/** The drawing as a list: everything the canvas can do, by keyboard. */
export function DesignOutline({
  draft,
  editable,
  selected,
  onSelect,
  onAdd,
  onConnect,
  onUnlink,
  onRemove,
}: OutlineProps) {
  const { t } = useWords();
  const ordered = inReadingOrder(
    draft.nodes.map((node) => ({ ...node, nodeId: node.id })),
    draft.links,
  );
  const nameOf = (id: string) => draft.nodes.find((node) => node.id === id)?.name ?? id;
  return (
    <div className="page-body" data-testid="design-outline">
      <table className="table wrapping">
        <thead>
          <tr>
            <th style={{ width: 44 }} className="number">
              #
            </th>
            <th style={{ width: '22%' }}>{t('run.node')}</th>
            <th style={{ width: 150 }}>{t('design.type')}</th>
            <th>{t('design.leadsTo')}</th>
            {editable && <th style={{ width: 256 }}>{t('instances.actions')}</th>}
          </tr>
        </thead>
        <tbody>
          {ordered.map((node, at) => (
            <tr key={node.id} className={node.id === selected ? 'selected' : ''}>
              <td className="number tertiary">{at + 1}</td>
              <td className="medium">
                <button
                  type="button"
                  className="link-button"
                  aria-pressed={node.id === selected}
                  onClick={() => onSelect(node.id)}
                  data-testid={`outline-node-${node.name}`}
                >
                  {node.name}
                </button>
              </td>
              <td className="secondary">
                <TypeName type={node.type} />
              </td>
              <td>
                <span className="row wrap tight">
                  {draft.links
                    .filter((link) => link.source === node.id)
                    .map((link) => (
                      <span key={link.id} className="tag">
                        {link.label ? `${link.label} ` : ''}→ {nameOf(link.target)}
                        {editable && (
                          <button
                            type="button"
                            className="link-button"
                            aria-label={t('design.unlink', { from: node.name, to: nameOf(link.target) })}
                            onClick={() => onUnlink(link.id)}
                          >
                            <X size={11} />
                          </button>
                        )}
                      </span>
                    ))}
                </span>
              </td>
              {editable && (
                <td>
                  <span className="row">
                    <select
                      className="input small"
                      style={{ width: 100 }}
                      aria-label={t('design.addAfter', { name: node.name })}
                      disabled={isEnd(node.type)}
                      value=""
                      onChange={(event) => onAdd(node.id, { type: event.target.value as NewStep['type'], name: '' })}
                      data-testid={`outline-add-${node.name}`}
                    >
                      <option value="">{t('design.add')}</option>
                      {STEPS.map((step) => (
                        <option key={step.type} value={step.type}>
                          {t(`nodeType.${step.type}`)}
                        </option>
                      ))}
                    </select>
                    <select
                      className="input small"
                      style={{ width: 100 }}
                      aria-label={t('design.connectFrom', { name: node.name })}
                      disabled={isEnd(node.type)}
                      value=""
                      onChange={(event) => onConnect(node.id, event.target.value)}
                      data-testid={`outline-connect-${node.name}`}
                    >
                      <option value="">{t('design.connect')}</option>
                      {draft.nodes
                        .filter((other) => mayLink(draft, node.id, other.id))
                        .map((other) => (
                          <option key={other.id} value={other.id}>
                            {other.name}
                          </option>
                        ))}
                    </select>
                    <button
                      type="button"
                      className="icon-button small"
                      aria-label={t('design.removeOf', { name: node.name })}
                      disabled={node.type === 'START'}
                      onClick={() => onRemove(node.id)}
                    >
                      <Trash2 size={14} />
                    </button>
                  </span>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function TypeName({ type }: { type: NodeType }) {
  const { t } = useWords();
  const Icon = NODE_ICONS[type];
  return (
    <span className="row tight">
      <Icon size={13} aria-hidden="true" style={{ flex: 'none', color: 'var(--text-3)' }} />
      {t(`nodeType.${type}`)}
    </span>
  );
}
