'use client';
import { BaseEdge, EdgeLabelRenderer, type EdgeProps, getSmoothStepPath, Position } from '@xyflow/react';
import { Plus } from 'lucide-react';
import { memo, useState } from 'react';
import { useWords } from '../../lib/language/language-provider.tsx';
import type { FlowEdge } from './flow-types.ts';

const ARROWS = {
  plain: 'arrow-taken',
  taken: 'arrow-taken',
  running: 'arrow-running',
  pending: 'arrow-pending',
} as const;

/** A link; in the designer the plus in its middle puts a node on it. */
export const FlowLinkEdge = memo(function FlowLinkEdge(props: EdgeProps<FlowEdge>) {
  const { t } = useWords();
  const [hot, setHot] = useState(false);
  const { id, data, selected } = props;
  const [path, x, y] = getSmoothStepPath({ ...props, borderRadius: 8, offset: 14 });
  const kind = data?.kind ?? 'plain';
  const insert = data?.onInsert;
  const open = hot || selected;
  const labelAt = labelPlace(props);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hovering only shows the button, which also shows when focused.
    <g onMouseEnter={() => setHot(true)} onMouseLeave={() => setHot(false)} data-testid={`link-${id}`}>
      <BaseEdge
        id={id}
        path={path}
        className={`link ${kind === 'plain' ? 'taken' : kind} ${selected ? 'lit' : ''} ${data?.change ? `diff-${data.change}` : ''}`}
        markerEnd={`url(#${selected ? 'arrow-running' : ARROWS[kind]})`}
        interactionWidth={18}
      />
      {(data?.label || (insert && open)) && (
        <EdgeLabelRenderer>
          {data?.label && (
            <span
              className="link-label"
              style={{ transform: `translate(-50%, -50%) translate(${labelAt.x}px, ${labelAt.y}px)` }}
            >
              {data.label}
            </span>
          )}
          {insert && open && (
            <button
              type="button"
              className="insert-here nodrag nopan"
              style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
              aria-label={t('design.insertHere')}
              title={t('design.insertHere')}
              onClick={() => insert(id, { x, y })}
              data-testid={`insert-${id}`}
            >
              <Plus size={13} />
            </button>
          )}
        </EdgeLabelRenderer>
      )}
    </g>
  );
});

/** The label stands where the link leaves its node, above the line or beside it, so that options do not meet. */
function labelPlace({ sourceX, sourceY, targetX, sourcePosition }: EdgeProps<FlowEdge>): { x: number; y: number } {
  if (sourcePosition === Position.Bottom) return { x: sourceX, y: sourceY + 16 };
  if (sourcePosition === Position.Top) return { x: sourceX, y: sourceY - 16 };
  return { x: sourceX + Math.min(28, Math.max(14, (targetX - sourceX) / 2)), y: sourceY - 10 };
}

/** The arrow heads that links refer to, once per canvas. */
export function ArrowHeads() {
  return (
    <svg width="0" height="0" style={{ position: 'absolute' }} aria-hidden="true">
      <defs>
        {[
          ['arrow-taken', 'var(--edge)'],
          ['arrow-pending', 'var(--line-strong)'],
          ['arrow-running', 'var(--running-solid)'],
          ['arrow-lit', 'var(--accent)'],
        ].map(([id, fill]) => (
          <marker
            key={id}
            id={id}
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="7"
            markerHeight="7"
            markerUnits="userSpaceOnUse"
            orient="auto-start-reverse"
          >
            <path d="M0 .5L7.5 4 0 7.5z" fill={fill} />
          </marker>
        ))}
      </defs>
    </svg>
  );
}
