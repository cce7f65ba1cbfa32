'use client';
import { Handle, type NodeProps, Position, useUpdateNodeInternals } from '@xyflow/react';
import { CircleAlert, MessageSquare, TriangleAlert } from 'lucide-react';
import { memo, useEffect, useRef } from 'react';
import { isEnd, NODE_SHAPES } from '../../lib/flow/node-shapes.ts';
import { StateIcon } from '../state.tsx';
import type { FlowNode, FlowNodeData } from './flow-types.ts';
import { NODE_ICONS } from './node-icons.ts';

/** A step of a graph: work as a card, a person's as a pill, start and ends as circles, decisions as diamonds, fork and merge as bars. */
export const StepNode = memo(function StepNode({ id, data }: NodeProps<FlowNode>) {
  const update = useUpdateNodeInternals();
  const ports = JSON.stringify(data.ports);
  const measured = useRef(ports);
  useEffect(() => {
    if (measured.current !== ports) update(id);
    measured.current = ports;
  }, [id, ports, update]);
  return (
    <div
      className={`step ${data.faded ? 'faded' : ''} ${data.change ? `diff-${data.change}` : ''}`}
      data-testid={`node-${id}`}
      data-tone={data.tone}
    >
      {data.type !== 'START' && <Handles data={data} side="in" />}
      <Shape data={data} />
      {data.flag && (
        <span className={`flag state-${data.flag}`}>
          {data.flag === 'failed' ? <CircleAlert size={12} /> : <TriangleAlert size={12} />}
        </span>
      )}
      {Boolean(data.comments) && (
        <span className="flag comments">
          <MessageSquare size={11} />
        </span>
      )}
      {!isEnd(data.type) && <Handles data={data} side="out" />}
    </div>
  );
});

const CIRCLES: Record<string, string> = { START: 'start', END: 'end', ABNORMAL_END: 'end abnormal' };

function Shape({ data }: { data: FlowNodeData }) {
  const state = data.tone ? `state-${data.tone}` : '';
  const Icon = NODE_ICONS[data.type];
  switch (NODE_SHAPES[data.type]) {
    case 'bar':
      return (
        <div className={`gate bar ${state}`} title={data.name}>
          <span className="visually-hidden">{data.name}</span>
        </div>
      );
    case 'circle':
      return (
        <div className={`gate circle ${CIRCLES[data.type]} ${state}`}>
          {data.tone ? (
            <StateIcon tone={data.tone} />
          ) : (
            data.type === 'ABNORMAL_END' && <Icon size={14} aria-hidden="true" />
          )}
          <span className="gate-label">{data.name}</span>
        </div>
      );
    case 'diamond':
      return (
        <div className={`gate diamond ${state}`}>
          <i aria-hidden="true" />
          {data.tone && <StateIcon tone={data.tone} />}
          <span className="gate-label above">{data.name}</span>
        </div>
      );
    default:
      return <Card data={data} />;
  }
}

function Card({ data }: { data: FlowNodeData }) {
  const Icon = NODE_ICONS[data.type];
  const shape = data.type === 'SUB_PROCESS' ? 'stacked' : NODE_SHAPES[data.type];
  return (
    <div className={`task ${shape} ${data.tone ? `state-${data.tone}` : ''}`} title={data.name}>
      <div className="name">
        {data.tone ? <StateIcon tone={data.tone} /> : <Icon size={14} aria-hidden="true" className="sign" />}
        <span className="clip">{data.name}</span>
        {data.tone && data.type !== 'AUTOMATIC' && <Icon size={13} aria-hidden="true" className="sign push" />}
      </div>
      <div className="detail">
        <span className="clip grow">{data.detail}</span>
        {data.counter && <b>{data.counter}</b>}
      </div>
      {data.shares && (
        <span className="progress">
          {data.shares
            .filter((share) => share.count > 0)
            .map((share) => (
              <i key={share.tone} className={`state-${share.tone}`} style={{ flex: share.count }} />
            ))}
        </span>
      )}
    </div>
  );
}

const SIDES = {
  in: { type: 'target', position: Position.Left, bar: 'MERGE', diamond: 'DECISION_MERGE' },
  out: { type: 'source', position: Position.Right, bar: 'FORK', diamond: 'DECISION' },
} as const;

/** Where links end: one place to draw from, and those that drawn links of bars and diamonds use. */
function Handles({ data, side }: { data: FlowNodeData; side: 'in' | 'out' }) {
  const { type, position, bar, diamond } = SIDES[side];
  const turns = data.type === diamond || (side === 'in' && isEnd(data.type));
  const hidden = { type, className: 'hidden-handle', isConnectable: false } as const;
  return (
    <>
      <Handle id={side} type={type} position={position} />
      {data.type === bar &&
        Object.entries(data.ports).map(([link, top]) => (
          <Handle key={link} {...hidden} id={`${side}:${link}`} position={position} style={{ top }} />
        ))}
      {turns && <Handle {...hidden} id={`${side}:up`} position={Position.Top} />}
      {turns && <Handle {...hidden} id={`${side}:down`} position={Position.Bottom} />}
    </>
  );
}
