import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { createWecubeRestClient, type PluginTarget, type WecubeRestClient } from '../index.ts';
import { PluginError } from './plugin-error.ts';

type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void;

const cleanups: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A plugin that answers as the test says, and remembers what it was asked. */
async function aPlugin(handler: Handler) {
  const calls: { url: string; method: string; headers: IncomingMessage['headers']; body: string }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      calls.push({ url: request.url ?? '', method: request.method ?? '', headers: request.headers, body });
      handler(request, response, body);
    });
  });
  const url = await listen(server);
  cleanups.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  return { url, calls, server };
}

/** A server that speaks no HTTP: it does what the test says with the bare connection. */
async function aRawServer(onData: (socket: import('node:net').Socket) => void) {
  const seen = { connections: 0 };
  const server = createTcpServer((socket) => {
    seen.connections += 1;
    socket.on('error', () => undefined);
    socket.once('data', () => onData(socket));
  });
  cleanups.push(() => server.close());
  return { url: await listen(server), seen };
}

async function aClosedPort(): Promise<string> {
  const server = createTcpServer();
  const url = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return url;
}

function aClient(...urls: string[]): WecubeRestClient {
  const targets: PluginTarget[] = urls.map((baseUrl, at) => ({ instanceId: `inst_${at}`, baseUrl, healthy: true }));
  const client = createWecubeRestClient({ targets: async () => targets, token: async () => 'the-token' });
  cleanups.push(() => client[Symbol.asyncDispose]());
  return client;
}

function call(
  client: WecubeRestClient,
  more: { timeoutMs?: number; signal?: AbortSignal; inputs?: Record<string, unknown>[] } = {},
) {
  return client.callInterface({
    packageName: 'shell',
    path: '/shell/v1/script/run',
    httpMethod: 'POST',
    requestId: 'att_1',
    operator: 'ada',
    serviceName: 'shell/script/run',
    entityInstances: [{ id: 'h1', businessKeyValue: 'web-1', contextMap: null }],
    inputs: [{ script: 'true' }],
    timeoutMs: 5_000,
    ...more,
  });
}

const query = (client: WecubeRestClient) =>
  client.queryEntities({
    packageName: 'estate',
    entityName: 'host',
    filters: [{ attrName: 'id', op: 'eq', condition: 'h' }],
  });

async function failureOf(promise: Promise<unknown>): Promise<PluginError> {
  const error = await promise.then(
    () => null,
    (failure: unknown) => failure,
  );
  if (!(error instanceof PluginError)) throw new Error(`no PluginError but ${String(error)}`);
  return error;
}

const answers =
  (body: unknown, status = 200): Handler =>
  (_request, response) => {
    response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body));
  };
const good = {
  resultCode: '0',
  resultMessage: 'success',
  results: { outputs: [{ callbackParameter: 'h1', errorCode: '0' }] },
};

it('sends an interface call as the protocol has it', async () => {
  const plugin = await aPlugin(answers(good));
  const answer = await call(aClient(plugin.url));
  expect(answer).toEqual({
    resultCode: '0',
    resultMessage: 'success',
    outputs: [{ callbackParameter: 'h1', errorCode: '0' }],
    instanceId: 'inst_0',
  });
  const [sent] = plugin.calls;
  expect(sent).toMatchObject({ url: '/shell/v1/script/run', method: 'POST' });
  expect(sent?.headers).toMatchObject({
    authorization: 'Bearer the-token',
    requestid: 'att_1',
    transactionid: 'trans_att_1',
    'content-type': 'application/json',
  });
  expect(JSON.parse(sent?.body ?? '')).toEqual({
    requestId: 'att_1',
    operator: 'ada',
    serviceName: 'shell/script/run',
    servicePath: 'shell/script/run',
    entityInstances: [{ id: 'h1', businessKeyValue: 'web-1', contextMap: null }],
    inputs: [{ callbackParameter: 'h1', confirmToken: '', script: 'true' }],
    dueDate: '',
    allowedOptions: null,
  });
});

it('keeps a prefix of the instance address', async () => {
  const plugin = await aPlugin(answers(good));
  await call(aClient(`${plugin.url}/behind/`));
  expect(plugin.calls[0]?.url).toBe('/behind/shell/v1/script/run');
});

it('reads entities, writes them, and reads the data model', async () => {
  const row = { id: 7, displayName: 'web' };
  const plugin = await aPlugin((request, response) => {
    const isModel = request.url === '/estate/data-model';
    const entity = {
      name: 'host',
      displayName: null,
      attributes: [
        {
          name: 'unit',
          dataType: 'ref',
          required: 'Y',
          multiple: 'N',
          refPackageName: '',
          refEntityName: 'unit',
          refAttributeName: '',
        },
      ],
    };
    const data = isModel ? [entity] : request.url?.endsWith('delete') ? null : [row];
    response.end(JSON.stringify({ status: 'OK', message: '', data }));
  });
  const client = aClient(plugin.url);
  const target = { packageName: 'estate', entityName: 'host' };
  expect(await query(client)).toEqual([{ id: '7', displayName: 'web' }]);
  expect(await client.createEntities({ ...target, rows: [{ displayName: 'web' }] })).toEqual([
    { id: '7', displayName: 'web' },
  ]);
  expect(await client.updateEntities({ ...target, rows: [{ id: '7' }] })).toHaveLength(1);
  await client.deleteEntities({ ...target, ids: ['7'] });
  expect(await client.fetchDataModel('estate')).toMatchObject([
    {
      name: 'host',
      displayName: '',
      attributes: [
        {
          name: 'unit',
          required: true,
          multiple: false,
          refPackageName: null,
          refEntityName: 'unit',
          refAttributeName: null,
        },
      ],
    },
  ]);
  expect(plugin.calls.map(({ method, url, body }) => [method, url, body === '' ? null : JSON.parse(body)])).toEqual([
    [
      'POST',
      '/estate/entities/host/query',
      {
        criteria: { attrName: '', op: '', condition: null },
        additionalFilters: [{ attrName: 'id', op: 'eq', condition: 'h' }],
      },
    ],
    ['POST', '/estate/entities/host/create', [{ displayName: 'web' }]],
    ['POST', '/estate/entities/host/update', [{ id: '7' }]],
    ['POST', '/estate/entities/host/delete', [{ id: '7' }]],
    ['GET', '/estate/data-model', null],
  ]);
});

it.each([
  ['a number as code', { resultCode: 0, resultMessage: 'ok', results: null }, { resultCode: '0', outputs: [] }],
  [
    'null outputs',
    { resultCode: '1', resultMessage: null, results: { outputs: null } },
    { resultCode: '1', resultMessage: '', outputs: [] },
  ],
  [
    'numbers as row codes',
    { resultCode: '0', results: { outputs: [{ errorCode: 0 }] } },
    { outputs: [{ errorCode: '0' }] },
  ],
  [
    'an envelope of another kind',
    { status: 'ERROR', message: 'no right' },
    { resultCode: 'ERROR', resultMessage: 'no right' },
  ],
])('takes %s', async (_what, body, expected) => {
  const plugin = await aPlugin(answers(body));
  expect(await call(aClient(plugin.url))).toMatchObject(expected);
});

it('lets the body decide, not the HTTP status', async () => {
  const plugin = await aPlugin(answers(good, 500));
  expect(await call(aClient(plugin.url))).toMatchObject({ resultCode: '0' });
});

it.each([
  ['garbage', '<html>Bad gateway</html>', 200, 'PLUGIN_BAD_ANSWER', '<html>Bad gateway'],
  ['nothing', '', 200, 'PLUGIN_BAD_ANSWER', 'an empty body'],
  ['a list', '[]', 200, 'PLUGIN_BAD_ANSWER', '[]'],
  ['no code', '{}', 200, 'PLUGIN_BAD_ANSWER', 'resultCode'],
  ['outputs that are no list', '{"resultCode":"0","results":{"outputs":{}}}', 200, 'PLUGIN_BAD_ANSWER', 'outputs'],
  ['outputs that are no objects', '{"resultCode":"0","results":{"outputs":[1]}}', 200, 'PLUGIN_BAD_ANSWER', 'outputs'],
  ['500', 'oops', 500, 'PLUGIN_HTTP_ERROR', 'HTTP 500 with "oops"'],
])('refuses %s and shows its beginning', async (_what, body, status, code, words) => {
  const plugin = await aPlugin(answers(body, status));
  const error = await failureOf(call(aClient(plugin.url)));
  expect(error).toMatchObject({ code, delivered: 'YES' });
  expect(error.message).toContain(words);
});

it('shows no more than the beginning of a long answer', async () => {
  const plugin = await aPlugin(answers('x'.repeat(100_000)));
  expect((await failureOf(call(aClient(plugin.url)))).message.length).toBeLessThan(500);
});

it('passes on what a plugin says when it refuses entities', async () => {
  const plugin = await aPlugin(answers({ status: 'ERROR', message: 'no such attribute', data: null }));
  expect(await failureOf(query(aClient(plugin.url)))).toMatchObject({
    code: 'PLUGIN_REFUSED',
    message: 'no such attribute',
    delivered: 'YES',
  });
});

it('says that nothing was sent when nobody listens', async () => {
  expect(await failureOf(call(aClient(await aClosedPort())))).toMatchObject({
    code: 'PLUGIN_UNREACHABLE',
    delivered: 'NO',
    retryable: true,
  });
  expect(await failureOf(call(aClient()))).toMatchObject({ code: 'PLUGIN_UNREACHABLE', delivered: 'NO' });
});

it('gives up a slow plugin, not knowing what it did', async () => {
  const plugin = await aPlugin(() => undefined);
  const begun = Date.now();
  expect(await failureOf(call(aClient(plugin.url), { timeoutMs: 100 }))).toMatchObject({
    code: 'PLUGIN_TIMEOUT',
    delivered: 'UNKNOWN',
  });
  expect(Date.now() - begun).toBeLessThan(2_000);
  expect(plugin.calls).toHaveLength(1);
});

it('gives up a plugin that begins to answer and stops', async () => {
  const plugin = await aPlugin((_request, response) => void response.write('{"resultCode":'));
  expect(await failureOf(call(aClient(plugin.url), { timeoutMs: 150 }))).toMatchObject({
    code: 'PLUGIN_TIMEOUT',
    delivered: 'YES',
  });
});

it('ends a call that its caller gives up', async () => {
  const plugin = await aPlugin(() => controller.abort());
  const controller = new AbortController();
  const client = aClient(plugin.url);
  expect(await failureOf(call(client, { signal: controller.signal }))).toMatchObject({
    code: 'PLUGIN_CALL_ABORTED',
    delivered: 'UNKNOWN',
  });
  expect(await failureOf(call(client, { signal: AbortSignal.abort() }))).toMatchObject({ delivered: 'NO' });
  expect(plugin.calls).toHaveLength(1);
});

it('does not know what became of a call whose connection broke, and does not repeat it', async () => {
  const dying = await aRawServer((socket) => socket.destroy());
  const second = await aPlugin(answers(good));
  const client = aClient(dying.url, second.url);
  expect(await failureOf(call(client))).toMatchObject({ code: 'PLUGIN_CONNECTION_LOST', delivered: 'UNKNOWN' });
  expect(dying.seen.connections).toBe(1);
  expect(second.calls).toHaveLength(0);
});

it('knows that a call arrived whose answer broke off', async () => {
  const dying = await aRawServer((socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"resultCode"'));
  expect(await failureOf(call(aClient(dying.url)))).toMatchObject({ code: 'PLUGIN_CONNECTION_LOST', delivered: 'YES' });
});

it('refuses an answer that is no HTTP', async () => {
  const odd = await aRawServer((socket) => socket.write('hello\r\n\r\n'));
  expect(await failureOf(call(aClient(odd.url)))).toMatchObject({ code: 'PLUGIN_BAD_ANSWER' });
});

it('goes on to the next instance when certainly nothing was sent', async () => {
  const plugin = await aPlugin(answers(good));
  const client = aClient(await aClosedPort(), plugin.url);
  for (let turn = 0; turn < 6; turn += 1) expect(await call(client)).toMatchObject({ instanceId: 'inst_1' });
  expect(plugin.calls).toHaveLength(6);
});

it('repeats a query on the next instance whatever became of the first', async () => {
  const dying = await aRawServer((socket) => socket.destroy());
  const plugin = await aPlugin(answers({ status: 'OK', data: [] }));
  const client = aClient(dying.url, plugin.url);
  expect(await query(client)).toEqual([]);
  expect(await query(client)).toEqual([]);
});

it('repeats a query once when a kept connection died unnoticed', async () => {
  let calls = 0;
  const plugin = await aPlugin((request, response) => {
    calls += 1;
    if (calls === 2) request.socket.destroy();
    else response.end(JSON.stringify({ status: 'OK', data: [] }));
  });
  const client = aClient(plugin.url);
  await query(client);
  expect(await query(client)).toEqual([]);
  expect(calls).toBe(3);
});

it('spreads calls over healthy instances and spares unhealthy ones', async () => {
  const plugins = await Promise.all([aPlugin(answers(good)), aPlugin(answers(good)), aPlugin(answers(good))]);
  const targets = plugins.map(({ url }, at) => ({ instanceId: `inst_${at}`, baseUrl: url, healthy: at < 2 }));
  const client = createWecubeRestClient({ targets: async () => targets, token: async () => '' });
  cleanups.push(() => client[Symbol.asyncDispose]());
  for (let turn = 0; turn < 10; turn += 1) await call(client);
  expect(plugins.map(({ calls }) => calls.length)).toEqual([5, 5, 0]);
});

it('leaves an instance alone after three failures, and tries it again some seconds later', async () => {
  let now = 1_000_000;
  const gone = await aClosedPort();
  const plugin = await aPlugin(answers(good));
  const asked: string[] = [];
  const targets = [gone, plugin.url].map((baseUrl, at) => ({ instanceId: `inst_${at}`, baseUrl, healthy: true }));
  const client = createWecubeRestClient({
    targets: async () => targets,
    token: async () => '',
    clock: { now: () => now },
    logger: { debug: (detail) => void asked.push((detail as { instanceId: string }).instanceId) },
  });
  cleanups.push(() => client[Symbol.asyncDispose]());
  for (let turn = 0; turn < 10; turn += 1) await call(client);
  expect(asked).toEqual(['inst_0', 'inst_0', 'inst_0']);
  now += 6_000;
  for (let turn = 0; turn < 4; turn += 1) await call(client);
  expect(asked).toHaveLength(4);
});

it('keeps its connections', async () => {
  const plugin = await aPlugin(answers(good));
  let connections = 0;
  plugin.server.on('connection', () => {
    connections += 1;
  });
  const client = aClient(plugin.url);
  for (let turn = 0; turn < 20; turn += 1) await call(client);
  // A second one may open while the pool still hands back the first.
  expect(connections).toBeLessThanOrEqual(2);
});

it('asks whether a call is dangerous, in the words of the plugin that knows', async () => {
  const finding = {
    lineno: [1, 1],
    level: 'high',
    content: 'rm -rf /',
    message: 'deletes all',
    script_name: 'scriptContent',
  };
  const answers: unknown[] = [{ text: '| 1 |', data: [finding] }, { text: '', data: null }, null, { data: 'x' }];
  const plugin = await aPlugin((_request, response) =>
    response.end(JSON.stringify({ code: 200, status: 'OK', message: 'success', data: answers.shift() })),
  );
  const client = aClient(plugin.url);
  const check = {
    ...{ operator: 'ada', serviceName: 'qcloud/vm(resource)/create', servicePath: '/qcloud/v1/vm/create' },
    ...{ entityType: 'wecmdb:host', entityInstances: [{ id: 'h1' }], inputParams: [{ scriptContent: 'rm -rf /' }] },
  };
  expect(await client.checkRisk(check)).toEqual({
    text: '| 1 |',
    findings: [
      { lines: [1, 1], level: 'high', content: 'rm -rf /', message: 'deletes all', parameter: 'scriptContent' },
    ],
  });
  expect(plugin.calls[0]).toMatchObject({ method: 'POST', url: '/itsdangerous/v1/batch_execution_detection' });
  expect(JSON.parse(plugin.calls[0]?.body ?? '')).toEqual(check);
  expect(await client.checkRisk(check)).toEqual({ text: '', findings: [] });
  expect(await client.checkRisk(check)).toEqual({ text: '', findings: [] });
  await expect(client.checkRisk(check)).rejects.toMatchObject({ code: 'PLUGIN_BAD_ANSWER' });
});

it('names the operation that a write is followed by, and keeps null for a parameter without a value', async () => {
  const plugin = await aPlugin(({ url }, response) => {
    const rows = JSON.stringify({ status: 'OK', message: '', data: [{ id: 'h1' }] });
    const outputs = [{ callbackParameter: 'h1', errorCode: 0, errorMessage: '' }];
    response.end(url?.includes('/entities/') ? rows : JSON.stringify({ resultCode: 0, results: { outputs } }));
  });
  const client = aClient(plugin.url);
  const write = { packageName: 'wecmdb', entityName: 'host', rows: [{ id: 'h1', ip: null }] };
  await client.updateEntities({ ...write, operation: 'Confirm' });
  await client.createEntities(write);
  expect(plugin.calls.map(({ headers }) => headers['x-operation'])).toEqual(['Confirm', undefined]);
  const answer = await call(client, { inputs: [{ script: 'true', password: null }] });
  expect(JSON.parse(plugin.calls[2]?.body ?? '')).toMatchObject({
    ...{ dueDate: '', allowedOptions: null },
    inputs: [{ callbackParameter: 'h1', confirmToken: '', script: 'true', password: null }],
  });
  expect(answer).toMatchObject({ resultCode: '0', outputs: [{ errorCode: '0' }] });
});

it('tells a plugin what it asked to be told, and knows when it did not take it', async () => {
  let status = 200;
  const plugin = await aPlugin((_request, response) => response.writeHead(status).end('whatever'));
  const client = aClient(plugin.url);
  const message = { packageName: 'wecmdb', path: '/wecmdb/told?x=1', body: { eventSeqNo: 'e1' } };
  await client.notify(message);
  expect(plugin.calls[0]).toMatchObject({ method: 'POST', url: '/wecmdb/told?x=1', body: '{"eventSeqNo":"e1"}' });
  status = 500;
  await expect(client.notify(message)).rejects.toMatchObject({ code: 'PLUGIN_HTTP_ERROR' });
});
