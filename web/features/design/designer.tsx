'use client';
import { ReactFlowProvider } from '@xyflow/react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useQuery } from 'urql';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  type DefinitionDetailFragment,
  type DefinitionQuery,
  DefinitionRowFragmentDoc,
  ServicePartsFragmentDoc,
  ServicesDocument,
} from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { useCan } from '../session/viewer.tsx';
import { isTyping } from '../shell/shortcuts.tsx';
import { ConflictDialog } from './conflict-dialog.tsx';
import { DesignCanvas } from './design-canvas.tsx';
import { DesignHead } from './design-head.tsx';
import { DesignOutline } from './design-outline.tsx';
import { addLink, addNode, insertOnLink, removeLink, removeNode } from './draft.ts';
import { InsertMenu, type NewStep } from './insert-menu.tsx';
import { NodeForm } from './node-form.tsx';
import { Palette } from './palette.tsx';
import { Problems } from './problems.tsx';
import { useDraft } from './use-draft.ts';

type DesignerProps = {
  detail: DefinitionDetailFragment;
  versions: NonNullable<DefinitionQuery['definition']>['versions'];
};
export type Selection = { kind: 'node' | 'link'; id: string } | null;

/** The canvas where an orchestration is drawn; a deployed version is shown the same way, but cannot be changed. */
export function Designer({ detail, versions }: DesignerProps) {
  const { t } = useWords();
  const row = readFragment(DefinitionRowFragmentDoc, detail);
  const editable = useCan('definition:edit') && row.status === 'DRAFT';
  const edited = useDraft(detail, editable);
  const { draft, change } = edited;
  const [selection, setSelection] = useState<Selection>(null);
  const [inserting, setInserting] = useState<{ linkId: string; screen: { x: number; y: number } } | null>(null);
  const [view, setView] = useState<'canvas' | 'outline'>('canvas');
  const [{ data }] = useQuery({ query: ServicesDocument, variables: { first: 200, where: {} } });
  const services = useMemo(() => readFragment(ServicePartsFragmentDoc, data?.services.nodes ?? []), [data]);

  const add = useCallback(
    (step: NewStep, place?: { x: number; y: number }) => {
      const after =
        selection?.kind === 'node' ? selection.id : (draft.nodes.findLast((node) => node.type !== 'END')?.id ?? null);
      const { draft: next, id } = addNode(
        draft,
        { ...step, name: step.name || t(`nodeType.${step.type}`), at: place },
        after,
      );
      change(() => next);
      setSelection({ kind: 'node', id });
    },
    [draft, change, selection, t],
  );
  useEffect(() => {
    if (editable && draft.nodes.length === 0) add({ type: 'START', name: '' }, { x: 40, y: 120 });
  }, [editable, draft.nodes.length, add]);
  const insert = (step: NewStep) => {
    if (!inserting) return;
    const { draft: next, id } = insertOnLink(draft, inserting.linkId, {
      ...step,
      name: step.name || t(`nodeType.${step.type}`),
    });
    change(() => next);
    setInserting(null);
    setSelection({ kind: 'node', id });
  };
  const removeSelected = useCallback(() => {
    if (!selection || !editable) return;
    change((present) =>
      selection.kind === 'node' ? removeNode(present, selection.id) : removeLink(present, selection.id),
    );
    setSelection(null);
  }, [selection, editable, change]);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (isTyping(event.target)) return;
      const command = event.ctrlKey || event.metaKey;
      if (command && event.key.toLowerCase() === 'z') {
        event.preventDefault();
        if (event.shiftKey) edited.redo();
        else edited.undo();
      } else if (command && event.key.toLowerCase() === 'y') edited.redo();
      else if (event.key === 'Delete' || event.key === 'Backspace') removeSelected();
      else if (event.key === 'Escape') setSelection(null);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [edited.undo, edited.redo, removeSelected]);

  const node = selection?.kind === 'node' ? draft.nodes.find((one) => one.id === selection.id) : undefined;
  return (
    <>
      <DesignHead row={row} versions={versions} edited={edited} editable={editable} view={view} onView={setView} />
      <div className="split">
        {editable && (
          <Palette services={services} hasStart={draft.nodes.some((one) => one.type === 'START')} onAdd={add} />
        )}
        <div className="column grow">
          {view === 'canvas' ? (
            <ReactFlowProvider>
              <DesignCanvas
                draft={draft}
                problems={edited.problems}
                editable={editable}
                selection={selection}
                onSelect={setSelection}
                onChange={change}
                onDropStep={add}
                onInsert={(linkId, screen) => setInserting({ linkId, screen })}
              />
            </ReactFlowProvider>
          ) : (
            <DesignOutline
              draft={draft}
              editable={editable}
              selected={node?.id ?? null}
              onSelect={(id) => setSelection({ kind: 'node', id })}
              onAdd={(after, step) => {
                const { draft: next, id } = addNode(
                  draft,
                  { ...step, name: step.name || t(`nodeType.${step.type}`) },
                  after,
                );
                change(() => next);
                setSelection({ kind: 'node', id });
              }}
              onConnect={(source, target) => change((present) => addLink(present, source, target))}
              onUnlink={(id) => change((present) => removeLink(present, id))}
              onRemove={(id) => {
                change((present) => removeNode(present, id));
                setSelection(null);
              }}
            />
          )}
          <Problems
            problems={edited.problems}
            refusals={edited.refusals}
            nodes={draft.nodes}
            onShow={(id) => setSelection({ kind: 'node', id })}
          />
        </div>
        {node && (
          <NodeForm
            key={node.id}
            draft={draft}
            node={node}
            services={services}
            editable={editable}
            onChange={change}
            onRemove={removeSelected}
            onClose={() => setSelection(null)}
          />
        )}
      </div>
      {inserting && (
        <InsertMenu services={services} at={inserting.screen} onInsert={insert} onClose={() => setInserting(null)} />
      )}
      {edited.theirs && <ConflictDialog edited={edited} />}
    </>
  );
}
