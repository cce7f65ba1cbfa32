'use client';
import {
  Background,
  BackgroundVariant,
  type EdgeChange,
  MiniMap,
  type NodeChange,
  ReactFlow,
  useReactFlow,
} from '@xyflow/react';
import { type DragEvent, memo, useCallback, useEffect, useRef, useState } from 'react';
import { CanvasTools } from '../../components/flow/canvas-tools.tsx';
import { ArrowHeads, FlowLinkEdge } from '../../components/flow/flow-link.tsx';
import type { FlowEdge, FlowNode } from '../../components/flow/flow-types.ts';
import { KeepFitted } from '../../components/flow/keep-fitted.tsx';
import { StepNode } from '../../components/flow/step-node.tsx';
import { isLarge, useMovingMark } from '../../components/flow/use-moving-mark.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { addLink, type Draft, mayLink, moveNodes } from './draft.ts';
import type { NewStep } from './insert-menu.tsx';
import { onlyLink, onlyNode, type Selection, selectItems } from './selection.ts';
import { type Decoration, useFlowGraph } from './use-flow-graph.ts';

export const STEP_MIME = 'application/x-wecube-step';
const NODE_TYPES = { step: StepNode };
const EDGE_TYPES = { link: FlowLinkEdge };
const MINIMAP = { width: 148, height: 74 };
const PRO = { hideAttribution: true };
type Place = { x: number; y: number };

type CanvasProps = {
  draft: Draft;
  decoration: Omit<Decoration, 'onInsert'>;
  selection: Selection;
  onSelect: (change: (selection: Selection) => Selection) => void;
  onChange?: (change: (draft: Draft) => Draft, merge?: string) => void;
  onDropStep?: (step: NewStep, place: Place) => void;
  onInsert?: (linkId: string, screen: Place) => void;
};

/** The drawing itself: drag nodes, draw links between their ends, drop steps from the palette. */
export const DesignCanvas = memo(function DesignCanvas(props: CanvasProps) {
  const { draft, decoration, selection, onSelect, onChange, onDropStep, onInsert } = props;
  const { t } = useWords();
  const { editable } = decoration;
  const { screenToFlowPosition, flowToScreenPosition } = useReactFlow();
  const { canvas, handlers } = useMovingMark();
  const [dragged, setDragged] = useState<ReadonlyMap<string, Place> | null>(null);
  const insert = useCallback(
    (linkId: string, at: Place) => onInsert?.(linkId, flowToScreenPosition(at)),
    [onInsert, flowToScreenPosition],
  );
  const shown = dragged ? moveNodes(draft, dragged) : draft;
  const { nodes, edges } = useFlowGraph(shown, selection, { ...decoration, onInsert: onInsert && insert });

  const onNodesChange = useCallback(
    (changes: NodeChange<FlowNode>[]) => {
      const selects = changes.filter((change) => change.type === 'select');
      if (selects.length > 0) onSelect((current) => selectItems(current, 'nodes', selects));
      const moves = changes.filter((change) => change.type === 'position');
      if (moves.length === 0 || !onChange) return;
      const places = new Map(moves.flatMap((move) => (move.position ? [[move.id, move.position] as const] : [])));
      if (moves.some((move) => move.dragging)) return setDragged(places);
      setDragged(null);
      onChange((present) => moveNodes(present, places));
    },
    [onChange, onSelect],
  );
  const onEdgesChange = useCallback(
    (changes: EdgeChange<FlowEdge>[]) => {
      const selects = changes.filter((change) => change.type === 'select');
      if (selects.length > 0) onSelect((current) => selectItems(current, 'links', selects));
    },
    [onSelect],
  );
  const drop = (event: DragEvent) => {
    const text = event.dataTransfer.getData(STEP_MIME);
    if (!text) return;
    event.preventDefault();
    const place = screenToFlowPosition({ x: event.clientX, y: event.clientY });
    onDropStep?.(JSON.parse(text) as NewStep, {
      x: Math.round(place.x / 4) * 4 - 20,
      y: Math.round(place.y / 4) * 4 - 24,
    });
  };
  return (
    <div
      ref={canvas}
      className={`canvas ${editable ? 'designing' : 'viewing'}`}
      data-large={isLarge(draft.nodes.length)}
      data-testid="design-canvas"
    >
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
        nodeDragThreshold={2}
        disableKeyboardA11y
        deleteKeyCode={null}
        connectionRadius={28}
        proOptions={PRO}
        aria-label={t('design.canvas')}
        {...handlers}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        onNodeClick={(event, { id }) => !isAdding(event) && onSelect(() => onlyNode(id))}
        onEdgeClick={(event, { id }) => !isAdding(event) && onSelect(() => onlyLink(id))}
        isValidConnection={({ source, target }) => mayLink(draft, source, target)}
        onConnect={({ source, target }) => onChange?.((present) => addLink(present, source, target))}
        onDragOver={(event) => event.preventDefault()}
        onDrop={drop}
      >
        <Background variant={BackgroundVariant.Dots} gap={16} size={1.4} />
        <MiniMap
          pannable
          zoomable
          ariaLabel={t('canvas.minimap')}
          style={MINIMAP}
          nodeColor="var(--edge)"
          nodeBorderRadius={4}
        />
        <KeepFitted />
        <KeepSelectedInView selection={selection} />
        <CanvasTools />
      </ReactFlow>
    </div>
  );
});

const isAdding = (event: { ctrlKey: boolean; metaKey: boolean }) => event.ctrlKey || event.metaKey;

const MARGIN = 24;

/** Moves the window as far as needed to see a node that was chosen elsewhere, by keyboard or in the problems. */
function KeepSelectedInView({ selection }: { selection: Selection }) {
  const { getInternalNode, getViewport, setViewport } = useReactFlow();
  const frame = useRef<HTMLSpanElement>(null);
  const id = selection.nodes.length === 1 ? selection.nodes[0] : null;
  useEffect(() => {
    const node = id ? getInternalNode(id) : undefined;
    const window = frame.current?.closest('.react-flow')?.getBoundingClientRect();
    if (!node || !window) return;
    const { x, y, zoom } = getViewport();
    const { width = 0, height = 0 } = node.measured;
    const { positionAbsolute } = node.internals;
    const across = shift(positionAbsolute.x * zoom + x, width * zoom, window.width);
    const down = shift(positionAbsolute.y * zoom + y, height * zoom, window.height);
    if (across !== 0 || down !== 0) setViewport({ x: x + across, y: y + down, zoom }, { duration: 150 });
  }, [id, getInternalNode, getViewport, setViewport]);
  return <span ref={frame} hidden />;
}

/** How far something has to move to stand within a window of a size. */
function shift(start: number, length: number, window: number): number {
  if (start < MARGIN) return MARGIN - start;
  return Math.min(0, window - MARGIN - start - length);
}
