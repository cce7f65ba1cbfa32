import type { ObjectShape, ParameterSpec, PropertySpec } from './events.ts';
import type { NodeParameter } from './plan.ts';

/**
 * What has to be read of plugins for a parameter: an expression from the objects its parent found, and what is read from
 * those it finds. Without an expression the children start from the same objects.
 */
export type ParameterRead = {
  readonly path: string;
  readonly expression: string | null;
  readonly children: readonly ParameterRead[];
};

/** An object parameter is nested at most so deep; a shape inside itself ends here. */
export const DEEPEST_SHAPE = 8;

/** The reads of one parameter; none when nothing of it comes from an object. */
export function readsOf(spec: ParameterSpec, shapes: readonly ObjectShape[]): ParameterRead[] {
  const shape = shapeOf(spec, shapes);
  const expression = expressionOf(spec, shape);
  if (!shape) return expression ? [{ path: spec.name, expression, children: [] }] : [];
  return compact([{ path: spec.name, expression, children: readsOfShape(shape, spec.name, shapes, 1) }]);
}

/** What the parameters that a node gives itself read of its objects, by their paths. */
export function ownReads(parameters: readonly NodeParameter[], entity: string, within = ''): ParameterRead[] {
  return parameters.flatMap(({ name, source, value, properties }) => {
    const path = within ? propertyPath(within, name) : name;
    if (source === 'OBJECT') return ownReads(properties ?? [], entity, path);
    if (source !== 'ENTITY' || !value) return [];
    return [{ path, expression: startingAt(entity, value), children: [] }];
  });
}

/** `.attribute` and other steps from an object, written out from its entity. */
const startingAt = (entity: string, text: string): string => (/^[.>~{]/.test(text) ? `${entity}${text}` : text);

/** The system variables that the parameters of a node take. */
export function ownVariables(parameters: readonly NodeParameter[]): string[] {
  return parameters.flatMap(({ source, value, properties }) => [
    ...(source === 'SYSTEM_VARIABLE' && value ? [value] : []),
    ...ownVariables(properties ?? []),
  ]);
}

/** The shape a parameter or property is built in; undefined for plain values. */
export function shapeOf(
  { dataType, refObjectName }: Pick<ParameterSpec, 'dataType' | 'refObjectName'>,
  shapes: readonly ObjectShape[],
): ObjectShape | undefined {
  return dataType === 'object' && refObjectName ? shapes.find(({ name }) => name === refObjectName) : undefined;
}

/** The expression that finds a parameter's values, or the objects its shape is filled from; null when there is none. */
export function expressionOf(
  { mappingType, mappingEntityExpression }: Pick<ParameterSpec, 'mappingType' | 'mappingEntityExpression'>,
  shape: ObjectShape | undefined,
): string | null {
  const own = mappingType === 'entity' || shape ? mappingEntityExpression : null;
  return something(own) ?? something(shape?.mappingExpression ?? null);
}

/** A property as the parameter it is within its object. */
export function asParameter(property: PropertySpec): ParameterSpec {
  const { mappingType, mappingExpression, ...rest } = property;
  const takes = (type: string) => (mappingType === type ? mappingExpression : null);
  return {
    ...{ ...rest, mappingType, required: false },
    mappingValue: takes('constant'),
    mappingSystemVariableName: takes('system_variable'),
    mappingEntityExpression: mappingType === 'constant' || mappingType === 'system_variable' ? null : mappingExpression,
  };
}

export const propertyPath = (path: string, property: string): string => `${path}.${property}`;

function readsOfShape(
  { properties }: ObjectShape,
  path: string,
  shapes: readonly ObjectShape[],
  depth: number,
): ParameterRead[] {
  if (depth > DEEPEST_SHAPE) return [];
  return properties.map(asParameter).flatMap((spec): ParameterRead[] => {
    const own = propertyPath(path, spec.name);
    const shape = shapeOf(spec, shapes);
    const expression = expressionOf(spec, shape);
    if (!shape) return expression ? [{ path: own, expression, children: [] }] : [];
    return compact([{ path: own, expression, children: readsOfShape(shape, own, shapes, depth + 1) }]);
  });
}

const compact = (reads: readonly ParameterRead[]): ParameterRead[] =>
  reads.filter(({ expression, children }) => expression !== null || children.length > 0);

/** `package:entity.NONE` is how WeCube writes that nothing is read. */
const something = (expression: string | null): string | null =>
  !expression || /\.NONE\s*$/.test(expression) ? null : expression;
