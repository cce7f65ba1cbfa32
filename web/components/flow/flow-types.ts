import type { Edge, Node } from '@xyflow/react';
import type { NodeType } from '../../gql/graphql.ts';
import type { Box, FlowLink, FlowPoint } from '../../lib/flow/geometry.ts';
import { portOffset } from '../../lib/flow/geometry.ts';
import { isBar, isEnd } from '../../lib/flow/node-shapes.ts';
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
  /** How many comments of it are open. */
  comments?: number;
  /** What became of it, where two versions are compared. */
  change?: 'added' | 'removed' | 'changed';
  /** Where links touch a bar, by link id, from its top. */
  ports: Record<string, number>;
  designing: boolean;
};
export type FlowNode = Node<FlowNodeData, 'step'>;
export type LinkKind = 'plain' | 'taken' | 'running' | 'pending';
export type FlowEdge = Edge<
  {
    kind: LinkKind;
    label?: string | null;
    change?: 'added' | 'removed' | 'changed';
    onInsert?: (linkId: string, at: { x: number; y: number }) => void;
  },
  'link'
>;

type FlowInput = FlowPoint & { data: Omit<FlowNodeData, 'ports' | 'type'>; selected?: boolean };

/** A node as the canvas wants it, with its size and ports known, so that nothing has to be measured first. */
export function toFlowNode(input: FlowInput, places: Map<string, Box>, links: readonly FlowLink[]): FlowNode {
  const box = places.get(input.id) as Box;
  const ports = isBar(input.type) ? portsOf(input.id, box, places, links) : NO_PORTS;
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

const NO_PORTS: Record<string, number> = {};

function portsOf(id: string, box: Box, places: Map<string, Box>, links: readonly FlowLink[]): Record<string, number> {
  const ports: Record<string, number> = {};
  for (const link of links) {
    if (link.source === id) ports[link.id] = portOffset(box, places.get(link.target));
    if (link.target === id) ports[link.id] = portOffset(box, places.get(link.source));
  }
  return ports;
}

/** Which handle of a node a link uses: bars have one per link on the branching side, diamonds one per direction. */
export function toFlowEdge(
  link: FlowLink,
  types: Map<string, NodeType>,
  places: Map<string, Box>,
  kind: LinkKind,
  more: Partial<FlowEdge> = {},
): FlowEdge {
  const [from, to] = [places.get(link.source), places.get(link.target)];
  return {
    id: link.id,
    type: 'link',
    source: link.source,
    target: link.target,
    sourceHandle: handleOf('out', types.get(link.source), link.id, from, to),
    targetHandle: handleOf('in', types.get(link.target), link.id, to, from),
    focusable: false,
    ...more,
    data: { kind, ...more.data },
  };
}

type End = 'in' | 'out';

function handleOf(side: End, type: NodeType | undefined, linkId: string, own?: Box, other?: Box): string {
  if (!type || type === (side === 'out' ? 'FORK' : 'MERGE')) return `${side}:${linkId}`;
  if (!own || !other) return side;
  const across = Math.abs(other.x + other.width / 2 - own.x - own.width / 2);
  const down = other.y + other.height / 2 - own.y - own.height / 2;
  const turns =
    type === (side === 'out' ? 'DECISION' : 'DECISION_MERGE') || (side === 'in' && isEnd(type) && across < own.width);
  if (!turns || Math.abs(down) < own.height) return side;
  return down > 0 ? `${side}:down` : `${side}:up`;
}
