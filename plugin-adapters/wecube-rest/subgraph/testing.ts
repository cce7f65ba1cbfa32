import { type Action, createLogger, type GraphContext, serviceSession } from '@wecube/kit';
import { type ExecutionResult, execute, type GraphQLSchema, parse, validate } from 'graphql';
import type { EntityFilter, EntityModel, EntityRow, PackageInterface } from '../../contract/index.ts';
import type { InterfaceAnswer, InterfaceCall, WecubeRestClient } from '../client/create-client.ts';

type AttributeWords = { type?: string; ref?: string; multiple?: boolean };

/** An entity of the model by its attributes; `ref` is `package:entity` or `package:entity.attribute`. */
export function anEntity(name: string, attributes: Record<string, AttributeWords> = {}): EntityModel {
  const [packageName = '', entityName = ''] = name.split(':');
  return {
    packageName,
    name: entityName,
    displayName: entityName,
    description: '',
    modelVersion: 1,
    attributes: Object.entries({ id: {}, displayName: {}, ...attributes }).map(([attribute, words]) => ({
      name: attribute,
      dataType: (words as AttributeWords).type ?? 'str',
      description: '',
      required: false,
      multiple: (words as AttributeWords).multiple ?? false,
      references: toReference((words as AttributeWords).ref),
    })),
  };
}

function toReference(ref: string | undefined) {
  if (ref === undefined) {
    return null;
  }
  const [packageName = '', rest = ''] = ref.split(':');
  const [entityName = '', attributeName = 'id'] = rest.split('.');
  return { packageName, entityName, attributeName };
}

/** An interface by its service name, `package/plugin/action`, with plain string parameters. */
export function anInterface(
  serviceName: string,
  inputs: Partial<PackageInterface['inputs'][number]>[] = [],
  outputs: Partial<PackageInterface['outputs'][number]>[] = [],
): PackageInterface {
  const [, pluginName = '', action = ''] = serviceName.split('/');
  const parameter = (words: Partial<PackageInterface['inputs'][number]>) => ({
    name: 'p',
    dataType: 'string',
    mappingType: 'entity',
    mappingEntityExpression: null,
    mappingSystemVariableName: null,
    mappingValue: null,
    required: false,
    sensitive: false,
    multiple: false,
    refObjectName: null,
    description: '',
    ...words,
  });
  return {
    ...{ pluginName, registration: '', serviceName, action, path: `/${serviceName}`, httpMethod: 'POST' },
    ...{ async: false, type: 'EXECUTION', filterRule: '', description: '', idempotency: 'UNSAFE' as const },
    inputs: inputs.map(parameter),
    outputs: outputs.map(parameter),
  };
}

type Data = Record<string, EntityRow[]>;

/** A client over rows in memory that notes every query; it filters by eq and in only, as a poor plugin does. */
export function aMemoryClient(data: Data, answer?: (call: InterfaceCall) => InterfaceAnswer) {
  const queries: { entity: string; filters: readonly EntityFilter[] }[] = [];
  const rowsOf = (packageName: string, entityName: string) => {
    data[`${packageName}:${entityName}`] ??= [];
    return data[`${packageName}:${entityName}`] as EntityRow[];
  };
  const client: WecubeRestClient = {
    async queryEntities({ packageName, entityName, filters }) {
      queries.push({ entity: `${packageName}:${entityName}`, filters });
      return rowsOf(packageName, entityName).filter((row) => filters.every((filter) => holds(row, filter)));
    },
    async createEntities({ packageName, entityName, rows }) {
      const created = rows.map((row, at) => ({ ...row, id: row['id'] ?? `new_${at}` }));
      rowsOf(packageName, entityName).push(...created);
      return created;
    },
    async updateEntities({ packageName, entityName, rows }) {
      for (const row of rows) {
        Object.assign(rowsOf(packageName, entityName).find(({ id }) => id === row['id']) ?? {}, row);
      }
      return [...rows];
    },
    async deleteEntities({ packageName, entityName, ids }) {
      data[`${packageName}:${entityName}`] = rowsOf(packageName, entityName).filter(
        ({ id }) => !ids.includes(String(id)),
      );
    },
    async callInterface(call) {
      return answer?.(call) ?? { resultCode: '0', resultMessage: '', outputs: [], instanceId: 'i' };
    },
    fetchDataModel: async () => [],
    askGraph: async () => ({ data: null }),
    notify: async () => undefined,
    checkRisk: async () => ({ text: '', findings: [] }),
    [Symbol.asyncDispose]: async () => undefined,
  };
  return { client, queries, data };
}

function holds(row: EntityRow, { attrName, op, condition }: EntityFilter): boolean {
  if (op === 'in') {
    return (condition as unknown[]).includes(row[attrName]);
  }
  return op !== 'eq' || row[attrName] === condition;
}

const logger = createLogger('test', { level: 'silent' });

/** A request's context; without `actions` that of a service, which may do everything. */
export function aContext(actions?: readonly Action[]): GraphContext {
  const session = serviceSession('test');
  return { session: actions ? { ...session, actions } : session, requestId: 'req_1', logger };
}

/** Validates and executes a document on a schema, as one request. */
export async function ask(
  schema: GraphQLSchema,
  query: string,
  options: { variables?: Record<string, unknown>; context?: GraphContext } = {},
): Promise<ExecutionResult> {
  const document = parse(query);
  const errors = validate(schema, document);
  if (errors.length > 0) {
    return { errors };
  }
  const result = await execute({
    schema,
    document,
    variableValues: options.variables,
    contextValue: options.context ?? aContext(),
  });
  return JSON.parse(JSON.stringify(result)) as ExecutionResult;
}
