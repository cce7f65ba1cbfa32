import { activeTrace, type Trace, traced } from '@wecube/kit';
import type { EntityFilter, EntityRow, PluginEntity } from '../../contract/index.ts';
import {
  type DecodedInterfaceAnswer,
  decodeDataModel,
  decodeGraphAnswer,
  decodeInterfaceAnswer,
  decodeRisk,
  decodeRows,
  type RiskFindings,
} from './decode-answer.ts';
import { exchange, type HttpAnswer } from './http-exchange.ts';
import { PluginError } from './plugin-error.ts';
import { type PluginTarget, PluginTargets, type ReachableInstance } from './plugin-targets.ts';

export type WecubeRestClientOptions = {
  /** The instances of a package that run now. Asked before every call, so answer from memory. */
  targets(packageName: string): Promise<readonly PluginTarget[]>;
  /** The bearer token the package's plugin trusts. Asked before every call. */
  token(packageName: string): Promise<string>;
  logger?: { debug(detail: object, message: string): void };
  clock?: { now(): number };
};

/** One call of an interface: a single request that carries every bound row in `inputs`. */
export type InterfaceCall = {
  packageName: string;
  path: string;
  httpMethod: string;
  requestId: string;
  operator: string;
  serviceName: string;
  servicePath?: string;
  entityInstances: readonly { id: string; businessKeyValue: string; contextMap: unknown }[];
  inputs: readonly Record<string, unknown>[];
  dueDate?: string;
  allowedOptions?: readonly string[] | null;
  /** Milliseconds after which the call is given up with PLUGIN_TIMEOUT. */
  timeoutMs: number;
  signal?: AbortSignal;
};

export type InterfaceAnswer = DecodedInterfaceAnswer & { instanceId: string };
export type EntityQuery = {
  packageName: string;
  entityName: string;
  filters: readonly EntityFilter[];
  signal?: AbortSignal;
};
export type EntityWrite = {
  packageName: string;
  entityName: string;
  rows: readonly EntityRow[];
  /** What the plugin does with its objects after the write, such as `Confirm`: a CMDB's operation on their state. */
  operation?: string;
};

/** Calls plugins that speak the WeCube REST protocol. Every failure is a `PluginError`. */
export type WecubeRestClient = {
  callInterface(call: InterfaceCall): Promise<InterfaceAnswer>;
  queryEntities(query: EntityQuery): Promise<EntityRow[]>;
  createEntities(write: EntityWrite): Promise<EntityRow[]>;
  updateEntities(write: EntityWrite): Promise<EntityRow[]>;
  deleteEntities(target: { packageName: string; entityName: string; ids: readonly string[] }): Promise<void>;
  /** Asks whether calls are dangerous; every finding is a reason to ask a person first. */
  checkRisk(check: RiskCheck): Promise<RiskFindings>;
  fetchDataModel(packageName: string): Promise<PluginEntity[]>;
  /** Asks the subgraph that the plugin serves itself; the answer as it came. Only a query may be asked twice. */
  askGraph(question: GraphQuestion): Promise<unknown>;
  /** Posts a message to a path of the plugin; only an HTTP error counts as a failure. */
  notify(message: { packageName: string; path: string; body: unknown }): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
};

export type GraphQuestion = {
  packageName: string;
  path: string;
  request: { query: string; variables?: unknown; operationName?: unknown };
  isQuery: boolean;
  /** Who asks, by name. */
  operator: string;
  requestId: string;
  signal?: AbortSignal;
};

/** What a risk check looks at: the parameters of calls before they are made. */
export type RiskCheck = {
  /** `itsdangerous` when absent. */
  packageName?: string;
  operator: string;
  serviceName: string;
  servicePath: string;
  /** `pkg:entity` */
  entityType: string;
  entityInstances: readonly { id: string }[];
  inputParams: readonly Record<string, unknown>[];
};

const RISK_PACKAGE = 'itsdangerous';

/** Time limit of entity and data-model calls. */
const ENTITY_TIMEOUT_MS = 30_000;

type Send = {
  packageName: string;
  method: string;
  path: string;
  requestId: string;
  body: unknown;
  timeoutMs: number;
  signal?: AbortSignal;
  headers?: Record<string, string>;
  /** Sending it twice does no harm, so another instance may be asked whatever became of the first. */
  repeatable: boolean;
};

export function createWecubeRestClient(options: WecubeRestClientOptions): WecubeRestClient {
  const now = options.clock ? () => options.clock?.now() ?? Date.now() : Date.now;
  const targets = new PluginTargets(now);
  let counter = 0;
  const nextRequestId = () => `req_${now().toString(36)}${process.pid.toString(36)}${(counter++).toString(36)}`;

  function send(request: Send): Promise<{ answer: HttpAnswer; instanceId: string }> {
    const attributes = { 'wecube.package': request.packageName, 'url.path': request.path };
    const name = `plugin ${request.packageName} ${request.method}`;
    return traced(activeTrace(), name, attributes, (trace) => sendTraced(request, trace));
  }

  async function sendTraced(request: Send, trace: Trace): Promise<{ answer: HttpAnswer; instanceId: string }> {
    const [running, token] = await Promise.all([
      options.targets(request.packageName),
      options.token(request.packageName),
    ]);
    const instances = targets.order(request.packageName, running);
    const body = request.body === undefined ? null : JSON.stringify(request.body);
    const headers = { ...headersOf(request, token, body), ...trace.headers };
    let failure: unknown = notRunning(request.packageName);
    for (const instance of withSecondTry(instances, request.repeatable)) {
      try {
        const answer = await exchange(instance.pool, {
          method: request.method,
          path: instance.prefix + request.path,
          headers,
          body,
          timeoutMs: request.timeoutMs,
          signal: request.signal,
        });
        targets.breaker.succeeded(instance.key);
        return { answer, instanceId: instance.instanceId };
      } catch (error) {
        failure = error;
        noteFailure(error, instance, request);
        if (!mayGoOn(error, request.repeatable)) {
          break;
        }
      }
    }
    throw failure;
  }

  function noteFailure(error: unknown, instance: ReachableInstance, request: Send): void {
    if (error instanceof PluginError && error.code === 'PLUGIN_UNREACHABLE') {
      targets.breaker.failed(instance.key);
    }
    options.logger?.debug({ err: error, instanceId: instance.instanceId, path: request.path }, 'a plugin call failed');
  }

  async function sendEntities(
    packageName: string,
    entityName: string,
    verb: string,
    body: unknown,
    query: boolean,
    more: Pick<Send, 'signal' | 'headers'> = {},
  ) {
    const path = `/${encodeURIComponent(packageName)}/entities/${encodeURIComponent(entityName)}/${verb}`;
    const requestId = nextRequestId();
    const { answer } = await send({
      packageName,
      method: 'POST',
      path,
      requestId,
      body,
      timeoutMs: ENTITY_TIMEOUT_MS,
      repeatable: query,
      ...more,
    });
    return decodeRows(answer);
  }

  return {
    async callInterface(call) {
      const { answer, instanceId } = await send({
        packageName: call.packageName,
        method: call.httpMethod,
        path: call.path,
        requestId: call.requestId,
        body: interfaceBody(call),
        timeoutMs: call.timeoutMs,
        signal: call.signal,
        repeatable: false,
      });
      return { ...decodeInterfaceAnswer(answer), instanceId };
    },
    queryEntities: ({ packageName, entityName, filters, signal }) =>
      sendEntities(packageName, entityName, 'query', queryBody(filters), true, { signal }),
    createEntities: ({ packageName, entityName, rows, operation }) =>
      sendEntities(packageName, entityName, 'create', rows, false, operationHeader(operation)),
    updateEntities: ({ packageName, entityName, rows, operation }) =>
      sendEntities(packageName, entityName, 'update', rows, false, operationHeader(operation)),
    async deleteEntities({ packageName, entityName, ids }) {
      await sendEntities(
        packageName,
        entityName,
        'delete',
        ids.map((id) => ({ id })),
        false,
      );
    },
    async checkRisk({ packageName = RISK_PACKAGE, ...body }) {
      const path = `/${encodeURIComponent(packageName)}/v1/batch_execution_detection`;
      const limits = { timeoutMs: ENTITY_TIMEOUT_MS, repeatable: true };
      const { answer } = await send({ packageName, method: 'POST', path, requestId: nextRequestId(), body, ...limits });
      return decodeRisk(answer);
    },
    async fetchDataModel(packageName) {
      const { answer } = await send({
        packageName,
        method: 'GET',
        path: `/${encodeURIComponent(packageName)}/data-model`,
        requestId: nextRequestId(),
        body: undefined,
        timeoutMs: ENTITY_TIMEOUT_MS,
        repeatable: true,
      });
      return decodeDataModel(answer);
    },
    async askGraph({ packageName, path, request, isQuery, operator, requestId, signal }) {
      const { answer } = await send({
        packageName,
        method: 'POST',
        path,
        requestId,
        body: request,
        timeoutMs: ENTITY_TIMEOUT_MS,
        signal,
        headers: { accept: 'application/json', 'x-wecube-operator': encodeURIComponent(operator) },
        repeatable: isQuery,
      });
      return decodeGraphAnswer(answer);
    },
    async notify({ packageName, path, body }) {
      const requestId = nextRequestId();
      const limits = { timeoutMs: ENTITY_TIMEOUT_MS, repeatable: false };
      const { answer } = await send({ packageName, method: 'POST', path, requestId, body, ...limits });
      if (answer.status < 400) return;
      const words = `The plugin answered HTTP ${answer.status} to a notification.`;
      throw new PluginError('PLUGIN_HTTP_ERROR', words, 'YES');
    },
    [Symbol.asyncDispose]: () => targets.close(),
  };
}

/** A kept-alive connection may have died unnoticed: what is repeatable is tried once more on the last instance. */
function withSecondTry(instances: ReachableInstance[], repeatable: boolean): ReachableInstance[] {
  const last = instances.at(-1);
  return repeatable && last ? [...instances, last] : instances;
}

function mayGoOn(error: unknown, repeatable: boolean): boolean {
  if (!(error instanceof PluginError)) {
    return false;
  }
  const { code, delivered } = error;
  return (code === 'PLUGIN_UNREACHABLE' && delivered === 'NO') || (repeatable && code === 'PLUGIN_CONNECTION_LOST');
}

function notRunning(packageName: string): PluginError {
  return new PluginError('PLUGIN_UNREACHABLE', `No instance of ${packageName} is running.`, 'NO');
}

function headersOf(request: Send, token: string, body: string | null): Record<string, string> {
  const headers: Record<string, string> = {
    authorization: `Bearer ${token}`,
    requestId: request.requestId,
    transactionId: `trans_${request.requestId}`,
  };
  Object.assign(headers, request.headers);
  if (body !== null) {
    headers['content-type'] = 'application/json';
  }
  return headers;
}

function interfaceBody(call: InterfaceCall): object {
  return {
    requestId: call.requestId,
    operator: call.operator,
    serviceName: call.serviceName,
    servicePath: call.servicePath ?? call.serviceName,
    entityInstances: call.entityInstances,
    inputs: call.inputs.map((input, index) => completeInput(input, call.entityInstances[index]?.id)),
    dueDate: call.dueDate ?? '',
    allowedOptions: call.allowedOptions ?? null,
  };
}

/** Every row carries the id of its object and a confirm token; most callers put them in already. */
function completeInput(input: Record<string, unknown>, objectId: string | undefined): Record<string, unknown> {
  if (input['callbackParameter'] !== undefined && input['confirmToken'] !== undefined) {
    return input;
  }
  return { callbackParameter: objectId ?? '', confirmToken: '', ...input };
}

const operationHeader = (operation?: string): Pick<Send, 'headers'> =>
  operation ? { headers: { 'x-operation': operation } } : {};

function queryBody(filters: readonly EntityFilter[]): object {
  return { criteria: { attrName: '', op: '', condition: null }, additionalFilters: filters };
}
