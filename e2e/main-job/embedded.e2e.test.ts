import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiClient } from '../support/client.ts';
import { Platform } from '../support/platform.ts';
import {
  automatic,
  bringUp,
  control,
  deploy,
  executions,
  follow,
  inGraph,
  journal,
  NEXT_PASSWORD,
  operate,
  readRun,
  start,
  waitForNode,
} from './story.ts';

/** The main job through the router's public API, on the embedded default. */
describe('the main job on the embedded default', () => {
  const platform = new Platform({ arguments: ['--allow-process-packages'] });
  let api: ApiClient;
  let runId: string;

  beforeAll(async () => {
    const { output } = await platform.up();
    expect(output).toContain(`WeCube is ready: ${platform.address}`);
    api = new ApiClient(platform.address);
  });
  afterAll(() => platform[Symbol.asyncDispose]());

  it('refuses everything until the generated password is changed', async () => {
    const early = new ApiClient(platform.address);
    expect((await early.ask('{ packages { totalCount } }')).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    await api.signIn('admin', platform.password, NEXT_PASSWORD);
    expect((await api.ask('{ packages { totalCount } }')).errors).toBeUndefined();
    await expect(early.signIn('admin', platform.password)).rejects.toThrow();
  });

  it('starts a second time without doing anything again', async () => {
    const again = await platform.up();
    expect(again.output).toContain('runs already');
    expect(again.seconds).toBeLessThan(10);
  });

  it('brought the demo estate: two packages, registered and running', async () => {
    const { packages } = await api.query<{
      packages: { nodes: { name: string; status: string; instances: { status: string }[] }[] };
    }>('{ packages(orderBy: { field: NAME, direction: ASC }) { nodes { name status instances { status } } } }');
    const running = (name: string) => ({ name, status: 'REGISTERED', instances: [{ status: 'RUNNING' }] });
    expect(packages.nodes).toEqual([running('estate'), running('shell')]);
  });

  it('answers application -> units -> hosts -> agents in one request, across packages, both ways', async () => {
    const query = `{ estateApplications(first: 1, where: { name: { eq: "Payments" } }) { totalCount nodes { name units(orderBy: { field: NAME, direction: DESC }) { nodes {
      name hosts(first: 1) { totalCount pageInfo { hasNextPage } nodes { name shellAgents { nodes { displayName host { unit { application { name } } } } } } } } } } } }`;
    const data = await api.query<Record<string, never>>(query);
    const host = (name: string) => ({
      totalCount: 2,
      pageInfo: { hasNextPage: true },
      nodes: [
        {
          name,
          shellAgents: {
            nodes: [{ displayName: `agent on ${name}`, host: { unit: { application: { name: 'Payments' } } } }],
          },
        },
      ],
    });
    const units = [
      { name: 'pay-ledger', hosts: host('pay-ledger-1') },
      { name: 'pay-gateway', hosts: host('pay-gateway-1') },
    ];
    expect(data).toEqual({
      estateApplications: { totalCount: 1, nodes: [{ name: 'Payments', units: { nodes: units } }] },
    });
  });

  it('takes another package from upload to a part of the graph', async () => {
    const packed = join(platform.data, 'notes-v1.0.0.zip');
    await platform.wecube(
      'plugin',
      'pack',
      join(import.meta.dirname, '..', 'fixtures', 'notes'),
      '--out',
      platform.data,
    );
    await bringUp(api, packed);
    await inGraph(api, 'notesNotes');
    const twice = await api.upload(packed);
    expect(twice.status).toBe(400);
    expect(twice.problems?.[0]?.code).toBe('PACKAGE_EXISTS');
  });

  it('runs an orchestration live, fails with a reason, and completes after a retry of the failed row only', async () => {
    const nodes = [
      control('start', 'START'),
      control('fork', 'FORK'),
      automatic('script', 'shell/script/run', { script: 'echo $HOST_ID' }),
      automatic('agents', 'shell/script/fail'),
      control('merge', 'MERGE'),
      control('end', 'END'),
    ];
    const links = ['start>fork', 'fork>script', 'fork>agents', 'script>merge', 'agents>merge', 'merge>end'];
    const definitionId = await deploy(api, 'Check agents', nodes, links);

    const preview = await api.query<{ previewRun: { nodes: { nodeId: string; objects: unknown[] }[] } }>(
      'query ($input: PreviewRunInput!) { previewRun(input: $input) { nodes { nodeId objects { objectId } } } }',
      { input: { definitionId, rootObjectId: 'app_pay' } },
    );
    expect(preview.previewRun.nodes.find(({ nodeId }) => nodeId === 'agents')?.objects).toHaveLength(4);

    runId = await start(api, definitionId, 'app_pay');
    const told = await follow(api, runId, 'FAULTED');
    const versions = told.map(({ runChanged }) => runChanged.version);
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
    const faulted = await readRun(api, runId);
    const failed = faulted.nodes.find(({ nodeId }) => nodeId === 'agents');
    expect(failed).toMatchObject({ status: 'FAULTED', rowsTotal: 4, rowsDone: 3, rowsFailed: 1 });
    expect(failed?.errorMessage).toContain('agent_pay_ledger_2');
    expect(failed?.notChanged).toContain('pay-ledger-2');

    await api.query(
      'mutation { shellUpdateAgent(input: { id: "agent_pay_ledger_2", state: "running" }) { problems { code } } }',
    );
    // Three clicks at once: the node is executed once more, not three times.
    await Promise.all([1, 2, 3].map(() => operate(api, faulted, 'RETRY', 'agents')));
    await follow(api, runId, 'COMPLETED');
    const rows = executions(await journal(api, 'shell'), runId).filter(({ action }) => action === 'script/fail');
    expect(rows.map(({ callbackParameter }) => callbackParameter).sort()).toEqual([
      'host_pay_gateway_1',
      'host_pay_gateway_2',
      'host_pay_ledger_1',
      'host_pay_ledger_2',
      'host_pay_ledger_2',
    ]);
  });

  it('goes on after everything was killed: keyed nodes once, an unsafe one asks', async () => {
    const keyed = await deploy(
      api,
      'Slow and keyed',
      [
        control('start', 'START'),
        automatic('slow', 'shell/script/slow', { seconds: '3' }),
        automatic('after', 'shell/script/run', { script: 'true' }),
        control('end', 'END'),
      ],
      ['start>slow', 'slow>after', 'after>end'],
    );
    const unsafe = await deploy(
      api,
      'Slow and unsafe',
      [control('start', 'START'), automatic('note', 'notes/note/write', { text: 'killed' }), control('end', 'END')],
      ['start>note', 'note>end'],
    );
    const runs = [await start(api, keyed, 'app_mall'), await start(api, unsafe, 'app_mall')];
    await waitForNode(api, runs[0] as string, 'slow', 'IN_PROGRESS');
    await waitForNode(api, runs[1] as string, 'note', 'IN_PROGRESS');
    await new Promise((resolve) => setTimeout(resolve, 500)); // both calls are with the plugins now
    platform.killAll();
    await platform.up();
    api = new ApiClient(platform.address);
    await api.signIn('admin', NEXT_PASSWORD);

    await follow(api, runs[0] as string, 'COMPLETED');
    const slow = executions(await journal(api, 'shell'), runs[0] as string).filter(
      ({ action }) => action === 'script/slow',
    );
    const rows = slow.map(({ callbackParameter }) => callbackParameter);
    expect(rows).toHaveLength(4);
    expect(new Set(rows).size).toBe(4);

    const asked = await waitForNode(api, runs[1] as string, 'note', 'AMBIGUOUS');
    expect(asked.operations).toEqual(expect.arrayContaining(['CONFIRM_DONE', 'RETRY']));
    expect(executions(await journal(api, 'notes'), runs[1] as string)).toHaveLength(4);
    await operate(api, await readRun(api, runs[1] as string), 'CONFIRM_DONE', 'note');
    await follow(api, runs[1] as string, 'COMPLETED');
    expect(executions(await journal(api, 'notes'), runs[1] as string)).toHaveLength(4);
  });
});
