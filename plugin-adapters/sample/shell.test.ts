import { spawnSync } from 'node:child_process';
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RunningPlugin, startSample } from './testing.ts';

let shell: RunningPlugin;
let requests = 0;
beforeAll(async () => {
  shell = await startSample('shell');
});
afterAll(() => shell.stop());

const nextId = () => `att_${++requests}`;
const invoke = async (action: string, inputs: object[], requestId = nextId(), plugin = shell) =>
  (await plugin.post(`/shell/v1/${action}`, { requestId, inputs })).body;
const journalOf = async (requestId: string, plugin = shell) =>
  (await plugin.get('/shell/journal')).data.filter((entry: { requestId: string }) => entry.requestId === requestId);

it('runs a script: exit code, output, errors per row', async () => {
  const answer = await invoke('script/run', [
    { callbackParameter: 'a', script: 'echo "on $HOST_ID $HOST_IP with $1"', host: 'h1', ip: '10.0.0.1', args: 'x y' },
    { callbackParameter: 'b', script: 'echo some; echo bad >&2; exit 3', host: 'h2' },
    { callbackParameter: 'c', host: 'h3' },
  ]);
  expect(answer).toMatchObject({ resultCode: '1', resultMessage: '2 of 3 failed: The script ended with exit code 3.' });
  expect(answer.results.outputs).toMatchObject([
    { callbackParameter: 'a', errorCode: '0', exitCode: 0, stdout: 'on h1 10.0.0.1 with x\n', stderr: '' },
    {
      callbackParameter: 'b',
      errorCode: '3',
      exitCode: 3,
      stdout: 'some\n',
      errorDetail: 'bad',
      errorMessage: 'The script ended with exit code 3.',
    },
    { callbackParameter: 'c', errorCode: 'INVALID', errorMessage: expect.stringContaining('script') },
  ]);
});

it('cuts endless output and stops a script that takes too long, with what it left running', async () => {
  const answer = await invoke('script/run', [
    { callbackParameter: 'a', script: 'head -c 300000 /dev/zero | tr "\\0" x' },
    { callbackParameter: 'b', script: 'sleep 31.5 & sleep 31.5', timeoutMs: 200 },
    { callbackParameter: 'c', script: 'sleep 31.5 & echo left' },
  ]);
  const [long, late, left] = answer.results.outputs;
  expect(long.stdout.length).toBeLessThan(70_000);
  expect(long.stdout).toContain('more bytes');
  expect(late).toMatchObject({ errorCode: 'TIMEOUT' });
  expect(left).toMatchObject({ errorCode: '0', stdout: 'left\n' });
  expect(spawnSync('pgrep', ['-f', 'sleep 31.5']).stdout.toString()).toBe('');
});

it('keeps the secrets of its environment from scripts', async () => {
  const plugin = await startSample('shell', { variables: { SUB_SYSTEM_KEY: 'the-secret' } });
  const answer = await invoke('script/run', [{ callbackParameter: 'a', script: 'env' }], 'r', plugin);
  await plugin.stop();
  expect(answer.results.outputs[0].stdout).toContain('HOST_ID');
  expect(answer.results.outputs[0].stdout).not.toContain('the-secret');
});

it('fails for the host whose agent is stopped, and succeeds after the agent was started', async () => {
  const inputs = [
    { callbackParameter: 'host_pay_ledger_1', host: 'host_pay_ledger_1' },
    { callbackParameter: 'host_pay_ledger_2', host: 'host_pay_ledger_2' },
  ];
  const failed = await invoke('script/fail', inputs);
  expect(failed.results.outputs.map(({ errorCode }: { errorCode: string }) => errorCode)).toEqual([
    '0',
    'AGENT_NOT_RUNNING',
  ]);
  await shell.post('/shell/entities/agent/update', [{ id: 'agent_pay_ledger_2', state: 'running' }]);
  expect(await invoke('script/fail', inputs)).toMatchObject({ resultCode: '0' });
  await invoke('agent/stop', [inputs[1] as object]);
  expect(await invoke('script/fail', inputs)).toMatchObject({ resultCode: '1' });
  await invoke('agent/start', [inputs[1] as object]);
  expect(await invoke('script/fail', inputs)).toMatchObject({ resultCode: '0' });
});

it('installs an agent once per host', async () => {
  const install = (version: string) =>
    invoke('agent/install', [{ callbackParameter: 'host_new', host: 'host_new', version }]);
  expect((await install('1.0.0')).results.outputs[0]).toMatchObject({ agent: 'agent_new', version: '1.0.0' });
  expect((await install('2.0.0')).results.outputs[0]).toMatchObject({ agent: 'agent_new', version: '2.0.0' });
  const { body } = await shell.post('/shell/entities/agent/query', {
    additionalFilters: [{ attrName: 'host', op: 'eq', condition: 'host_new' }],
  });
  expect(body.data).toHaveLength(1);
});

it('answers a repeat from the store and executes nothing again', async () => {
  const id = nextId();
  const inputs = [{ callbackParameter: 'a', script: 'date +%s%N' }];
  const first = await invoke('script/run', inputs, id);
  expect(await invoke('script/run', inputs, id)).toEqual(first);
  expect(await journalOf(id)).toMatchObject([
    { callbackParameter: 'a', action: 'script/run', errorCode: '0' },
    { replayed: true },
  ]);
});

it('lets a repeat wait for the first that is still at work', async () => {
  const id = nextId();
  const inputs = [{ callbackParameter: 'a', script: 'sleep 0.3; date +%s%N' }];
  const [first, second] = await Promise.all([
    invoke('script/run', inputs, id),
    pause(50).then(() => invoke('script/run', inputs, id)),
  ]);
  expect(second).toEqual(first);
  expect((await journalOf(id)).filter(({ replayed }: { replayed?: boolean }) => !replayed)).toHaveLength(1);
});

it('after kill -9 answers what was done and executes only what was cut off, leaving no script behind', async () => {
  const first = await startSample('shell');
  const done = await invoke('script/run', [{ callbackParameter: 'a', script: 'date +%s%N' }], 'done', first);
  const log = join(first.dataFolder, 'effects');
  const script = `echo "$HOST_ID" >> ${log}; test "$HOST_ID" = fast || sleep 33.25; echo "$HOST_ID ended" >> ${log}`;
  const inputs = [
    { callbackParameter: 'fast', host: 'fast', script },
    { callbackParameter: 'slow', host: 'slow', script },
  ];
  const cutOff = invoke('script/run', inputs, 'cut', first).catch(() => 'cut off');
  await expect.poll(() => readFileSync(join(first.dataFolder, 'requests.jsonl'), 'utf8')).toContain('"fast"');
  await first.kill();
  expect(await cutOff).toBe('cut off');
  await expect.poll(() => spawnSync('pgrep', ['-f', 'sleep 33.25']).stdout.toString()).toBe('');

  appendFileSync(join(first.dataFolder, 'requests.jsonl'), '{"requestId":"torn');
  const second = await startSample('shell', { dataFolder: first.dataFolder });
  expect(await invoke('script/run', [], 'done', second)).toEqual(done);
  const again = inputs.map((input) => ({ ...input, script: input.script.replace('33.25', '0.05') }));
  expect(await invoke('script/run', again, 'cut', second)).toMatchObject({ resultCode: '0' });
  expect(readFileSync(log, 'utf8').split('\n').sort()).toEqual([
    '',
    'fast',
    'fast ended',
    'slow',
    'slow',
    'slow ended',
  ]);
  expect(
    (await journalOf('cut', second))
      .map(({ callbackParameter }: { callbackParameter: string }) => callbackParameter)
      .sort(),
  ).toEqual(['fast', 'slow']);
  await second.stop();
});

it('completes the journal when the crash fell between the store and the journal', async () => {
  const first = await startSample('shell');
  await first.kill();
  const row = {
    requestId: 'r',
    action: 'script/run',
    index: 0,
    startedAt: 's',
    endedAt: 'e',
    output: { callbackParameter: 'a', errorCode: '0' },
  };
  appendFileSync(join(first.dataFolder, 'requests.jsonl'), `${JSON.stringify(row)}\n`);
  const second = await startSample('shell', { dataFolder: first.dataFolder });
  expect(await journalOf('r', second)).toEqual([
    {
      requestId: 'r',
      callbackParameter: 'a',
      action: 'script/run',
      index: 0,
      startedAt: 's',
      endedAt: 'e',
      errorCode: '0',
    },
  ]);
  await second.stop();
});

it('refuses a call without requestId or rows, and a second process on its data', async () => {
  expect((await shell.post('/shell/v1/script/run', { inputs: [] })).body).toMatchObject({
    resultCode: '1',
    resultMessage: expect.stringContaining('requestId'),
  });
  expect((await shell.post('/shell/v1/script/run', { requestId: 'x', inputs: ['a'] })).body).toMatchObject({
    resultCode: '1',
  });
  expect((await shell.post('/shell/v1/script/paint', { requestId: 'x', inputs: [] })).status).toBe(404);
  await expect(startSample('shell', { dataFolder: shell.dataFolder })).rejects.toThrow('before it listened');
});
