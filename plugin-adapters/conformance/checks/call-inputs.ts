import type { ManifestParameter, PackageInterface } from '../../contract/index.ts';
import { type Row, rowsOf } from '../answers.ts';
import { callName, type Subject } from '../subject.ts';
import { queryOf } from './probe.ts';

/** A row for one object: what the author gave, else what the manifest presets, else something of the right type. */
export async function inputsOf(subject: Subject, call: PackageInterface, callbackParameter: string): Promise<Row> {
  const given = subject.parts.inputs[callName(call)] ?? subject.parts.inputs[call.serviceName] ?? {};
  const row: Row = { callbackParameter, confirmToken: '' };
  for (const parameter of call.inputs) {
    const known = given[parameter.name] ?? parameter.mappingValue ?? (await ofAnObject(subject, parameter));
    const value = known ?? (parameter.required ? invented(parameter) : undefined);
    if (value !== undefined) row[parameter.name] = value;
  }
  return row;
}

/** The rows of several objects, one of which lacks every required input; null when nothing is required. */
export async function rowsBroken(
  subject: Subject,
  call: PackageInterface,
  names: readonly string[],
  broken: number,
): Promise<Row[] | null> {
  const required = call.inputs.filter((parameter) => parameter.required);
  if (required.length === 0) return null;
  const lacking = Object.fromEntries(required.map(({ name }) => [name, null]));
  return Promise.all(
    names.map(async (name, at) => ({ ...(await inputsOf(subject, call, name)), ...(at === broken && lacking) })),
  );
}

/** What the expression of an input gives for the first object of the plugin's own entity. */
async function ofAnObject(
  subject: Subject,
  { mappingEntityExpression: expression }: ManifestParameter,
): Promise<unknown> {
  const [, packageName, entity, attribute] = /^([\w-]+):(\w+)\.(\w+)$/.exec(expression ?? '') ?? [];
  if (packageName !== subject.packageName || !entity || !attribute) return undefined;
  const [row] = await subject.once(`objects for inputs of ${entity}`, async () => {
    return rowsOf(await subject.connection.ask(queryOf(subject, entity))) ?? [];
  });
  return row?.[attribute] ?? undefined;
}

/** The body as the platform makes it. */
export function callBody(call: PackageInterface, requestId: string, inputs: readonly Row[]): Row {
  const entityInstances = inputs.map(({ callbackParameter }) => ({
    id: callbackParameter,
    businessKeyValue: '',
    contextMap: null,
  }));
  return {
    ...{ requestId, operator: 'admin', serviceName: call.serviceName, servicePath: call.serviceName },
    ...{ entityInstances, inputs, dueDate: '', allowedOptions: null },
  };
}

function invented({ dataType, multiple }: ManifestParameter): unknown {
  const value = /^(int|number)$/i.test(dataType) ? 1 : /^object$/i.test(dataType) ? {} : 'conformance';
  return multiple || /^(list|array)$/i.test(dataType) ? [value] : value;
}
