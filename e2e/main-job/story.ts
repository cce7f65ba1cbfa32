import { expect } from 'vitest';
import type { ApiClient } from '../support/client.ts';

export const HOSTS = 'estate:application~(application)estate:unit~(unit)estate:host';
export const NEXT_PASSWORD = 'Correct-horse-battery-1';

type Node = Record<string, unknown> & { id: string };

/** An automatic node over the hosts of the root application. */
export const automatic = (id: string, service: string, constants: Record<string, string> = {}): Node => ({
  ...{ id, name: id, type: 'AUTOMATIC', x: 0, y: 0, expression: HOSTS, bindMode: 'AT_START', service },
  parameters: Object.entries(constants).map(([name, value]) => ({ name, source: 'CONSTANT', value })),
});

export const control = (id: string, type: string): Node => ({ id, name: id, type, x: 0, y: 0 });

/** Designs and deploys an orchestration over applications; gives its id. */
export async function deploy(
  api: ApiClient,
  name: string,
  nodes: readonly Node[],
  links: readonly string[],
): Promise<string> {
  type Answer = { definition: { id: string; rowVersion: number; problems: unknown[] } };
  const created = await api.mutate<Answer>(
    'createDefinition',
    'CreateDefinitionInput',
    { name, rootEntity: 'estate:application' },
    'definition { id rowVersion }',
  );
  const { id, rowVersion } = created.definition;
  const drawn = links.map((link) => ({ id: link, source: link.split('>')[0], target: link.split('>')[1] }));
  const saved = await api.mutate<Answer>(
    'saveDraft',
    'SaveDraftInput',
    { id, rowVersion, nodes, links: drawn },
    'definition { id rowVersion problems { code message nodeId } }',
  );
  expect(saved.definition.problems).toEqual([]);
  await api.mutate(
    'deployDefinition',
    'DefinitionActionInput',
    { id, rowVersion: saved.definition.rowVersion },
    'definition { status }',
  );
  return id;
}

export type NodeRun = {
  nodeId: string;
  status: string;
  rowsTotal: number;
  rowsDone: number;
  rowsFailed: number;
  errorMessage: string | null;
  changed: string | null;
  notChanged: string | null;
  operations: string[];
  attempts: { requestId: string; status: string; resent: number }[];
};
export type Run = { id: string; status: string; version: number; nodes: NodeRun[] };

export async function start(api: ApiClient, definitionId: string, rootObjectId: string): Promise<string> {
  const { run } = await api.mutate<{ run: { id: string } }>(
    'startRun',
    'StartRunInput',
    { definitionId, rootObjectId },
    'run { id }',
  );
  return run.id;
}

export async function readRun(api: ApiClient, id: string): Promise<Run> {
  const fields =
    'nodeId status rowsTotal rowsDone rowsFailed errorMessage changed notChanged operations attempts { requestId status resent }';
  const { run } = await api.query<{ run: Run }>(
    `query ($id: ID!) { run(id: $id) { id status version nodes { ${fields} } } }`,
    { id },
  );
  return run;
}

/** Follows the live run until it has the status; every change that was told on the way. */
export function follow(
  api: ApiClient,
  id: string,
  status: string,
): Promise<{ runChanged: { type: string; version: number } }[]> {
  const query = 'subscription ($id: ID!) { runChanged(id: $id, sinceVersion: 0) { type version run { status } } }';
  return api.watch<{ runChanged: { type: string; version: number; run: { status: string } } }>(
    query,
    { id },
    ({ runChanged }) => runChanged.run.status === status,
  );
}

export async function waitForNode(api: ApiClient, runId: string, nodeId: string, status: string): Promise<NodeRun> {
  let node: NodeRun | undefined;
  await expect
    .poll(
      async () => {
        node = (await readRun(api, runId)).nodes.find((one) => one.nodeId === nodeId);
        return node?.status;
      },
      { timeout: 30_000, interval: 100 },
    )
    .toBe(status);
  return node as NodeRun;
}

export function operate(api: ApiClient, run: Pick<Run, 'id' | 'version'>, operation: string, nodeId: string) {
  const input = { runId: run.id, operation, nodeId, expectedVersion: run.version, reason: 'the scenario asks for it' };
  return api.attempt<{ run: { status: string } | null }>('operateRun', 'OperateRunInput', input, 'run { status }');
}

type JournalLine = {
  requestId: string;
  callbackParameter?: string;
  host?: string;
  action?: string;
  replayed?: boolean;
};

/** What a plugin itself noted of what it did. */
export async function journal(api: ApiClient, packageName: string): Promise<JournalLine[]> {
  const query =
    'query ($name: String!) { packages(where: { name: { eq: $name } }) { nodes { instances { port status } } } }';
  type Instances = { instances: { port: number; status: string }[] };
  const { packages } = await api.query<{ packages: { nodes: Instances[] } }>(query, { name: packageName });
  const running = packages.nodes.flatMap(({ instances }) => instances).find(({ status }) => status === 'RUNNING');
  const answer = (await (await fetch(`http://127.0.0.1:${running?.port}/${packageName}/journal`)).json()) as {
    data: JournalLine[];
  };
  return answer.data;
}

export const executions = (lines: readonly JournalLine[], runId: string) =>
  lines.filter((line) => line.requestId.startsWith(runId) && !line.replayed);

/** Launches a registered package and waits until its instance answers. */
export async function bringUp(api: ApiClient, file: string): Promise<string> {
  const uploaded = await api.upload(file);
  expect(uploaded.problems).toBeUndefined();
  await api.mutate('registerPackage', 'RegisterPackageInput', { id: uploaded.id }, 'package { status }');
  await launch(api, uploaded.id as string);
  return uploaded.id as string;
}

export async function launch(api: ApiClient, packageId: string): Promise<void> {
  const { hosts } = await api.query<{ hosts: { id: string; driver: string; available: boolean }[] }>(
    '{ hosts { id driver available } }',
  );
  const host = hosts.find(({ driver, available }) => available && driver === 'DOCKER') ?? hosts[0];
  const { instance } = await api.mutate<{ instance: { id: string } }>(
    'launchInstance',
    'LaunchInstanceInput',
    { packageId, hostId: host?.id },
    'instance { id }',
  );
  const read = () =>
    api.query<{ instance: { status: string; error: string | null } }>(
      'query ($id: ID!) { instance(id: $id) { status error } }',
      { id: instance.id },
    );
  await expect
    .poll(async () => (await read()).instance, { timeout: 60_000, interval: 200 })
    .toEqual({ status: 'RUNNING', error: null });
}

/** Waits until the graph has a package's types. */
export async function inGraph(api: ApiClient, field: string): Promise<void> {
  await expect
    .poll(async () => (await api.ask(`{ ${field} { totalCount } }`)).errors ?? 'answers', { timeout: 30_000 })
    .toBe('answers');
}
