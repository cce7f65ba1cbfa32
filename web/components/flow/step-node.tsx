'use client';
import { Handle, type NodeProps, Position, useUpdateNodeInternals } from '@xyflow/react';
import { CircleAlert, TriangleAlert, Zap } from 'lucide-react';
import { memo, useEffect } from 'react';
import { StateIcon } from '../state.tsx';
import type { FlowNode, FlowNodeData } from './flow-types.ts';

/** A step of a graph: a task as a card, start and end as circles, fork and merge as bars. */
export const StepNode = memo(function StepNode({ id, data }: NodeProps<FlowNode>) {
  const update = useUpdateNodeInternals();
  const ports = JSON.stringify(data.ports);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the ports' places are what has to be measured again.
  useEffect(() => update(id), [id, ports, update]);
  return (
    <div
      className={data.faded ? 'faded' : ''}
      style={{ width: '100%', height: '100%' }}
      data-testid={`node-${id}`}
      data-tone={data.tone}
    >
      {data.type !== 'START' && <InHandles data={data} />}
      <Shape data={data} />
      {data.flag && (
        <span className={`flag state-${data.flag}`}>
          {data.flag === 'failed' ? <CircleAlert size={12} /> : <TriangleAlert size={12} />}
        </span>
      )}
      {data.type !== 'END' && <OutHandles data={data} />}
    </div>
  );
});

function Shape({ data }: { data: FlowNodeData }) {
  const state = data.tone ? `state-${data.tone}` : '';
  if (data.type === 'FORK' || data.type === 'MERGE') {
    return (
      <div className={`gate bar ${state}`} title={data.name}>
        <span className="visually-hidden">{data.name}</span>
      </div>
    );
  }
  if (data.type === 'START' || data.type === 'END') {
    return (
      <div className={`gate circle ${data.type === 'END' ? 'end' : ''} ${state}`}>
        {data.tone && <StateIcon tone={data.tone} />}
        <span className="gate-label">{data.name}</span>
      </div>
    );
  }
  return (
    <div className={`task ${state}`} title={data.name}>
      <div className="name">
        {data.tone ? (
          <StateIcon tone={data.tone} />
        ) : (
          <Zap size={14} aria-hidden="true" style={{ color: 'var(--text-3)' }} />
        )}
        <span className="clip">{data.name}</span>
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

function InHandles({ data }: { data: FlowNodeData }) {
  if (data.type !== 'MERGE') return <Handle id="in" type="target" position={Position.Left} />;
  return (
    <>
      <Handle id="in" type="target" position={Position.Left} />
      {Object.entries(data.ports).map(([link, top]) => (
        <Handle
          key={link}
          id={`in:${link}`}
          type="target"
          position={Position.Left}
          style={{ top }}
          className="hidden-handle"
          isConnectable={false}
        />
      ))}
    </>
  );
}

function OutHandles({ data }: { data: FlowNodeData }) {
  if (data.type !== 'FORK') return <Handle id="out" type="source" position={Position.Right} />;
  return (
    <>
      <Handle id="out" type="source" position={Position.Right} />
      {Object.entries(data.ports).map(([link, top]) => (
        <Handle
          key={link}
          id={`out:${link}`}
          type="source"
          position={Position.Right}
          style={{ top }}
          className="hidden-handle"
          isConnectable={false}
        />
      ))}
    </>
  );
}
