import { randomUUID } from 'node:crypto';
import { type GraphContext, type Problem, problem } from '@wecube/kit';
import type { EntityRow } from '../../contract/index.ts';
import type { InterfaceAnswer, WecubeRestClient } from '../client/create-client.ts';
import { PluginError } from '../client/plugin-error.ts';
import type { ObjectReader } from './object-reader.ts';
import type { EntityPlan, InterfacePlan, ParameterPlan } from './plan.ts';
import { allowed } from './resolver-context.ts';
import { toKind, toList } from './value-kind.ts';

type ReaderOf = (context: GraphContext) => ObjectReader;
type Input = Record<string, unknown>;

const INVOKE_TIMEOUT_MS = 30 * 60_000;
const MASK = '******';

/** Create, update and delete of an entity's objects. A plugin's refusal is a problem in the payload. */
export function writeResolvers(entity: EntityPlan, client: WecubeRestClient, readerOf: ReaderOf) {
  const { packageName, entityName, names } = entity;
  const write = (send: (row: EntityRow) => Promise<EntityRow[]>) =>
    allowed('object:write', async (_parent: unknown, { input }: { input: Input }, context) => {
      audit(context, `${packageName}:${entityName}`, input['id']);
      return withProblems({ object: null }, async () => {
        const rows = await send(toRow(entity, input));
        const id = rows[0]?.['id'] ?? rows[0]?.['guid'] ?? input['id'];
        readerOf(context).forget();
        return { object: id ? await readerOf(context).one(entity, 'id', String(id)) : null, problems: [] };
      });
    });
  return {
    [names.create]: write((row) => client.createEntities({ packageName, entityName, rows: [row] })),
    [names.update]: write((row) => client.updateEntities({ packageName, entityName, rows: [row] })),
    [names.delete]: allowed('object:write', (_parent: unknown, { input }: { input: { id: string } }, context) => {
      audit(context, `${packageName}:${entityName}`, input.id);
      return withProblems({ deletedId: null }, async () => {
        await client.deleteEntities({ packageName, entityName, ids: [input.id] });
        readerOf(context).forget();
        return { deletedId: input.id, problems: [] };
      });
    }),
  };
}

type InvokeInput = { rows: Input[]; timeoutMs?: number | null; idempotencyKey?: string | null };

/** The mutation of an interface: one call with all rows. */
export function invokeResolver(packageName: string, plan: InterfacePlan, client: WecubeRestClient) {
  return allowed('service:invoke', (_parent: unknown, { input }: { input: InvokeInput }, context) => {
    const operator = context.session?.name ?? '';
    const requestId = `graph_${input.idempotencyKey ? `${operator}_${input.idempotencyKey}` : randomUUID()}`;
    audit(context, plan.call.serviceName, requestId);
    const rows = input.rows.map((row) => toInputRow(plan, row));
    return withProblems({ resultCode: null, resultMessage: null, outputs: [], requestId }, async () => {
      const answer = await client.callInterface({
        packageName,
        path: plan.call.path,
        httpMethod: plan.call.httpMethod,
        requestId,
        operator,
        serviceName: plan.call.serviceName,
        entityInstances: rows.map((row) => ({
          id: String(row['callbackParameter']),
          businessKeyValue: '',
          contextMap: null,
        })),
        inputs: rows,
        timeoutMs: input.timeoutMs ?? INVOKE_TIMEOUT_MS,
      });
      return toPayload(plan, answer, requestId);
    });
  });
}

function toPayload(plan: InterfacePlan, answer: InterfaceAnswer, requestId: string) {
  const { resultCode, resultMessage, outputs } = answer;
  const refusal = problem('PLUGIN_REFUSED', resultMessage || `The plugin answered with code ${resultCode}.`);
  return {
    resultCode,
    resultMessage,
    outputs: outputs.map((output) => toOutputRow(plan, output)),
    requestId,
    problems: resultCode === '0' ? [] : [refusal],
  };
}

/** A plugin that fails is data for the caller; the payload is then the empty one with the problem in it. */
async function withProblems(empty: object, work: () => Promise<{ problems: Problem[] }>): Promise<object> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof PluginError) {
      return {
        ...empty,
        problems: [{ code: error.code, message: error.message, parameters: error.extensions['parameters'] }],
      };
    }
    throw error;
  }
}

function toRow(entity: EntityPlan, input: Input): EntityRow {
  const byField = new Map(entity.attributes.map((attribute) => [attribute.field, attribute.attribute]));
  return Object.fromEntries(Object.entries(input).map(([field, value]) => [byField.get(field) ?? field, value]));
}

/** Parameters that were not given are sent as null, as the protocol has it; a constant of the manifest fills its own. */
function toInputRow(plan: InterfacePlan, row: Input): Input {
  const declared = plan.inputs.map(({ parameter, field, constant }) => [parameter, row[field] ?? constant]);
  return {
    callbackParameter: row['callbackParameter'] ?? '',
    confirmToken: row['confirmToken'] ?? '',
    ...Object.fromEntries(declared),
  };
}

function toOutputRow(plan: InterfacePlan, output: Record<string, unknown>): Record<string, unknown> {
  const own = ['callbackParameter', 'errorCode', 'errorMessage', 'errorDetail'];
  return Object.fromEntries([
    ...own.map((name) => [name, toKind('STRING', output[name])]),
    ...plan.outputs.map((parameter) => [parameter.field, outputValue(parameter, output[parameter.parameter])]),
  ]);
}

function outputValue(parameter: ParameterPlan, value: unknown): unknown {
  if (parameter.sensitive && value !== null && value !== undefined && value !== '') {
    return parameter.kind === 'STRING' && !parameter.multiple ? MASK : null;
  }
  if (parameter.multiple && parameter.kind !== 'JSON') {
    return toList(value).map((item) => toKind(parameter.kind, item));
  }
  return toKind(parameter.kind, value);
}

function audit(context: GraphContext, subject: string, detail: unknown): void {
  context.logger.info({ audit: true, who: context.session?.name, subject, detail }, 'a plugin is asked to act');
}
