import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { startDockerEngine, type TestEngine } from '@wecube/core/testing/docker';
import { createMysqlDatabase, dropMysqlDatabase, ensureTestMariaDb } from '@wecube/prisma/servers';
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

const samples = join(import.meta.dirname, '..', '..', 'plugin-adapters', 'sample');
const schema = `e2e_${randomBytes(5).toString('hex')}`;

/** The same job on a real MariaDB, with the sample packages as containers of a real Docker engine. */
describe('the main job on MariaDB with Docker', () => {
  let server: string;
  let engine: TestEngine;
  let platform: Platform;
  let api: ApiClient;
  let shellId: string;

  beforeAll(async () => {
    server = await ensureTestMariaDb();
    engine = await startDockerEngine();
    platform = new Platform({
      arguments: ['--empty', '--docker', engine.socketPath],
      environment: {
        WECUBE_CORE_DATABASE_URL: await createMysqlDatabase(server, `${schema}_core`),
        WECUBE_AUTH_DATABASE_URL: await createMysqlDatabase(server, `${schema}_auth`),
      },
    });
    await platform.up();
    api = new ApiClient(platform.address);
    await api.signIn('admin', platform.password, NEXT_PASSWORD);
  });

  afterAll(async () => {
    await platform?.[Symbol.asyncDispose]();
    await engine?.[Symbol.asyncDispose]();
    for (const name of ['core', 'auth']) await dropMysqlDatabase(server, `${schema}_${name}`);
  });

  it('starts bare', async () => {
    const { packages } = await api.query<{ packages: { totalCount: number } }>('{ packages { totalCount } }');
    expect(packages.totalCount).toBe(0);
  });

  it('runs the packages as containers from images made of local files', async () => {
    for (const [name, version] of [
      ['estate', 'v1.0.0'],
      ['shell', 'v1.0.0'],
    ] as const) {
      await platform.wecube('plugin', 'pack', join(samples, name), '--image', '--out', platform.data);
      shellId = await bringUp(api, join(platform.data, `${name}-${version}.zip`));
    }
    await inGraph(api, 'shellAgents');
    const query =
      '{ estateApplications { nodes { units { nodes { hosts { nodes { shellAgents { totalCount } } } } } } } }';
    const answer = JSON.stringify(await api.query(query));
    expect(answer.match(/"totalCount":1/g)).toHaveLength(12);
  });

  it('fails with a reason, is put right, and survives the loss of the platform', async () => {
    const nodes = [
      control('start', 'START'),
      automatic('agents', 'shell/script/fail'),
      automatic('slow', 'shell/script/slow', { seconds: '4' }),
      control('end', 'END'),
    ];
    const id = await deploy(api, 'On containers', nodes, ['start>agents', 'agents>slow', 'slow>end']);
    const runId = await start(api, id, 'app_pay');
    await follow(api, runId, 'FAULTED');
    await api.query(
      'mutation { shellUpdateAgent(input: { id: "agent_pay_ledger_2", state: "running" }) { problems { code } } }',
    );
    await operate(api, await readRun(api, runId), 'RETRY', 'agents');
    await waitForNode(api, runId, 'slow', 'IN_PROGRESS');

    platform.killAll();
    await platform.up();
    await api.signIn('admin', NEXT_PASSWORD);
    await follow(api, runId, 'COMPLETED');
    const slow = executions(await journal(api, 'shell'), runId).filter(({ action }) => action === 'script/slow');
    expect(slow.map(({ callbackParameter }) => callbackParameter).sort()).toEqual([
      'host_pay_gateway_1',
      'host_pay_gateway_2',
      'host_pay_ledger_1',
      'host_pay_ledger_2',
    ]);
  });

  it('removes an instance with its container and says why a used package stays', async () => {
    const refused = await api.attempt<object>(
      'decommissionPackage',
      'DecommissionPackageInput',
      { id: shellId },
      'package { status }',
    );
    expect(refused.problems.length).toBeGreaterThan(0);
    const query = 'query ($id: ID!) { package(id: $id) { instances { id status } } }';
    type Found = { package: { instances: { id: string; status: string }[] } };
    const running = (await api.query<Found>(query, { id: shellId })).package.instances.find(
      ({ status }) => status === 'RUNNING',
    );
    await api.mutate('removeInstance', 'RemoveInstanceInput', { id: running?.id }, 'instance { status }');
    await expect
      .poll(
        async () =>
          (await api.query<Found>(query, { id: shellId })).package.instances.find(({ id }) => id === running?.id)
            ?.status ?? 'REMOVED',
        { timeout: 30_000 },
      )
      .toBe('REMOVED');
  });
});
