import type { NodeFacts, ParameterSpec, Refusal, ServiceSnapshot } from './events.ts';
import { type Fault, normaliseValue } from './normalise-value.ts';
import type { NodeParameter, PlanNode } from './plan.ts';
import type { BoundRow, CallInput, RowValues } from './run.ts';
import { sayRun } from './texts.ts';
import type { WorkingRun } from './working-run.ts';

/** LOOK_UP: something has to be read before the call can be made. */
export type Resolution =
  | { readonly kind: 'READY'; readonly inputs: readonly CallInput[]; readonly sensitive: readonly string[] }
  | { readonly kind: 'LOOK_UP' }
  | { readonly kind: 'FAILED'; readonly refusal: Refusal };

type Source = { readonly run: WorkingRun; readonly node: PlanNode; readonly service: ServiceSnapshot };
type Found = { readonly raw: unknown; readonly secret?: boolean } | 'LOOK_UP' | { readonly fault: Fault };

/** The parameters of one call for these objects, or what stands in the way. Reads no clock and does no I/O. */
export function resolveInputs(source: Source, rows: readonly BoundRow[], facts: NodeFacts | null): Resolution {
  const sensitive = new Set(source.service.outputs.filter((spec) => spec.sensitive).map((spec) => spec.name));
  const inputs: CallInput[] = [];
  for (const row of rows) {
    const input: Record<string, unknown> & { callbackParameter: string } = {
      callbackParameter: row.objectId,
      confirmToken: '',
    };
    for (const spec of source.service.inputs) {
      const found = findValue(source, spec, row, facts);
      if (found === 'LOOK_UP') return { kind: 'LOOK_UP' };
      if ('fault' in found) return failed(spec, row, found.fault);
      const normalised = normaliseValue(found.raw, spec);
      if (!normalised.ok) return failed(spec, row, normalised.fault);
      if (spec.sensitive || found.secret) sensitive.add(spec.name);
      input[spec.name] = normalised.value;
    }
    inputs.push(input);
  }
  return { kind: 'READY', inputs, sensitive: [...sensitive] };
}

function failed({ name }: ParameterSpec, { displayName }: BoundRow, fault: Fault): Resolution {
  return { kind: 'FAILED', refusal: unresolved({ parameter: name, object: displayName }, fault) };
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
  if (own) return own.source === 'CONSTANT' ? { raw: own.value } : fromNode(source.run, own, row);
  switch (spec.mappingType) {
    case 'constant':
      return { raw: spec.mappingValue };
    case 'system_variable':
      return fromVariable(source, spec);
    case 'context':
      return { raw: runContext(source.run).get(spec.name) ?? null };
    case 'entity':
      return fromEntity(spec, row, facts);
    default:
      return { fault: { case: 'mapping', mapping: spec.mappingType } };
  }
}

/** A variable that does not exist counts as an empty text, as plugins are used to. */
function fromVariable({ run, service }: Source, spec: ParameterSpec): Found {
  const name = spec.mappingSystemVariableName;
  if (!name) return { raw: '' };
  const variable = run.known.variables.get(variableKey(service.packageName, name));
  if (variable === undefined) return 'LOOK_UP';
  return variable ? { raw: variable.value, secret: variable.secret } : { raw: '' };
}

/** The key of a system variable as one package sees it. */
export const variableKey = (packageName: string, name: string): string => `${packageName}/${name}`;

function fromEntity(spec: ParameterSpec, row: BoundRow, facts: NodeFacts | null): Found {
  if (!spec.mappingEntityExpression) return { raw: null };
  if (!facts) return 'LOOK_UP';
  return { raw: facts.values.get(spec.name)?.get(row.objectId) ?? [] };
}

/** An earlier node's value for the same object; when it had other objects, the values of all of them. */
function fromNode(run: WorkingRun, parameter: NodeParameter, row: BoundRow): Found {
  const { fromNodeId, fromParameter } = parameter;
  if (!fromNodeId || !fromParameter) return { raw: null };
  if (run.planNode(fromNodeId).type === 'START') return { raw: runContext(run).get(fromParameter) ?? null };
  const values = run.valuesOf(fromNodeId);
  if (!values) return { raw: null };
  const same = values.get(row.objectId);
  return { raw: (same ? [same] : [...values.values()]).flatMap((one) => valuesNamed(one, fromParameter)) };
}

function valuesNamed({ input, outputs }: RowValues, name: string): unknown[] {
  const answered = outputs.filter((output) => output[name] !== undefined).map((output) => output[name]);
  if (answered.length > 0) return answered.flat();
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
