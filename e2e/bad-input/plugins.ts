import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  automatic,
  bringUp,
  control,
  deploy,
  follow,
  inGraph,
  type NodeRun,
  readRun,
  start,
} from '../main-job/story.ts';
import type { Bench } from './bench.ts';

const moody = join(import.meta.dirname, '..', 'fixtures', 'moody');

/** What a person reads of a node whose plugin misbehaved, and what they may do next. */
const FAILURES: Record<string, Partial<Record<keyof NodeRun | 'errorCode', unknown>>> = {
  fail: {
    ...{ status: 'FAULTED', errorCode: 'PLUGIN_HTTP_ERROR', operations: ['RETRY', 'SKIP'] },
    errorMessage: expect.stringContaining('HTTP 500 with "out of cheese"'),
    notChanged: expect.stringContaining('it may have done part of it'),
  },
  babble: {
    ...{ status: 'FAULTED', errorCode: 'PLUGIN_BAD_ANSWER', operations: ['RETRY', 'SKIP'] },
    errorMessage: expect.stringContaining('<html>welcome</html>'),
    notChanged: expect.stringContaining('it may have done part of it'),
  },
  ignore: {
    ...{ status: 'TIMEOUTED', errorCode: 'NODE_TIMED_OUT', operations: ['RETRY', 'SKIP'] },
    errorMessage: expect.stringContaining('No answer from moody/host/ignore within 2000 ms'),
    notChanged: expect.stringContaining('Look at the plugin before you decide'),
  },
  'hang-up': {
    ...{ status: 'AMBIGUOUS', errorCode: 'PLUGIN_CONNECTION_LOST', operations: ['CONFIRM_DONE', 'RETRY', 'SKIP'] },
    errorMessage: expect.stringContaining('connection'),
    notChanged: expect.stringContaining('It is not known whether pay-gateway-1'),
  },
};

/** A plugin that answers 500, garbage, slowly, or not at all. */
export function plugins(bench: Bench): void {
  describe('a plugin that misbehaves', () => {
    let packageId: string;
    let definitionId: string;

    it('is taken like any other', async () => {
      await bench.platform.wecube('plugin', 'pack', moody, '--out', bench.platform.data);
      packageId = await bringUp(bench.api, join(bench.platform.data, 'moody-v1.0.0.zip'));
      await inGraph(bench.api, 'estateHosts');
    });

    it('fails its own nodes with cause, what changed, what not and what next; slow ones and others go on', async () => {
      definitionId = await deployMoods();
      const runId = await start(bench.api, definitionId, 'app_pay');
      await follow(bench.api, runId, 'FAULTED');
      const nodes = await nodesOf(runId);
      for (const [name, failure] of Object.entries(FAILURES)) {
        const node = nodes.get(name);
        expect(node).toMatchObject({ ...failure, rowsTotal: 4, rowsDone: 0 });
        expect(node).toMatchObject({ changed: 'Nothing is known to have been changed.' });
      }
      for (const name of ['dawdle', 'script']) {
        expect(nodes.get(name)).toMatchObject({ status: 'COMPLETED', rowsDone: 4, errorCode: null, changed: null });
      }
      expect(nodes.get('end')).toMatchObject({ status: 'NOT_STARTED' });
    });

    it.each([
      ['moodyFailingThings', 'PLUGIN_HTTP_ERROR', 'HTTP 500'],
      ['moodyGarbledThings', 'PLUGIN_BAD_ANSWER', '<html>welcome</html>'],
      ['moodySilentThings', 'PLUGIN_TIMEOUT', 'did not answer within'],
    ])('fails the question %s and no other', async (field, code, words) => {
      const asked = bench.api.ask(`{ ${field} { totalCount nodes { id } } }`);
      const other = await bench.unchanged(() => bench.api.query<object>('{ estateHosts { totalCount } }'));
      expect(other).toEqual({ estateHosts: { totalCount: 12 } });
      const { errors } = await asked;
      expect(errors).toMatchObject([{ message: expect.stringContaining(words), extensions: { code } }]);
    });

    it('that is gone fails the node, and nothing was sent', async () => {
      await removeInstances(packageId);
      const nodes = [control('start', 'START'), mood('fail'), control('end', 'END')];
      const gone = await deploy(bench.api, 'Nobody there', nodes, ['start>fail', 'fail>end']);
      const runId = await start(bench.api, gone, 'app_pay');
      await follow(bench.api, runId, 'FAULTED');
      expect((await nodesOf(runId)).get('fail')).toMatchObject({
        ...{ status: 'FAULTED', errorCode: 'PLUGIN_UNREACHABLE', operations: ['RETRY', 'SKIP'] },
        changed: 'Nothing is known to have been changed.',
        notChanged: expect.stringContaining('The call did not reach the plugin'),
      });
    });
  });

  function deployMoods(): Promise<string> {
    const side = [...Object.keys(FAILURES), 'dawdle'].map(mood);
    const script = automatic('script', 'shell/script/run', { script: 'true' });
    const branches = [...side, script];
    const nodes = [control('start', 'START'), control('fork', 'FORK'), ...branches, control('merge', 'MERGE')];
    const links = branches.flatMap(({ id }) => [`fork>${id}`, `${id}>merge`]);
    return deploy(bench.api, 'Moods', [...nodes, control('end', 'END')], ['start>fork', ...links, 'merge>end']);
  }

  async function nodesOf(runId: string): Promise<Map<string, NodeRun & { errorCode: string | null }>> {
    const query = 'query ($id: ID!) { run(id: $id) { nodes { nodeId errorCode } } }';
    type Codes = { run: { nodes: { nodeId: string; errorCode: string | null }[] } };
    const codes = new Map(
      (await bench.api.query<Codes>(query, { id: runId })).run.nodes.map((node) => [node.nodeId, node.errorCode]),
    );
    const { nodes } = await readRun(bench.api, runId);
    return new Map(nodes.map((node) => [node.nodeId, { ...node, errorCode: codes.get(node.nodeId) ?? null }]));
  }

  async function removeInstances(id: string): Promise<void> {
    const query = 'query ($id: ID!) { package(id: $id) { instances { id status } } }';
    type Found = { package: { instances: { id: string; status: string }[] } };
    const read = async () => (await bench.api.query<Found>(query, { id })).package.instances;
    for (const instance of await read())
      await bench.api.mutate('removeInstance', 'RemoveInstanceInput', { id: instance.id }, 'instance { status }');
    const left = async () => (await read()).filter(({ status }) => status !== 'REMOVED');
    await expect.poll(left, { timeout: 60_000 }).toEqual([]);
  }
}

const mood = (action: string) => ({
  ...automatic(action, `moody/host/${action}`),
  timeoutMs: action === 'ignore' ? 2_000 : 60_000,
});
