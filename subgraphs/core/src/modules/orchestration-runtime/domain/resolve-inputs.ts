import type { NodeFacts, ObjectShape, ParameterSpec, Refusal, ServiceSnapshot } from './events.ts';
import { type Fault, normaliseValue } from './normalise-value.ts';
import { asParameter, DEEPEST_SHAPE, expressionOf, propertyPath, readsOf, shapeOf } from './parameter-reads.ts';
import type { NodeParameter, PlanNode } from './plan.ts';
import type { BoundRow, CallInput, RowValues } from './run.ts';
import { sayRun } from './texts.ts';
import type { WorkingRun } from './working-run.ts';

/** LOOK_UP: something has to be read before the call can be made. */
export type Resolution =
  | { readonly kind: 'READY'; readonly inputs: readonly CallInput[]; readonly sensitive: readonly string[] }
  | { readonly kind: 'LOOK_UP' }
  | { readonly kind: 'FAILED'; readonly refusal: Refusal };

type Source = {
  readonly run: WorkingRun;
  readonly node: PlanNode;
  readonly service: ServiceSnapshot;
  /** Paths of what must be masked; filled while values are found. */
  readonly sensitive: Set<string>;
};
type Found = { readonly raw: unknown } | 'LOOK_UP' | { readonly fault: Fault; readonly path?: string };

/** The parameters of one call for these objects, or what stands in the way. Reads no clock and does no I/O. */
export function resolveInputs(
  from: Omit<Source, 'sensitive'>,
  rows: readonly BoundRow[],
  facts: NodeFacts | null,
): Resolution {
  const outputs = from.service.outputs.filter((spec) => spec.sensitive).map((spec) => spec.name);
  const source: Source = { ...from, sensitive: new Set(outputs) };
  const inputs: CallInput[] = [];
  for (const row of rows) {
    const input: Record<string, unknown> & { callbackParameter: string } = {
      callbackParameter: row.objectId,
      confirmToken: '',
    };
    for (const spec of source.service.inputs) {
      const found = findValue(source, spec, row, facts);
      if (found === 'LOOK_UP') return { kind: 'LOOK_UP' };
      if ('fault' in found) return failed(found.path ?? spec.name, row, found.fault);
      const normalised = normaliseValue(found.raw, spec);
      if (!normalised.ok) return failed(spec.name, row, normalised.fault);
      if (spec.sensitive) source.sensitive.add(spec.name);
      input[spec.name] = normalised.value;
    }
    inputs.push(input);
  }
  return { kind: 'READY', inputs, sensitive: [...source.sensitive] };
}

function failed(parameter: string, { displayName }: BoundRow, fault: Fault): Resolution {
  return { kind: 'FAILED', refusal: unresolved({ parameter, object: displayName }, fault) };
}

function unresolved(place: { parameter: string; object: string }, fault: Fault): Refusal {
  switch (fault.case) {
    case 'mapping':
      return sayRun('PARAMETER_UNRESOLVED.mapping', { ...place, mapping: fault.mapping });
    case 'several':
      return sayRun('PARAMETER_UNRESOLVED.several', { ...place, found: fault.found });
    case 'number':
    case 'integer':
      return sayRun(`PARAMETER_UNRESOLVED.${fault.case}`, { ...place, value: fault.value });
    default:
      return sayRun(`PARAMETER_UNRESOLVED.${fault.case}`, place);
  }
}

function findValue(source: Source, spec: ParameterSpec, row: BoundRow, facts: NodeFacts | null): Found {
  const own = source.node.parameters.find((parameter) => parameter.name === spec.name);
  if (own) return ownValue(source, own, spec.name, row, facts);
  if (!facts && readsOf(spec, source.service.objects ?? []).length > 0) return 'LOOK_UP';
  return mappedValue(source, spec, spec.name, { objectId: row.objectId, facts, depth: 1 });
}

/** The value that the node itself gives a parameter, or a property of one. */
function ownValue(source: Source, own: NodeParameter, path: string, row: BoundRow, facts: NodeFacts | null): Found {
  switch (own.source) {
    case 'CONSTANT':
      return { raw: own.value };
    case 'CONTEXT':
      return fromNode(source.run, own, row);
    case 'SYSTEM_VARIABLE':
      return variableValue(source, own.value, path);
    case 'ENTITY':
      if (!own.value) return { raw: null };
      return facts ? { raw: read(path, { objectId: row.objectId, facts, depth: 1 }) } : 'LOOK_UP';
    case 'OBJECT':
      return ownObject(source, own, path, row, facts);
  }
}

function ownObject(source: Source, own: NodeParameter, path: string, row: BoundRow, facts: NodeFacts | null): Found {
  const built: Record<string, unknown> = {};
  for (const property of own.properties ?? []) {
    const found = ownValue(source, property, propertyPath(path, property.name), row, facts);
    if (found === 'LOOK_UP' || 'fault' in found) return found;
    built[property.name] = plainValue(found.raw);
  }
  return { raw: built };
}

/** Values are found as lists; a property of no declared type is the only one there is, or all of them. */
function plainValue(raw: unknown): unknown {
  if (!Array.isArray(raw)) return raw ?? null;
  return raw.length > 1 ? raw : (raw[0] ?? null);
}

/** Where the value starts from: an object, and what was looked up. */
type Place = { readonly objectId: string; readonly facts: NodeFacts | null; readonly depth: number };

/** The value that the service's own mapping gives a parameter, or a property of one. */
function mappedValue(source: Source, spec: ParameterSpec, path: string, place: Place): Found {
  const shape = shapeOf(spec, source.service.objects ?? []);
  if (shape) return fromShape(source, spec, shape, path, place);
  switch (spec.mappingType) {
    case 'constant':
      return { raw: spec.mappingValue };
    case 'system_variable':
      return fromVariable(source, spec, path);
    case 'context':
      return { raw: runContext(source.run).get(spec.name) ?? null };
    case 'entity':
      return { raw: expressionOf(spec, undefined) ? read(path, place) : null };
    default:
      return spec.mappingType === '' ? { raw: null } : { fault: { case: 'mapping', mapping: spec.mappingType }, path };
  }
}

const read = (path: string, { objectId, facts }: Place): readonly unknown[] =>
  facts?.values.get(path)?.get(objectId) ?? [];

/** One object in the shape for each object that the mapping finds, or for the object itself where it names none. */
function fromShape(source: Source, spec: ParameterSpec, shape: ObjectShape, path: string, place: Place): Found {
  if (place.depth > DEEPEST_SHAPE) return { raw: null };
  const ids = expressionOf(spec, shape) ? read(path, place).map(String) : [place.objectId];
  const built: unknown[] = [];
  for (const objectId of ids) {
    const one = buildObject(source, shape, path, { ...place, objectId, depth: place.depth + 1 });
    if (one === 'LOOK_UP' || 'fault' in one) return one;
    built.push(one.raw);
  }
  return { raw: built };
}

function buildObject(source: Source, shape: ObjectShape, path: string, place: Place): Found {
  const built: Record<string, unknown> = {};
  for (const spec of shape.properties.map(asParameter)) {
    const own = propertyPath(path, spec.name);
    const found = mappedValue(source, spec, own, place);
    if (found === 'LOOK_UP' || 'fault' in found) return found;
    const normalised = normaliseValue(found.raw, spec);
    if (!normalised.ok) return { fault: normalised.fault, path: own };
    if (spec.sensitive) source.sensitive.add(own);
    built[spec.name] = normalised.value;
  }
  return { raw: built };
}

/** A variable that does not exist counts as an empty text, as plugins are used to. */
function fromVariable(source: Source, spec: ParameterSpec, path: string): Found {
  return variableValue(source, spec.mappingSystemVariableName, path);
}

function variableValue({ run, service, sensitive }: Source, name: string | null, path: string): Found {
  if (!name) return { raw: '' };
  const variable = run.known.variables.get(variableKey(service.packageName, name));
  if (variable === undefined) return 'LOOK_UP';
  if (variable?.secret) sensitive.add(path);
  return { raw: variable ? variable.value : '' };
}

/** The key of a system variable as one package sees it. */
export const variableKey = (packageName: string, name: string): string => `${packageName}/${name}`;

/** An earlier node's value for the same object; when it had other objects, the values of all of them. */
function fromNode(run: WorkingRun, parameter: NodeParameter, row: BoundRow): Found {
  const { fromNodeId, fromParameter, fromSide } = parameter;
  if (!fromNodeId || !fromParameter) return { raw: null };
  if (run.planNode(fromNodeId).type === 'START') return { raw: runContext(run).get(fromParameter) ?? null };
  const values = run.valuesOf(fromNodeId);
  if (!values) return { raw: null };
  const same = values.get(row.objectId);
  return {
    raw: (same ? [same] : [...values.values()]).flatMap((one) => valuesNamed(one, fromParameter, fromSide ?? null)),
  };
}

function valuesNamed({ input, outputs }: RowValues, name: string, side: 'INPUT' | 'OUTPUT' | null): unknown[] {
  const answered = outputs.filter((output) => output[name] !== undefined).map((output) => output[name]);
  if (side === 'OUTPUT' || (side === null && answered.length > 0)) return answered.flat();
  return input[name] === undefined || input[name] === null ? [] : [input[name]].flat();
}

/** What the START node offers to the nodes after it, under the names plugins know. */
function runContext({ row }: WorkingRun): ReadonlyMap<string, string> {
  return new Map([
    ['procInstId', row.id],
    ['procInstKey', row.id],
    ['procInstName', row.definitionName],
    ['procDefName', row.definitionName],
    ['procDefKey', row.definitionKey],
    ['rootEntityId', row.rootObjectId],
    ['rootEntityName', row.rootObjectName],
    ['procStartTime', new Date(row.startedAt).toISOString().slice(0, 19).replace('T', ' ')],
    ['procExecutor', row.startedBy],
  ]);
}
