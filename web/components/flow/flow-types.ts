import type { Edge, Node } from '@xyflow/react';
import type { NodeType } from '../../gql/graphql.ts';
import type { Box, FlowLink, FlowPoint } from '../../lib/flow/geometry.ts';
import { portOffset } from '../../lib/flow/geometry.ts';
import type { Share } from '../meter.tsx';
import type { Tone } from '../state.tsx';

export type FlowNodeData = {
  name: string;
  type: NodeType;
  detail: string;
  counter?: string;
  tone?: Tone;
  stateLabel?: string;
  shares?: Share[];
  faded?: boolean;
  flag?: 'failed' | 'warning';
  /** Where links touch a bar, by link id, from its top. */
  ports: Record<string, number>;
  designing: boolean;
};
export type FlowNode = Node<FlowNodeData, 'step'>;
export type LinkKind = 'plain' | 'taken' | 'running' | 'pending';
export type FlowEdge = Edge<
  { kind: LinkKind; onInsert?: (linkId: string, at: { x: number; y: number }) => void },
  'link'
>;

type FlowInput = FlowPoint & { data: Omit<FlowNodeData, 'ports' | 'type'>; selected?: boolean };

/** A node as the canvas wants it, with its size and ports known, so that nothing has to be measured first. */
export function toFlowNode(input: FlowInput, places: Map<string, Box>, links: readonly FlowLink[]): FlowNode {
  const box = places.get(input.id) as Box;
  const ports: Record<string, number> = {};
  if (input.type === 'FORK' || input.type === 'MERGE') {
    for (const link of links) {
      if (link.source === input.id) ports[link.id] = portOffset(box, places.get(link.target));
      if (link.target === input.id) ports[link.id] = portOffset(box, places.get(link.source));
    }
  }
  return {
    id: input.id,
    type: 'step',
    position: { x: box.x, y: box.y },
    width: box.width,
    height: box.height,
    measured: { width: box.width, height: box.height },
    selected: input.selected ?? false,
    ariaLabel: [input.data.name, input.data.stateLabel, input.data.counter].filter(Boolean).join(', '),
    data: { ...input.data, type: input.type, ports },
  };
}

/** Which handle of a node a link uses: bars have one per link on the branching side. */
export function toFlowEdge(
  link: FlowLink,
  types: Map<string, NodeType>,
  kind: LinkKind,
  more: Partial<FlowEdge> = {},
): FlowEdge {
  return {
    id: link.id,
    type: 'link',
    source: link.source,
    target: link.target,
    sourceHandle: types.get(link.source) === 'FORK' ? `out:${link.id}` : 'out',
    targetHandle: types.get(link.target) === 'MERGE' ? `in:${link.id}` : 'in',
    focusable: false,
    ...more,
    data: { kind, ...more.data },
  };
}
