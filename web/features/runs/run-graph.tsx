'use client';
import { Background, BackgroundVariant, MiniMap, ReactFlow, ReactFlowProvider } from '@xyflow/react';
import { useMemo } from 'react';
import { CanvasTools } from '../../components/flow/canvas-tools.tsx';
import { ArrowHeads, FlowLinkEdge } from '../../components/flow/flow-link.tsx';
import { type FlowNode, toFlowEdge, toFlowNode } from '../../components/flow/flow-types.ts';
import { KeepFitted } from '../../components/flow/keep-fitted.tsx';
import { StepNode } from '../../components/flow/step-node.tsx';
import { isLarge, useMovingMark } from '../../components/flow/use-moving-mark.ts';
import { StateIcon, type Tone } from '../../components/state.tsx';
import type { NodeRunStatus } from '../../gql/graphql.ts';
import { boxes } from '../../lib/flow/geometry.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { COUNT_TONES, linkKind, NODE_TONES } from './run-states.ts';
import type { LiveNode, LiveRun } from './use-run.ts';

const NODE_TYPES = { step: StepNode };
const EDGE_TYPES = { link: FlowLinkEdge };

type RunGraphProps = {
  run: LiveRun;
  selected: string | null;
  shows: (status: NodeRunStatus) => boolean;
  onSelect: (nodeId: string) => void;
};

/** The run on its definition's own drawing, each node in its state. */
export function RunGraph({ run, selected, shows, onSelect }: RunGraphProps) {
  const { t } = useWords();
  const { canvas, handlers } = useMovingMark();
  const { nodes, edges } = useMemo(() => {
    const { definition } = run;
    const places = boxes(definition.nodes, definition.links);
    const states = new Map(run.nodes.map((node) => [node.nodeId, node]));
    const types = new Map(definition.nodes.map((node) => [node.id, node.type]));
    return {
      nodes: definition.nodes.map((node) =>
        toFlowNode(
          { ...node, selected: node.id === selected, data: nodeData(node.name, states.get(node.id), shows, t) },
          places,
          definition.links,
        ),
      ),
      edges: definition.links.map((link) =>
        toFlowEdge(link, types, places, linkKind(states.get(link.source)?.status, states.get(link.target)?.status), {
          data: { kind: linkKind(states.get(link.source)?.status, states.get(link.target)?.status), label: link.label },
        }),
      ),
    };
  }, [run, selected, shows, t]);
  return (
    <div ref={canvas} className="canvas viewing" data-large={isLarge(nodes.length)} data-testid="run-graph">
      <ArrowHeads />
      <ReactFlowProvider>
        <ReactFlow
          nodes={nodes}
          edges={edges}
          nodeTypes={NODE_TYPES}
          edgeTypes={EDGE_TYPES}
          minZoom={0.1}
          maxZoom={2}
          {...handlers}
          nodesDraggable={false}
          nodesConnectable={false}
          edgesFocusable={false}
          deleteKeyCode={null}
          proOptions={{ hideAttribution: true }}
          aria-label={t('run.graph')}
          onNodeClick={(_, node) => onSelect(node.id)}
          onNodesChange={(changes) => {
            for (const change of changes) if (change.type === 'select' && change.selected) onSelect(change.id);
          }}
        >
          <Background variant={BackgroundVariant.Dots} gap={16} size={1.4} />
          <MiniMap
            pannable
            zoomable
            ariaLabel={t('canvas.minimap')}
            style={{ width: 168, height: 84 }}
            nodeColor={(node) => `var(--${(node as FlowNode).data.tone ?? 'waiting'}-solid)`}
            nodeBorderRadius={4}
          />
          <KeepFitted />
          <CanvasTools />
        </ReactFlow>
      </ReactFlowProvider>
      <div className="legend" aria-hidden="true">
        {COUNT_TONES.map(([name, tone]) => (
          <span key={name}>
            <StateIcon tone={tone} size={12} />
            {t(`count.${name}`)}
          </span>
        ))}
      </div>
    </div>
  );
}

type Words = ReturnType<typeof useWords>['t'];

function nodeData(name: string, node: LiveNode | undefined, shows: (status: NodeRunStatus) => boolean, t: Words) {
  const status = node?.status ?? 'NOT_STARTED';
  const counted = (node?.rowsTotal ?? 0) > 0;
  return {
    name,
    detail: shortService(node?.service),
    counter: counted ? `${node?.rowsDone}/${node?.rowsTotal}` : undefined,
    tone: NODE_TONES[status] as Tone,
    stateLabel: t(`nodeStatus.${status}`),
    shares: counted && node && status !== 'NOT_STARTED' ? rowShares(node) : undefined,
    faded: !shows(status),
    designing: false,
  };
}

/** The rows of a node by outcome, for its bar. */
function rowShares(node: LiveNode) {
  const rest = Math.max(0, node.rowsTotal - node.rowsDone - node.rowsFailed);
  const restTone: Tone = node.status === 'IN_PROGRESS' ? 'running' : 'waiting';
  return [
    { tone: 'ok' as Tone, count: node.rowsDone },
    { tone: 'failed' as Tone, count: node.rowsFailed },
    { tone: restTone, count: rest },
  ];
}

/** A service's name without its action's registration, short enough for a node. */
export function shortService(service: string | null | undefined): string {
  return service?.replace(/\([^)]*\)/, '') ?? '';
}
