'use client';
import { ReactFlowProvider } from '@xyflow/react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useQuery } from 'urql';
import { useToast } from '../../components/toasts.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  type CommentPartsFragment,
  type DefinitionDetailFragment,
  type DefinitionQuery,
  DefinitionRowFragmentDoc,
  ServicePartsFragmentDoc,
  ServicesDocument,
} from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { useCan } from '../session/viewer.tsx';
import { CommentsDrawer } from './comments-drawer.tsx';
import type { DraftChanges } from './compare-drafts.ts';
import { ConflictDialog } from './conflict-dialog.tsx';
import { ConnectMenu } from './connect-menu.tsx';
import { DesignCanvas } from './design-canvas.tsx';
import { DesignHead } from './design-head.tsx';
import { DesignOutline } from './design-outline.tsx';
import { DesignPanel } from './design-panel.tsx';
import { DesignSettings } from './design-settings.tsx';
import { DiffCard } from './diff-card.tsx';
import { addAfter, addLink, addNode, type Draft, insertOnLink, removeItems, removeLink } from './draft.ts';
import { InsertMenu, type NewStep } from './insert-menu.tsx';
import { Palette } from './palette.tsx';
import { Problems } from './problems.tsx';
import { NOTHING, onlyNode, type Selection, soleNode, stillThere } from './selection.ts';
import { NO_MARKS, useComparison } from './use-comparison.ts';
import { useDesignerActions } from './use-designer-actions.ts';
import { useDesignerKeys } from './use-designer-keys.ts';
import { useDraft } from './use-draft.ts';
import { useNodeDetail } from './use-node-detail.ts';
import { VersionsDrawer } from './versions-drawer.tsx';

type DesignerProps = {
  detail: DefinitionDetailFragment;
  versions: NonNullable<DefinitionQuery['definition']>['versions'];
  comments: readonly CommentPartsFragment[];
};
type Place = { x: number; y: number };
/** A layer that asks what goes where. */
export type Asking =
  | { what: 'insert'; linkId: string; at: Place }
  | { what: 'after'; nodeId: string; at: Place }
  | { what: 'connect'; nodeId: string; at: Place };
export type Drawer = 'settings' | 'versions' | 'comments' | null;

/** The canvas where an orchestration is drawn; a deployed version is shown the same way, but cannot be changed. */
export function Designer({ detail, versions, comments }: DesignerProps) {
  const { t } = useWords();
  const row = readFragment(DefinitionRowFragmentDoc, detail);
  const editable = useCan('definition:edit') && row.mayManage && row.status === 'DRAFT';
  const edited = useDraft(detail, editable, useTheirsNote());
  const { draft, change } = edited;
  const [drawer, setDrawer] = useState<Drawer>(null);
  const [picked, pick] = useState<Selection>(NOTHING);
  const selection = useMemo(() => stillThere(picked, draft), [picked, draft]);
  const setSelection = useCallback((next: Selection | ((current: Selection) => Selection)) => {
    pick(next);
    setDrawer((current) => (current === 'settings' ? null : current));
  }, []);
  const [field, setField] = useState<string | null>(null);
  const [asking, setAsking] = useState<Asking | null>(null);
  const [view, setView] = useState<'canvas' | 'outline'>('canvas');
  const [deploying, setDeploying] = useState(false);
  const [{ data }] = useQuery({ query: ServicesDocument, variables: { first: 200, where: {} } });
  const services = useMemo(() => readFragment(ServicePartsFragmentDoc, data?.services.nodes ?? []), [data]);
  const detailOf = useNodeDetail();
  const [against, setAgainst] = useState<string | null>(null);
  const comparison = useComparison(against, draft);
  const drawable = editable && !comparison;
  const openComments = useMemo(() => countOpen(comments), [comments]);
  const decoration = useMemo(
    () => ({
      detailOf,
      problems: comparison ? [] : edited.problems,
      comments: openComments,
      changes: comparison?.marks ?? NO_MARKS,
      editable: drawable,
    }),
    [detailOf, comparison, edited.problems, openComments, drawable],
  );

  const named = useCallback((step: NewStep) => ({ ...step, name: step.name || t(`nodeType.${step.type}`) }), [t]);
  /** Makes a change that brings a node, and selects it. */
  const bring = useCallback(
    (make: (present: Draft) => { draft: Draft; id: string }) => {
      let id = '';
      change((present) => {
        const made = make(present);
        id = made.id;
        return made.draft;
      });
      if (id) setSelection(onlyNode(id));
    },
    [change, setSelection],
  );
  const add = useCallback(
    (step: NewStep, place?: Place) =>
      bring((present) => {
        const last = present.nodes.findLast((node) => !/END$/.test(node.type))?.id;
        const after = selection.nodes.length === 1 ? selection.nodes[0] : last;
        return place || !after
          ? addNode(present, { ...named(step), at: place }, after)
          : addAfter(present, named(step), after);
      }),
    [bring, named, selection.nodes],
  );
  useEffect(() => {
    if (!editable || draft.nodes.length > 0) return;
    change((present) =>
      present.nodes.length > 0
        ? present
        : addNode(present, { type: 'START', name: t('nodeType.START'), at: { x: 40, y: 120 } }).draft,
    );
  }, [editable, draft.nodes.length, change, t]);
  const answer = (step: NewStep) => {
    if (asking?.what === 'insert') bring((present) => insertOnLink(present, asking.linkId, named(step)));
    if (asking?.what === 'after') bring((present) => addAfter(present, named(step), asking.nodeId));
    setAsking(null);
  };
  const askInsert = useCallback((linkId: string, at: Place) => setAsking({ what: 'insert', linkId, at }), []);
  const showProblem = useCallback(
    (next: Selection, at: string | null) => {
      if (next === NOTHING) return setDrawer('settings');
      setDrawer(null);
      setSelection(next);
      setField(at);
    },
    [setSelection],
  );
  const actions = useDesignerActions({
    edited,
    editable,
    selection,
    onSelect: setSelection,
    onAsk: setAsking,
    onFocusForm: () => setField('name'),
    onDeploy: () => setDeploying(true),
    onToggleOutline: () => setView((current) => (current === 'canvas' ? 'outline' : 'canvas')),
  });
  useDesignerKeys(actions);

  return (
    <>
      <DesignHead
        row={row}
        edited={edited}
        editable={editable}
        view={view}
        onView={setView}
        deploying={deploying}
        onDeploying={setDeploying}
        drawer={drawer}
        comments={comments.filter((one) => !one.resolvedAt).length}
        onDrawer={(next) => {
          setDrawer(next);
          setAgainst(null);
        }}
      />
      <div className="split">
        {editable && (
          <Palette services={services} hasStart={draft.nodes.some((one) => one.type === 'START')} onAdd={add} />
        )}
        <div className="column grow">
          {view === 'canvas' ? (
            <div className="canvas-frame">
              <ReactFlowProvider>
                <DesignCanvas
                  draft={comparison?.shown ?? draft}
                  decoration={decoration}
                  selection={selection}
                  onSelect={setSelection}
                  onChange={drawable ? change : undefined}
                  onDropStep={drawable ? add : undefined}
                  onInsert={drawable ? askInsert : undefined}
                />
              </ReactFlowProvider>
              <DiffCard row={row} versions={versions} draft={draft} against={against} onCompare={setAgainst} />
            </div>
          ) : (
            <DesignOutline
              draft={draft}
              editable={editable}
              selected={soleNode(selection) ?? null}
              onSelect={(id) => setSelection(onlyNode(id))}
              onAdd={(after, step) => bring((present) => addAfter(present, named(step), after))}
              onConnect={(source, target) => change((present) => addLink(present, source, target))}
              onUnlink={(id) => change((present) => removeLink(present, id))}
              onRemove={(id) => change((present) => removeItems(present, [id], []))}
            />
          )}
          <Problems problems={edited.problems} refusals={edited.refusals} draft={draft} onShow={showProblem} />
        </div>
        {drawer === 'settings' && (
          <DesignSettings
            draft={draft}
            editable={editable}
            typeLocked={versions.some((version) => version.deployedAt)}
            onChange={change}
            onClose={() => setDrawer(null)}
          />
        )}
        {drawer === 'comments' && (
          <CommentsDrawer
            definitionId={row.id}
            draft={draft}
            comments={comments}
            nodeId={soleNode(selection) ?? null}
            onSelect={setSelection}
            onClose={() => setDrawer(null)}
          />
        )}
        {drawer === 'versions' && (
          <VersionsDrawer
            current={row.id}
            versions={versions}
            against={against}
            changes={comparison?.changes ?? null}
            onCompare={setAgainst}
            onShow={showProblem}
            onClose={() => {
              setDrawer(null);
              setAgainst(null);
            }}
          />
        )}
        {drawer === null && (
          <DesignPanel
            draft={draft}
            selection={selection}
            services={services}
            editable={editable}
            field={field}
            actions={actions}
            onFieldShown={() => setField(null)}
            onChange={change}
            onClose={() => setSelection(NOTHING)}
          />
        )}
      </div>
      {asking && asking.what !== 'connect' && (
        <InsertMenu
          services={services}
          at={asking.at}
          withEnds={asking.what === 'after'}
          onInsert={answer}
          onClose={() => setAsking(null)}
        />
      )}
      {asking?.what === 'connect' && (
        <ConnectMenu
          draft={draft}
          from={asking.nodeId}
          at={asking.at}
          onConnect={(target) => {
            change((present) => addLink(present, asking.nodeId, target));
            setAsking(null);
          }}
          onClose={() => setAsking(null)}
        />
      )}
      {edited.theirs && <ConflictDialog edited={edited} />}
    </>
  );
}

/** How many comments of each node are open. */
function countOpen(comments: readonly CommentPartsFragment[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { nodeId, resolvedAt } of comments)
    if (nodeId && !resolvedAt) counts.set(nodeId, (counts.get(nodeId) ?? 0) + 1);
  return counts;
}

/** Says quietly who changed what, once another person's changes are merged in. */
function useTheirsNote() {
  const { t } = useWords();
  const toast = useToast();
  return useCallback(
    (who: string, changes: DraftChanges) => {
      const names = [...changes.added, ...changes.changed, ...changes.removed].map((node) => node.name);
      const links = changes.linksAdded.length + changes.linksChanged.length + changes.linksRemoved.length;
      const what = [
        ...names.slice(0, 3),
        ...(names.length > 3 ? [t('merge.moreNodes', { count: names.length - 3 })] : []),
        ...(links > 0 ? [t('merge.links', { count: links })] : []),
        ...(changes.properties.length > 0 ? [t('merge.settings')] : []),
      ];
      toast('person', t('merge.note', { who, what: what.join(t('general.comma')) || t('merge.places') }));
    },
    [t, toast],
  );
}
