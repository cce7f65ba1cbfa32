'use client';
import {
  Background,
  BackgroundVariant,
  type Connection,
  MiniMap,
  type NodeChange,
  ReactFlow,
  useReactFlow,
} from '@xyflow/react';
import { type DragEvent, useMemo } from 'react';
import { CanvasTools } from '../../components/flow/canvas-tools.tsx';
import { ArrowHeads, FlowLinkEdge } from '../../components/flow/flow-link.tsx';
import { type FlowNode, toFlowEdge, toFlowNode } from '../../components/flow/flow-types.ts';
import { KeepFitted } from '../../components/flow/keep-fitted.tsx';
import { StepNode } from '../../components/flow/step-node.tsx';
import type { DefinitionDetailFragment } from '../../gql/graphql.ts';
import { boxes } from '../../lib/flow/geometry.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { shortService } from '../runs/run-graph.tsx';
import type { Selection } from './designer.tsx';
import { addLink, type Draft, mayLink, moveNode } from './draft.ts';
import type { NewStep } from './insert-menu.tsx';

export const STEP_MIME = 'application/x-wecube-step';
const NODE_TYPES = { step: StepNode };
const EDGE_TYPES = { link: FlowLinkEdge };

type CanvasProps = {
  draft: Draft;
  problems: DefinitionDetailFragment['problems'];
  editable: boolean;
  selection: Selection;
  onSelect: (selection: Selection) => void;
  onChange: (change: (draft: Draft) => Draft, merge?: string) => void;
  onDropStep: (step: NewStep, place: { x: number; y: number }) => void;
  onInsert: (linkId: string, screen: { x: number; y: number }) => void;
};

/** The drawing itself: drag nodes, draw links between their ends, drop steps from the palette. */
export function DesignCanvas({
  draft,
  problems,
  editable,
  selection,
  onSelect,
  onChange,
  onDropStep,
  onInsert,
}: CanvasProps) {
  const { t } = useWords();
  const { screenToFlowPosition, flowToScreenPosition } = useReactFlow();
  const nodes = useMemo(() => {
    const places = boxes(draft.nodes, draft.links);
    return draft.nodes.map((node) => {
      const own = problems.filter((problem) => problem.nodeId === node.id);
      const flag = own.some((problem) => problem.level === 'ERROR')
        ? ('failed' as const)
        : own.length > 0
          ? ('warning' as const)
          : undefined;
      const detail = node.type === 'AUTOMATIC' ? shortService(node.service) || t('design.noService') : '';
      return toFlowNode(
        { ...node, selected: selection?.id === node.id, data: { name: node.name, detail, flag, designing: editable } },
        places,
        draft.links,
      );
    });
  }, [draft, problems, selection, editable, t]);
  const edges = useMemo(() => {
    const types = new Map(draft.nodes.map((node) => [node.id, node.type]));
    const insert = (linkId: string, at: { x: number; y: number }) => onInsert(linkId, flowToScreenPosition(at));
    return draft.links.map((link) =>
      toFlowEdge(link, types, 'plain', {
        selected: selection?.id === link.id,
        data: { kind: 'plain', onInsert: editable ? insert : undefined },
      }),
    );
  }, [draft, selection, editable, onInsert, flowToScreenPosition]);

  const onNodesChange = (changes: NodeChange<FlowNode>[]) => {
    for (const change of changes) {
      if (change.type === 'position' && change.position && editable) {
        const { id, position } = change;
        onChange((present) => moveNode(present, id, position), `move ${id}`);
      }
      if (change.type === 'select' && change.selected) onSelect({ kind: 'node', id: change.id });
    }
  };
  const drop = (event: DragEvent) => {
    const text = event.dataTransfer.getData(STEP_MIME);
    if (!text) return;
    event.preventDefault();
    const place = screenToFlowPosition({ x: event.clientX, y: event.clientY });
    onDropStep(JSON.parse(text) as NewStep, {
      x: Math.round(place.x / 4) * 4 - 20,
      y: Math.round(place.y / 4) * 4 - 24,
    });
  };
  const ends = (connection: Connection | { source: string; target: string }) =>
    [connection.source, connection.target] as const;
  return (
    <div className={`canvas ${editable ? 'designing' : 'viewing'}`} data-testid="design-canvas">
      <ArrowHeads />
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        minZoom={0.1}
        maxZoom={2}
        nodesDraggable={editable}
        nodesConnectable={editable}
        deleteKeyCode={null}
        connectionRadius={28}
        proOptions={{ hideAttribution: true }}
        aria-label={t('design.canvas')}
        onNodesChange={onNodesChange}
        onNodeClick={(_, node) => onSelect({ kind: 'node', id: node.id })}
        onEdgeClick={(_, edge) => editable && onSelect({ kind: 'link', id: edge.id })}
        onPaneClick={() => onSelect(null)}
        isValidConnection={(connection) => mayLink(draft, ...ends(connection))}
        onConnect={(connection) => onChange((present) => addLink(present, ...ends(connection)))}
        onDragOver={(event) => event.preventDefault()}
        onDrop={drop}
      >
        <Background variant={BackgroundVariant.Dots} gap={16} size={1.4} />
        <MiniMap
          pannable
          zoomable
          ariaLabel={t('canvas.minimap')}
          style={{ width: 148, height: 74 }}
          nodeColor="var(--edge)"
          nodeBorderRadius={4}
        />
        <KeepFitted />
        <CanvasTools />
      </ReactFlow>
    </div>
  );
}
