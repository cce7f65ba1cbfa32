'use client';
import { Copy, Link2, Plus, Trash2, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { NODE_ICONS } from '../../components/flow/node-icons.ts';
import type { ServicePartsFragment } from '../../gql/graphql.ts';
import { isEnd } from '../../lib/flow/node-shapes.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import type { Draft } from './draft.ts';
import { LinkForm } from './link-form.tsx';
import { NodeForm } from './node-form.tsx';
import { type Selection, soleLink, soleNode } from './selection.ts';
import type { DesignerActions } from './use-designer-keys.ts';

type PanelProps = {
  draft: Draft;
  selection: Selection;
  services: readonly ServicePartsFragment[];
  editable: boolean;
  /** The field to put the cursor into, asked for by keyboard or by a problem. */
  field: string | null;
  actions: DesignerActions;
  onFieldShown: () => void;
  onChange: (change: (draft: Draft) => Draft, merge?: string) => void;
  onClose: () => void;
};

/** What is selected, at the right: a node's form, a link's, or what can be done with several. */
export function DesignPanel(props: PanelProps) {
  const { draft, selection, field, onFieldShown, onClose } = props;
  const panel = useRef<HTMLElement>(null);
  const node = draft.nodes.find((one) => one.id === soleNode(selection));
  const link = draft.links.find((one) => one.id === soleLink(selection));
  useEffect(() => {
    if (!field || !panel.current) return;
    focusField(panel.current, field);
    onFieldShown();
  }, [field, onFieldShown]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.stopPropagation();
    (document.activeElement as HTMLElement | null)?.blur();
  };
  if (selection.nodes.length + selection.links.length === 0) return null;
  return (
    <aside
      ref={panel}
      className="side"
      style={{ width: 408 }}
      aria-label={node?.name}
      onKeyDown={onKeyDown}
      data-testid="node-form"
    >
      {node && (
        <>
          <PanelHead {...props} title={node.name} tag={`nodeType.${node.type}`} icon={NODE_ICONS[node.type]} />
          <NodeForm key={node.id} {...props} node={node} />
        </>
      )}
      {link && (
        <>
          <PanelHead {...props} title={titleOf(draft, link)} tag="design.link" icon={Link2} />
          <LinkForm {...props} link={link} />
        </>
      )}
      {!node && !link && <SeveralSelected {...props} onClose={onClose} />}
    </aside>
  );
}

function titleOf(draft: Draft, link: { source: string; target: string }): string {
  const nameOf = (id: string) => draft.nodes.find((node) => node.id === id)?.name ?? '';
  return `${nameOf(link.source)} → ${nameOf(link.target)}`;
}

type HeadProps = PanelProps & {
  title: string;
  tag: `nodeType.${Draft['nodes'][number]['type']}` | 'design.link';
  icon: typeof X;
};

function PanelHead({ title, tag, icon: Icon, draft, selection, editable, actions, onClose }: HeadProps) {
  const { t } = useWords();
  const node = draft.nodes.find((one) => one.id === soleNode(selection));
  return (
    <div className="section row">
      <Icon size={16} aria-hidden="true" style={{ color: 'var(--accent)', flex: 'none' }} />
      <h2 className="heading large clip" title={title}>
        {title}
      </h2>
      <span className="tag" style={{ flex: 'none' }}>
        {t(tag)}
      </span>
      <span className="grow" />
      {editable && node && !isEnd(node.type) && (
        <PanelButton
          name={t('design.addAfter', { name: title })}
          icon={Plus}
          testId="add-behind"
          onClick={() => actions.insert()}
        />
      )}
      {editable && node && !isEnd(node.type) && (
        <PanelButton
          name={t('design.connectFrom', { name: title })}
          icon={Link2}
          testId="connect-node"
          onClick={actions.connect}
        />
      )}
      {editable && node && node.type !== 'START' && (
        <PanelButton
          name={t('design.duplicate', { name: title })}
          icon={Copy}
          testId="duplicate-node"
          onClick={actions.duplicate}
        />
      )}
      {editable && node?.type !== 'START' && (
        <PanelButton
          name={t('design.removeOf', { name: title })}
          icon={Trash2}
          testId="remove-node"
          onClick={actions.remove}
        />
      )}
      <PanelButton name={t('general.close')} icon={X} testId="close-form" onClick={onClose} />
    </div>
  );
}

type ButtonProps = { name: string; icon: typeof X; testId: string; onClick: () => void };

function PanelButton({ name, icon: Icon, testId, onClick }: ButtonProps) {
  return (
    <button
      type="button"
      className="icon-button small"
      aria-label={name}
      title={name}
      onClick={onClick}
      data-testid={testId}
    >
      <Icon size={15} />
    </button>
  );
}

function SeveralSelected({ selection, editable, actions }: PanelProps) {
  const { t } = useWords();
  const count = selection.nodes.length + selection.links.length;
  return (
    <div className="section stack">
      <h2 className="heading large" aria-live="polite">
        {t('design.selected', { count })}
      </h2>
      <p className="sm secondary">{t('design.selectedHint')}</p>
      {editable && (
        <div className="row">
          <button type="button" className="button" onClick={actions.duplicate} data-testid="duplicate-selected">
            <Copy size={14} aria-hidden="true" />
            {t('design.duplicateAll')}
          </button>
          <button type="button" className="button" onClick={actions.remove} data-testid="remove-selected">
            <Trash2 size={14} aria-hidden="true" />
            {t('design.removeAll')}
          </button>
        </div>
      )}
    </div>
  );
}

/** Puts the cursor into the field of a property, or into what stands for its part. */
function focusField(panel: HTMLElement, field: string): void {
  const parts = field.split('.');
  const names = [...parts.map((_, at) => parts.slice(0, parts.length - at).join('.')), 'name'];
  const place = names.map((name) => panel.querySelector(`[data-field="${CSS.escape(name)}"]`)).find(Boolean);
  const control = place?.matches('input, textarea, select')
    ? place
    : place?.querySelector('input, textarea, select, button');
  (control as HTMLElement | null | undefined)?.focus();
  place?.scrollIntoView({ block: 'nearest' });
}
