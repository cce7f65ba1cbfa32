'use client';
import { Braces, Plus, Trash2 } from 'lucide-react';
import { EmptyState } from '../../components/placeholders.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';
import { CheckedExpression } from './checked-expression.tsx';
import { VariableField } from './mapping-editor.tsx';
import { type Draft, type DraftProperty, type DraftShape, shapesFor, withShapeName } from './registration-draft.ts';

type ShapesProps = { draft: Draft; editable: boolean; onChange: (draft: Draft) => void };
const MAPPINGS = ['entity', 'constant', 'system_variable', 'context', 'object'] as const;
const TYPES = ['string', 'int', 'list', 'object'];

/** The shapes that object parameters are built in, as a tree: a property of type object opens the shape it refers to. */
export function ShapesTab({ draft, editable, onChange }: ShapesProps) {
  const { t } = useWords();
  const set = (shapes: DraftShape[]) => onChange({ ...draft, shapes });
  const add = () => set([...draft.shapes, { name: freeName(draft.shapes), mappingExpression: '', properties: [] }]);
  const inside = new Set(
    draft.shapes.flatMap(({ properties }) => properties.map(({ refObjectName }) => refObjectName)),
  );
  const roots = draft.shapes.filter(({ name }) => !inside.has(name));
  return (
    <div className="scroll grow shapes" data-testid="shapes">
      {draft.shapes.length === 0 && (
        <EmptyState icon={Braces} title={t('services.noShapes')}>
          {t('services.noShapesHint')}
        </EmptyState>
      )}
      <ul className="shape-tree">
        {(roots.length > 0 ? roots : draft.shapes).map((shape) => (
          <ShapeNode
            key={draft.shapes.indexOf(shape)}
            shape={shape}
            shapes={draft.shapes}
            editable={editable}
            onChange={set}
            above={[]}
            onRename={(from, to) => onChange(withShapeName(draft, from, to))}
          />
        ))}
      </ul>
      {editable && (
        <button type="button" className="button small" onClick={add} data-testid="add-shape">
          <Plus size={13} aria-hidden="true" />
          {t('services.addShape')}
        </button>
      )}
    </div>
  );
}

type NodeProps = {
  shape: DraftShape;
  shapes: readonly DraftShape[];
  editable: boolean;
  onChange: (shapes: DraftShape[]) => void;
  onRename: (from: string, to: string) => void;
  above: readonly string[];
};

function ShapeNode({ shape, shapes, editable, onChange, onRename, above }: NodeProps) {
  const { t } = useWords();
  const set = (change: Partial<DraftShape>) =>
    onChange(shapes.map((one) => (one.name === shape.name ? { ...one, ...change } : one)));
  const setProperty = (at: number, change: Partial<DraftProperty>) =>
    set({ properties: shape.properties.map((one, index) => (index === at ? { ...one, ...change } : one)) });
  const fresh: DraftProperty = {
    ...{ name: '', dataType: 'string', multiple: false, sensitive: false },
    ...{ refObjectName: '', mappingType: 'constant', mappingExpression: '' },
  };
  return (
    <li data-testid={`shape-${shape.name}`}>
      <details open>
        <summary className="row">
          <Braces size={14} aria-hidden="true" />
          <span className="mono medium">{shape.name}</span>
          <span className="sm tertiary">{t('services.properties', { count: shape.properties.length })}</span>
          {editable && (
            <button
              type="button"
              className="icon-button small"
              aria-label={t('services.removeShape', { name: shape.name })}
              onClick={() => onChange(shapes.filter((one) => one.name !== shape.name))}
            >
              <Trash2 size={13} />
            </button>
          )}
        </summary>
        <div className="shape-body">
          <div className="shape-from">
            <span className="sm secondary">{t('services.shapeName')}</span>
            <input
              className="input small mono"
              aria-label={t('services.shapeName')}
              value={shape.name}
              disabled={!editable}
              onChange={(event) => onRename(shape.name, event.target.value)}
            />
            <span className="sm secondary">{t('services.shapeFrom')}</span>
            <CheckedExpression
              value={shape.mappingExpression}
              onChange={(mappingExpression) => set({ mappingExpression })}
              rootEntity={null}
              label={t('services.shapeFrom')}
              placeholder={t('services.shapeFromHint')}
              disabled={!editable}
            />
          </div>
          <ul>
            {shape.properties.map((property, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a property is being named, so its place is all it has.
              <li key={at}>
                <PropertyRow
                  property={property}
                  choices={shapesFor(shapes, shape.name)}
                  editable={editable}
                  onChange={(change) => setProperty(at, change)}
                  onRemove={() => set({ properties: shape.properties.filter((_, index) => index !== at) })}
                />
                <Nested {...{ shapes, editable, onChange, onRename, property }} above={[...above, shape.name]} />
              </li>
            ))}
          </ul>
          {editable && (
            <button
              type="button"
              className="button small quiet"
              onClick={() => set({ properties: [...shape.properties, fresh] })}
            >
              <Plus size={13} aria-hidden="true" />
              {t('services.addProperty')}
            </button>
          )}
        </div>
      </details>
    </li>
  );
}

function Nested({ property, above, ...rest }: Omit<NodeProps, 'shape'> & { property: DraftProperty }) {
  const shape = rest.shapes.find(({ name }) => name === property.refObjectName);
  if (property.dataType !== 'object' || !shape || above.includes(shape.name)) return null;
  return (
    <ul>
      <ShapeNode {...rest} shape={shape} above={above} />
    </ul>
  );
}

type PropertyProps = {
  property: DraftProperty;
  choices: readonly string[];
  editable: boolean;
  onChange: (change: Partial<DraftProperty>) => void;
  onRemove: () => void;
};

function PropertyRow({ property, choices, editable, onChange, onRemove }: PropertyProps) {
  const { t } = useWords();
  const { name } = property;
  const isObject = property.dataType === 'object';
  return (
    <div className="property-row">
      <input
        className="input small mono"
        aria-label={t('services.propertyName')}
        value={name}
        disabled={!editable}
        onChange={(event) => onChange({ name: event.target.value })}
      />
      <select
        className="input small"
        aria-label={t('services.typeOf', { name })}
        value={property.dataType}
        disabled={!editable}
        onChange={(event) => onChange({ dataType: event.target.value })}
      >
        {[...new Set([...TYPES, property.dataType])].map((type) => (
          <option key={type}>{type}</option>
        ))}
      </select>
      {isObject ? (
        <select
          className="input small"
          aria-label={t('services.shapeOf', { name })}
          value={property.refObjectName}
          disabled={!editable}
          onChange={(event) => onChange({ refObjectName: event.target.value })}
        >
          <option value="">{t('services.chooseShape')}</option>
          {choices.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      ) : (
        <select
          className="input small"
          aria-label={t('services.mappingOf', { name })}
          value={property.mappingType}
          disabled={!editable}
          onChange={(event) => onChange({ mappingType: event.target.value })}
        >
          {MAPPINGS.filter((mapping) => mapping !== 'object').map((mapping) => (
            <option key={mapping} value={mapping}>
              {t(`serviceMapping.${mapping}`)}
            </option>
          ))}
        </select>
      )}
      <PropertyValue property={property} editable={editable} onChange={onChange} />
      <label className="row xs">
        <input
          type="checkbox"
          className="checkbox"
          checked={property.multiple}
          disabled={!editable}
          onChange={(event) => onChange({ multiple: event.target.checked })}
        />
        {t('services.multiple')}
      </label>
      <label className="row xs">
        <input
          type="checkbox"
          className="checkbox"
          checked={property.sensitive}
          disabled={!editable}
          onChange={(event) => onChange({ sensitive: event.target.checked })}
        />
        {t('services.sensitive')}
      </label>
      {editable && (
        <button
          type="button"
          className="icon-button small"
          aria-label={t('services.removeProperty', { name })}
          onClick={onRemove}
        >
          <Trash2 size={13} />
        </button>
      )}
    </div>
  );
}

function PropertyValue({ property, editable, onChange }: Pick<PropertyProps, 'property' | 'editable' | 'onChange'>) {
  const { t } = useWords();
  const { name, mappingExpression: value } = property;
  const set = (mappingExpression: string) => onChange({ mappingExpression });
  if (property.dataType === 'object' || property.mappingType === 'entity')
    return (
      <CheckedExpression
        value={value}
        onChange={(text) =>
          onChange({ mappingExpression: text, ...(property.dataType === 'object' && { mappingType: 'object' }) })
        }
        rootEntity={null}
        label={t('services.expressionOf', { name })}
        placeholder={property.dataType === 'object' ? t('services.shapeFromHint') : ''}
        disabled={!editable}
      />
    );
  if (property.mappingType === 'system_variable')
    return (
      <VariableField label={t('services.variableOf', { name })} value={value} editable={editable} onChange={set} />
    );
  if (property.mappingType === 'constant')
    return (
      <input
        className="input small mono"
        aria-label={t('services.constantOf', { name })}
        type={property.sensitive ? 'password' : 'text'}
        autoComplete="off"
        value={value}
        disabled={!editable}
        onChange={(event) => set(event.target.value)}
      />
    );
  return <span className="sm tertiary">{t('services.fromContext')}</span>;
}

function freeName(shapes: readonly DraftShape[]): string {
  let number = shapes.length + 1;
  while (shapes.some(({ name }) => name === `object-${number}`)) number += 1;
  return `object-${number}`;
}
