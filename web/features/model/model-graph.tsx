'use client';
import {
  Background,
  BackgroundVariant,
  type Edge,
  Handle,
  type Node,
  type NodeProps,
  Position,
  ReactFlow,
  ReactFlowProvider,
} from '@xyflow/react';
import { type CSSProperties, memo, useMemo } from 'react';
import { CanvasTools } from '../../components/flow/canvas-tools.tsx';
import { ArrowHeads } from '../../components/flow/flow-link.tsx';
import { KeepFitted } from '../../components/flow/keep-fitted.tsx';
import type { EntityPartsFragment } from '../../gql/graphql.ts';
import {
  arrangeModel,
  CARD_WIDTH,
  cardHeight,
  hiddenCount,
  references,
  shownAttributes,
} from '../../lib/flow/model-layout.ts';
import { useWords } from '../../lib/language/language-provider.tsx';

type EntityNode = Node<
  { entity: EntityPartsFragment; color: string; lit: boolean; more: string; count: number | undefined },
  'entity'
>;
export type Step = { from: string; to: string };

type ModelGraphProps = {
  entities: readonly EntityPartsFragment[];
  colors: Map<string, string>;
  selected: string | null;
  path: readonly Step[];
  lit: ReadonlySet<string>;
  /** How many objects of an entity the expression passes. */
  counts: ReadonlyMap<string, number>;
  onSelect: (name: string) => void;
};
const NODE_TYPES = { entity: memo(EntityCard) };

/** All entities and what refers to what; the expression's path is lit. */
export function ModelGraph({ entities, colors, selected, path, lit, counts, onSelect }: ModelGraphProps) {
  const { t } = useWords();
  const places = useMemo(() => arrangeModel(entities), [entities]);
  const nodes = useMemo<EntityNode[]>(
    () =>
      entities.map((entity) => {
        const size = { width: CARD_WIDTH, height: cardHeight(entity) };
        const hidden = hiddenCount(entity);
        return {
          id: entity.name,
          type: 'entity',
          position: places.get(entity.name) ?? { x: 0, y: 0 },
          ...size,
          measured: size,
          selected: entity.name === selected,
          ariaLabel: entity.name,
          data: {
            entity,
            color: colors.get(entity.packageName) ?? 'var(--pkg-1)',
            lit: lit.has(entity.name),
            count: counts.get(entity.name),
            more: hidden > 0 ? t('model.more', { count: hidden }) : '',
          },
        };
      }),
    [entities, places, colors, selected, lit, counts, t],
  );
  const edges = useMemo<Edge[]>(
    () =>
      references(entities).map(({ from, to, attribute }) => {
        const onPath = path.some(
          (step) => (step.from === from && step.to === to) || (step.from === to && step.to === from),
        );
        return {
          id: `${from}.${attribute}`,
          source: to,
          target: from,
          type: 'smoothstep',
          focusable: false,
          className: onPath ? 'lit-edge' : '',
          style: onPath ? { stroke: 'var(--accent)', strokeWidth: 2 } : { stroke: 'var(--edge)' },
          markerStart: onPath ? 'arrow-lit' : 'arrow-taken',
          zIndex: onPath ? 1 : 0,
        };
      }),
    [entities, path],
  );
  return (
    <div className="canvas viewing" data-testid="model-graph">
      <ArrowHeads />
      <ReactFlowProvider>
        <ReactFlow
          nodes={nodes}
          edges={edges}
          nodeTypes={NODE_TYPES}
          minZoom={0.1}
          maxZoom={1.5}
          nodesDraggable={false}
          nodesConnectable={false}
          deleteKeyCode={null}
          proOptions={{ hideAttribution: true }}
          aria-label={t('shell.dataModel')}
          onNodeClick={(_, node) => onSelect(node.id)}
          onNodesChange={(changes) => {
            for (const change of changes) if (change.type === 'select' && change.selected) onSelect(change.id);
          }}
        >
          <Background variant={BackgroundVariant.Dots} gap={16} size={1.4} />
          <KeepFitted padding={0.08} />
          <CanvasTools />
        </ReactFlow>
      </ReactFlowProvider>
    </div>
  );
}

function EntityCard({ data }: NodeProps<EntityNode>) {
  const { t } = useWords();
  const { entity, color, lit, more, count } = data;
  return (
    <div
      className={`entity-card ${lit ? 'lit' : ''}`}
      style={{ '--package-color': color } as CSSProperties}
      data-testid={`entity-${entity.name}`}
      data-lit={lit}
    >
      <Handle type="target" position={Position.Left} />
      <header>
        <span className="package-dot" />
        <span className="clip">
          <span className="tertiary">{entity.packageName}:</span>
          <b className="strong">{entity.entityName}</b>
        </span>
        {count !== undefined && (
          <span className="push tertiary" title={t('model.found', { count })} data-testid={`count-${entity.name}`}>
            {count}
          </span>
        )}
      </header>
      <ul>
        {shownAttributes(entity).map((attribute) => (
          <li key={attribute.name} className={attribute.references ? 'reference' : ''}>
            <span className="clip">{attribute.name}</span>
            <span className="clip">
              {attribute.references ? `→ ${attribute.references.split(':')[1]}` : attribute.dataType}
            </span>
          </li>
        ))}
        {more && (
          <li className="tertiary">
            <span>{more}</span>
          </li>
        )}
      </ul>
      <Handle type="source" position={Position.Right} />
    </div>
  );
}
