import { z } from 'zod';
import { findDefinition, presentNodes } from '../definitions.ts';
import { callerOf, type Endpoint, type RestCall, RestRefusal } from '../endpoint.ts';
import { carriedOut, found, PROBLEMS, type Problems } from '../problems.ts';
import { bodyAs } from '../read-body.ts';

type Attempt = {
  requestId: string;
  inputs: unknown;
  outputs: unknown;
  errorCode: string | null;
  errorMessage: string | null;
};
type NodeRun = {
  id: string;
  nodeId: string;
  name: string;
  status: string;
  service: string | null;
  startedAt: string | null;
  endedAt: string | null;
  errorCode: string | null;
  errorMessage: string | null;
};
type Run = {
  id: string;
  definitionName: string;
  definitionVersion: number;
  status: string;
  rootEntity: string;
  rootObjectId: string;
  rootObjectName: string;
  startedBy: string;
  startedAt: string;
  endedAt: string | null;
  definition: { id: string };
  nodes: NodeRun[];
};
const RUN = `id definitionName definitionVersion status rootEntity rootObjectId rootObjectName startedBy startedAt endedAt
  definition { id } nodes { id nodeId name status service startedAt endedAt errorCode errorMessage }`;
const ONE = `query RestRun($id: ID!) { run(id: $id) { ${RUN} } }`;

/** Runs: starting, looking, ending, and the callbacks of plugins that answer later. */
export const runEndpoints: readonly Endpoint[] = [
  { method: 'POST', path: '/platform/v1/process/instances/callback', handle: callBack },
  { method: 'POST', path: '/platform/v1/public/process/instances', handle: start },
  { method: 'POST', path: '/platform/v1/public/process/instances/:run/terminations', handle: terminate },
  { method: 'GET', path: '/platform/v1/process/instances/:run', handle: status },
  { method: 'GET', path: '/platform/v1/process/instances/:run/tasknodes/:node/context', handle: context },
];

const callback = z.object({
  resultCode: z
    .union([z.string(), z.number()])
    .nullish()
    .transform((code) => String(code ?? '')),
  resultMessage: z.string().nullish(),
  results: z.object({
    requestId: z.string().min(1),
    outputs: z.array(z.record(z.string(), z.unknown())).nullish(),
  }),
});

async function callBack(call: RestCall): Promise<null> {
  const { resultCode, resultMessage, results } = bodyAs(call, callback);
  const document = `mutation RestCallBack($input: AnswerCallInput!) { answerCall(input: $input) { ${PROBLEMS} } }`;
  const input = {
    requestId: results.requestId,
    resultCode,
    resultMessage: resultMessage ?? '',
    outputs: results.outputs ?? [],
  };
  const { answerCall } = await call.ask<{ answerCall: Problems }>(document, { input });
  // In the words that plugins know: some look for them.
  if (answerCall.problems[0]?.code === 'CALLBACK_TOO_LATE')
    throw new RestRefusal(`req:${results.requestId} already completed`, 'CALLBACK_TOO_LATE');
  carriedOut(answerCall);
  return null;
}

const binding = z.object({
  nodeDefId: z.string().nullish(),
  nodeId: z.string().nullish(),
  oid: z.string().nullish(),
  entityDataId: z.string().nullish(),
  bindFlag: z.string().nullish(),
});
const startBody = z.object({
  procDefId: z.string().nullish(),
  procDefKey: z.string().nullish(),
  rootEntityOid: z.string().nullish(),
  entityDataId: z.string().nullish(),
  bindings: z.array(binding).nullish(),
});

/** Objects whose binding is not `Y` are left out. */
async function start(call: RestCall): Promise<unknown> {
  const { procDefId, procDefKey, rootEntityOid, entityDataId, bindings } = bodyAs(call, startBody);
  const definition = await findDefinition(call.ask, procDefId || procDefKey || '');
  const rootObjectId = rootEntityOid || entityDataId || '';
  if (rootObjectId === '') throw new RestRefusal('The root object is missing: rootEntityOid.', 'BAD_REQUEST');
  const excluded = new Map<string, string[]>();
  for (const { nodeDefId, nodeId, oid, entityDataId: dataId, bindFlag } of bindings ?? []) {
    const [node, object] = [nodeDefId || nodeId, dataId || oid];
    if (node && object && bindFlag === 'N') excluded.set(node, [...(excluded.get(node) ?? []), object]);
  }
  const exclude = [...excluded].map(([nodeId, objectIds]) => ({ nodeId, objectIds }));
  const document = `mutation RestStart($input: StartRunInput!) { startRun(input: $input) { run { ${RUN} } ${PROBLEMS} } }`;
  const input = { definitionId: definition.id, rootObjectId, exclude };
  const { startRun } = await call.ask<{ startRun: Problems & { run: Run } }>(document, { input });
  return present(call, carriedOut(startRun).run);
}

async function status(call: RestCall): Promise<unknown> {
  return present(call, await findRun(call));
}

async function findRun({ ask, params }: RestCall): Promise<Run> {
  return found((await ask<{ run: Run | null }>(ONE, { id: params['run'] })).run, `run ${params['run']}`);
}

async function terminate(call: RestCall): Promise<unknown> {
  const document = `mutation RestTerminate($input: OperateRunInput!) { operateRun(input: $input) { ${PROBLEMS} } }`;
  const reason = `asked for by ${callerOf(call).systemCode ?? callerOf(call).name}`;
  const input = { runId: call.params['run'], operation: 'TERMINATE', reason };
  carriedOut((await call.ask<{ operateRun: Problems }>(document, { input })).operateRun);
  return status(call);
}

/** What a node sent and got in its last attempt, per object. */
async function context(call: RestCall): Promise<unknown> {
  const document = `query RestContext($id: ID!) { run(id: $id) { id nodes {
    id nodeId name status service errorCode errorMessage
    attempts { requestId inputs outputs errorCode errorMessage } } } }`;
  type Answer = { run: { nodes: (NodeRun & { attempts: Attempt[] })[] } | null };
  const { run } = await call.ask<Answer>(document, { id: call.params['run'] });
  const wanted = call.params['node'];
  const node = found(
    found(run, `run ${call.params['run']}`).nodes.find(({ id, nodeId }) => id === wanted || nodeId === wanted),
    `node ${wanted}`,
  );
  const attempt = node.attempts.at(-1);
  return {
    ...{ nodeId: node.nodeId, nodeDefId: node.nodeId, nodeInstId: node.id, nodeName: node.name, nodeType: 'automatic' },
    ...{ errorCode: node.errorCode ?? '', errorMessage: node.errorMessage ?? '', requestId: attempt?.requestId ?? '' },
    ...{ pluginInfo: node.service ?? '', requestObjects: attempt ? objectsOfAttempt(attempt) : [] },
  };
}

function objectsOfAttempt({ inputs, outputs }: Attempt) {
  const answers = rowsOf(outputs);
  return rowsOf(inputs).map((input) => {
    const callbackParameter = String(input['callbackParameter'] ?? '');
    const ofObject = answers.filter((output) => String(output['callbackParameter'] ?? '') === callbackParameter);
    return { callbackParameter, inputs: [asParameters(input)], outputs: ofObject.map(asParameters) };
  });
}

const rowsOf = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value : []);
const asParameters = (row: Record<string, unknown>) =>
  Object.entries(row).map(([paramName, paramValue]) => ({ paramName, paramValue }));

const RUN_STATUSES: Readonly<Record<string, string>> = {
  NOT_STARTED: 'NotStarted',
  IN_PROGRESS: 'InProgress',
  COMPLETED: 'Completed',
  FAULTED: 'Faulted',
  PAUSED: 'Stop',
  TERMINATED: 'InternallyTerminated',
};
const NODE_STATUSES: Readonly<Record<string, string>> = {
  ...RUN_STATUSES,
  TIMEOUTED: 'Timeouted',
  SKIPPED: 'Completed',
  AMBIGUOUS: 'Faulted',
};

async function present({ ask }: RestCall, run: Run): Promise<unknown> {
  const definition = await findDefinition(ask, run.definition.id);
  const runs = new Map(run.nodes.map((node) => [node.nodeId, node]));
  const instance = { procInstId: run.id, procInstKey: run.id };
  return {
    ...{ id: run.id, ...instance, procInstName: run.definitionName, status: RUN_STATUSES[run.status] ?? run.status },
    ...{ procDefId: definition.id, procDefKey: definition.key, procDefName: definition.name },
    ...{ entityDataId: run.rootObjectId, entityTypeId: run.rootEntity, entityDisplayName: run.rootObjectName },
    ...{ operator: run.startedBy, createdTime: run.startedAt, version: String(run.definitionVersion) },
    taskNodeInstances: (await presentNodes(ask, definition)).map((node) => {
      const state = runs.get(node.nodeId);
      const nodeStatus = NODE_STATUSES[state?.status ?? 'NOT_STARTED'] ?? state?.status;
      const times = { startTime: state?.startedAt ?? '', endTime: state?.endedAt ?? '' };
      return {
        ...node,
        id: state?.id ?? '',
        ...instance,
        ...times,
        status: nodeStatus,
        errMsg: state?.errorMessage ?? '',
      };
    }),
  };
}
