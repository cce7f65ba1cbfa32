import { ApolloServer } from '@apollo/server';
import type { RunningServer } from '@wecube/kit';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { RequestHandler } from '../http/request-handler.ts';
import { startFaultyServer } from '../testing/faulty-server.ts';
import { openRawHttp, type RawHttp, rawPost } from '../testing/raw-http.ts';
import { startTestAuth, type TestAuth } from '../testing/test-auth.ts';
import { startTestRouter, subgraphSetting, type TestRouter, until } from '../testing/test-router.ts';
import { FEDERATION, people, startTestSubgraph } from '../testing/test-subgraph.ts';

const SDL = `
  type Query { hello(name: String = "World"): String! long: String! broken: String both: String needed: Int! }
  type Mutation { change: String! }
`;
const PAGE = 'https://page.example';

let auth: TestAuth;
let router: TestRouter;
let subgraphs: RunningServer[];
let token: string;
const handled = vi.spyOn(RequestHandler.prototype, 'handle');
const byApollo = vi.spyOn(ApolloServer.prototype, 'executeHTTPGraphQLRequest');

beforeAll(async () => {
  auth = await startTestAuth();
  subgraphs = [
    await startTestSubgraph(people()),
    await startTestSubgraph({
      name: 'words',
      sdl: SDL,
      resolvers: {
        Query: {
          hello: (_source: never, { name }: { name: string }) => `Hällo ${name} \u{1f600}`,
          long: () => 'long '.repeat(2_000),
          broken: () => {
            throw new Error('not today');
          },
          both: () => 'both',
          needed: () => null,
        },
        Mutation: { change: () => 'changed' },
      },
    }),
  ];
  const [one, other] = subgraphs as [RunningServer, RunningServer];
  router = await startTestRouter({
    WECUBE_AUTH_JWKS_URL: auth.jwksUrl,
    WECUBE_SUBGRAPHS: subgraphSetting({ name: 'people', urls: [one.url] }, { name: 'words', urls: [other.url] }),
    WECUBE_CORS_ORIGINS: PAGE,
    WECUBE_PUBLIC_ORIGINS: PAGE,
    WECUBE_GRAPHQL_BODY_LIMIT_BYTES: '20000',
  });
  await router.ready();
  token = await auth.token();
});

afterAll(async () => {
  await router[Symbol.asyncDispose]();
  for (const subgraph of subgraphs) await subgraph[Symbol.asyncDispose]();
  await auth[Symbol.asyncDispose]();
  vi.restoreAllMocks();
});

beforeEach(() => vi.clearAllMocks());

const body = (query: string, more: object = {}) => JSON.stringify({ query, ...more });
const bearer = () => ({ authorization: `Bearer ${token}`, 'x-request-id': 'req_the_same' });

async function askOn(connection: RawHttp, bytes: string) {
  connection.write(bytes);
  const answer = await connection.answer();
  return { status: answer?.status, head: answer?.head, body: answer?.body.toString('base64') };
}

async function ask(bytes: string) {
  const connection = await openRawHttp(router.url);
  const answer = await askOn(connection, bytes);
  connection.socket.destroy();
  return answer;
}

/** A header that the front does not know what to do with: Node's server reads that request. */
const byNode = { te: 'trailers' };

type Case = [what: string, body: string, headers?: Record<string, string>];

const HOT: Case[] = [
  ['a query whose answer goes through', body('{ hello }')],
  ['a query with variables', body('query ($n: String) { hello(name: $n) }', { variables: { n: 'ü"\u{1f600}\u2028' } })],
  ['a query over two services', body('{ hello people { name } }')],
  ['a long answer', body('{ long }')],
  ['a long answer, small', body('{ long hello }'), { 'accept-encoding': 'br, gzip' }],
  ['a mutation', body('mutation { change }')],
  ['an error beside data', body('{ broken both }')],
  ['null where none may be', body('{ both needed }')],
  ['nobody', body('{ both }'), { authorization: '' }],
  ['a refusal by a service', body('{ both whoAmI }'), { authorization: '' }],
  ['another language', body('{ hello both }'), { 'accept-language': 'zh-CN' }],
  ['the newer content type', body('{ both hello }'), { accept: 'application/graphql-response+json' }],
  ['a page of another origin that may read', body('{ hello }'), { origin: PAGE }],
  ['a page of an unknown origin', body('{ hello }'), { origin: 'https://other.example' }],
  ['a trace', body('{ hello }'), { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' }],
  ['a deadline', body('{ hello }'), { 'x-wecube-timeout-ms': '5000' }],
];

describe('answers the second time as the way through Node and Apollo does, to the byte', () => {
  it.each(HOT)('%s', async (_what, text, more = {}) => {
    const headers = { ...bearer(), ...more };
    if (headers.authorization === '') delete (headers as { authorization?: string }).authorization;
    const slow = await ask(rawPost(text, { ...headers, ...byNode }));
    vi.clearAllMocks();
    const connection = await openRawHttp(router.url);
    expect(await askOn(connection, rawPost(text, headers))).toEqual(slow);
    expect(await askOn(connection, rawPost(text, headers))).toEqual(slow);
    connection.socket.destroy();
    expect(handled).not.toHaveBeenCalled();
    expect(byApollo.mock.calls.filter(([{ httpGraphQLRequest }]) => httpGraphQLRequest.headers.has('host'))).toEqual(
      [],
    );
  });

  it('a session cookie of a page of this address', async () => {
    const headers = { host: 'router.example', origin: 'http://router.example', cookie: `a=b; wecube_access=${token}` };
    const more = { ...headers, 'x-request-id': 'req_the_same' };
    const slow = await ask(rawPost(body('{ whoAmI }'), { ...more, ...byNode }));
    expect(slow.status).toBe(200);
    vi.clearAllMocks();
    expect(await ask(rawPost(body('{ whoAmI }'), more))).toEqual(slow);
    expect(handled).not.toHaveBeenCalled();
  });
});

const REFUSED: Case[] = [
  ['a body that is no JSON', '{'],
  ['a text that is no GraphQL', body('{ hello')],
  ['a field that is not there', body('{ nothing }')],
  ['a field that is not there, to a client of old', body('{ nothing }'), { accept: 'application/json' }],
  ['a variable of the wrong type', body('query ($n: String) { hello(name: $n) }', { variables: { n: 1 } })],
  ['several operations in a list', `[${body('{ hello }')}]`],
  ['an unknown hash', JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } })],
  ['a subscription', body('subscription { subgraphChanged { name } }')],
  ['too much at once', body(`{ ${Array.from({ length: 40 }, (_, at) => `a${at}: hello`).join(' ')} }`)],
  ['the schema, for nobody', body('{ __schema { queryType { name } } }'), { authorization: '' }],
  ['a token that is none', body('{ hello }'), { authorization: 'Bearer nonsense' }],
  ['another scheme', body('{ hello }'), { authorization: 'Basic YTpi' }],
  ['an answer nobody takes', body('{ hello }'), { accept: 'text/plain' }],
  ['a form', body('{ hello }'), { 'content-type': 'application/x-www-form-urlencoded' }],
  [
    'a form with a cookie',
    body('{ hello }'),
    { 'content-type': 'text/plain', cookie: 'wecube_access=a', authorization: '' },
  ],
  [
    'a cookie from elsewhere',
    body('{ hello }'),
    { cookie: 'wecube_access=a', origin: 'https://evil.example', authorization: '' },
  ],
  ['a body that is too large', body('{ hello }', { variables: { text: 'x'.repeat(30_000) } })],
];

describe('refuses as Node and Apollo do, each time', () => {
  it.each(REFUSED)('%s', async (_what, text, more = {}) => {
    await ask(rawPost(body('{ hello }'), bearer()));
    const headers = { ...bearer(), ...more };
    if (headers.authorization === '') delete (headers as { authorization?: string }).authorization;
    const slow = await ask(rawPost(text, { ...headers, ...byNode }));
    for (const _time of [1, 2]) expect(await ask(rawPost(text, headers))).toEqual(slow);
  });

  it('a token that has expired on a connection that was answered before', async () => {
    const soon = await auth.token([], { exp: Math.floor(Date.now() / 1_000) + 3 });
    const connection = await openRawHttp(router.url);
    const bytes = rawPost(body('{ whoAmI }'), { authorization: `Bearer ${soon}` });
    for (const _time of [1, 2]) expect((await askOn(connection, bytes)).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    expect((await askOn(connection, bytes)).status).toBe(401);
    connection.socket.destroy();
  });
});

describe('reads a connection', () => {
  const known = () => rawPost(body('{ both }'), bearer());

  it('byte by byte, and several requests at once in their order', async () => {
    const connection = await openRawHttp(router.url);
    for (const byte of Buffer.from(known())) connection.write(Buffer.from([byte]));
    expect((await connection.answer())?.status).toBe(200);
    const names = ['A', 'B', 'C', 'D'];
    connection.write(names.map((n) => rawPost(body(`{ hello(name: "${n}") }`), bearer())).join(''));
    for (const name of names) expect(String((await connection.answer())?.body)).toContain(`llo ${name} `);
    connection.socket.destroy();
  });

  it('and gives it to Node with the first request that is not plain, even amid others', async () => {
    const connection = await openRawHttp(router.url);
    await askOn(connection, known());
    const chunked = rawPost('x', { ...bearer(), 'transfer-encoding': 'chunked' }).replace(/content-length: 1\r\n/, '');
    const text = body('{ both }');
    const inChunks = chunked.replace(/x$/, `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n0\r\n\r\n`);
    connection.write(`${known()}GET /health HTTP/1.1\r\nhost: a\r\n\r\n${inChunks}${known()}`);
    const bodies: string[] = [];
    for (let count = 0; count < 4; count += 1) bodies.push(String((await connection.answer())?.body));
    expect(bodies).toEqual([
      '{"data":{"both":"both"}}',
      '{"status":"ok"}',
      ...Array(2).fill('{"data":{"both":"both"}}'),
    ]);
    connection.socket.destroy();
  });

  it.each([
    [
      'with two ends',
      (plain: string) => plain.replace('content-length', 'transfer-encoding: chunked\r\ncontent-length'),
    ],
    ['with two lengths', (plain: string) => plain.replace('content-length: ', 'content-length: 3\r\ncontent-length: ')],
    ['with space before a colon', (plain: string) => plain.replace('content-length:', 'content-length :')],
  ])('and lets Node refuse a request %s', async (_what, spoil) => {
    const connection = await openRawHttp(router.url);
    connection.write(spoil(known()) + known());
    expect((await connection.answer())?.status).toBe(400);
    await until(connection.closed);
  });

  it('that ends after its answer when asked to', async () => {
    const connection = await openRawHttp(router.url);
    const answer = await askOn(connection, rawPost(body('{ both }'), { ...bearer(), connection: 'close' }));
    expect(answer.status).toBe(200);
    await until(connection.closed);
  });
});

describe('keeps what every request is owed', () => {
  it('counts and times it, and sends its id, identity and trace on', async () => {
    const instance = await startFaultyServer('hot');
    const instances = [{ url: instance.url }];
    await router.internal('PUT', '/subgraphs/hot', { sdl: `${FEDERATION} type Query { from: String }`, instances });
    const trace = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const more = { traceparent: trace, 'accept-language': 'zh-CN', 'x-request-id': 'req_mine_1234' };
    const bytes = rawPost(body('{ from }'), { ...bearer(), ...more });
    const connection = await openRawHttp(router.url);
    await askOn(connection, bytes);
    const slow = instance.given();
    const figure = async () =>
      Number(
        /requests_total\{route="graphql",status="200"\} (\d+)/.exec(
          await (await fetch(`${router.url}/metrics`)).text(),
        )?.[1],
      );
    const before = await figure();
    vi.clearAllMocks();
    await askOn(connection, bytes);
    expect(handled).not.toHaveBeenCalled();
    expect(instance.given()).toEqual(slow);
    expect(slow).toMatchObject({ traceparent: trace, 'accept-language': 'zh-CN', 'x-request-id': 'req_mine_1234' });
    expect(await figure()).toBe(before + 1);

    await instance.behave('hang');
    connection.write(bytes);
    await until(() => instance.hits() === 1);
    connection.socket.destroy();
    await until(() => instance.abandoned() === 1);
    await until(async () =>
      /requests_total\{route="graphql",status="499"\} 1/.test(await (await fetch(`${router.url}/metrics`)).text()),
    );
    await router.internal('DELETE', '/subgraphs/hot');
    await instance[Symbol.asyncDispose]();
  });

  it('goes on at another instance when the first one fails', async () => {
    const [first, second] = [await startFaultyServer('first'), await startFaultyServer('second')];
    const instances = [{ url: first.url }, { url: second.url }];
    await router.internal('PUT', '/subgraphs/pair', { sdl: `${FEDERATION} type Query { from: String }`, instances });
    const connection = await openRawHttp(router.url);
    const bytes = rawPost(body('{ from }'), bearer());
    const answers: unknown[] = [];
    const note = async () => answers.push(String((connection.write(bytes), await connection.answer())?.body));
    await note();
    await note();
    for (const fault of ['reset', 500, 'garbage', 'refused'] as const) {
      await first.behave(fault);
      await note();
    }
    expect(answers).toEqual([
      ...Array(2).fill('{"data":{"from":"first"}}'),
      ...Array(4).fill('{"data":{"from":"second"}}'),
    ]);
    connection.socket.destroy();
    await router.internal('DELETE', '/subgraphs/pair');
    await first[Symbol.asyncDispose]();
    await second[Symbol.asyncDispose]();
  });
});

it('ends idle connections when the router stops, and busy ones after their answer', async () => {
  const instance = await startFaultyServer('last');
  const own = await startTestRouter({
    WECUBE_AUTH_JWKS_URL: auth.jwksUrl,
    WECUBE_SUBGRAPHS: subgraphSetting({ name: 'words', urls: [(subgraphs[1] as RunningServer).url] }),
  });
  await own.ready();
  const instances = [{ url: instance.url }];
  await own.internal('PUT', '/subgraphs/last', { sdl: `${FEDERATION} type Query { from: String }`, instances });
  const bytes = rawPost(body('{ from }'), bearer());
  const [idle, busy] = [await openRawHttp(own.url), await openRawHttp(own.url)];
  for (const connection of [idle, busy, idle]) expect((await askOn(connection, bytes)).status).toBe(200);
  await instance.behave('held');
  busy.write(bytes);
  await until(() => instance.hits() === 1);
  const stopped = own.stop();
  await until(idle.closed);
  instance.release();
  expect((await busy.answer())?.status).toBe(200);
  await stopped;
  expect(busy.closed()).toBe(true);
  await own[Symbol.asyncDispose]();
  await instance[Symbol.asyncDispose]();
});
