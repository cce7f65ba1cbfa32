import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningServer } from '@wecube/kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestAuth, type TestAuth } from '../testing/test-auth.ts';
import { startTestRouter, subgraphSetting, type TestRouter } from '../testing/test-router.ts';
import { people, startTestSubgraph } from '../testing/test-subgraph.ts';
import { loadPersistedOperations, PersistedOperations } from './persisted-operations.ts';

const REGISTERED = 'query Names { people { ...Named } } fragment Named on Person { id name }';
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

let auth: TestAuth;
let subgraph: RunningServer;
let open: TestRouter;
let strict: TestRouter;
let folder: string;
let token: string;

beforeAll(async () => {
  auth = await startTestAuth();
  subgraph = await startTestSubgraph(people());
  folder = await mkdtemp(join(tmpdir(), 'operations-'));
  const file = join(folder, 'operations.json');
  await writeFile(file, JSON.stringify({ Names: REGISTERED }));
  const settings = {
    WECUBE_AUTH_JWKS_URL: auth.jwksUrl,
    WECUBE_SUBGRAPHS: subgraphSetting({ name: 'people', urls: [subgraph.url] }),
    WECUBE_ROUTER_PERSISTED_OPERATIONS: file,
  };
  open = await startTestRouter(settings);
  strict = await startTestRouter({ ...settings, WECUBE_ROUTER_ONLY_PERSISTED: 'true' });
  await Promise.all([open.ready(), strict.ready()]);
  token = await auth.token();
});
afterAll(async () => {
  await open[Symbol.asyncDispose]();
  await strict[Symbol.asyncDispose]();
  await subgraph[Symbol.asyncDispose]();
  await auth[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

type Result = { data?: unknown; errors?: { extensions: { code: string } }[] };

async function post({ url }: TestRouter, body: object): Promise<Result> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  return (await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify(body) })).json() as never;
}
const byHash = (text: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: hashOf(text) } } });
const codeOf = ({ errors }: Result) => errors?.[0]?.extensions.code;

describe('an operation by its hash', () => {
  it('is asked for, brought once and known from then on, by POST and GET', async () => {
    const query = '{ people { name } }';
    expect(codeOf(await post(open, byHash(query)))).toBe('PERSISTED_QUERY_NOT_FOUND');
    const data = { people: [{ name: 'Ada' }, { name: 'Grace' }] };
    expect(await post(open, { query, ...byHash(query) })).toEqual({ data });
    expect(await post(open, byHash(query))).toEqual({ data });
    const extensions = encodeURIComponent(JSON.stringify(byHash(query).extensions));
    const get = await fetch(`${open.url}/graphql?extensions=${extensions}`);
    expect([await get.json(), get.headers.get('cache-control')]).toEqual([{ data }, 'private, no-cache']);
  });

  it('is refused when the hash is of something else', async () => {
    expect((await post(open, { query: '{ whoAmI }', ...byHash('{ people { id } }') })).errors).toHaveLength(1);
    expect(codeOf(await post(open, byHash('{ people { id } }')))).toBe('PERSISTED_QUERY_NOT_FOUND');
  });

  it('of the list is known from the start', async () => {
    expect((await post(open, byHash(REGISTERED))).data).toMatchObject({ people: [{ name: 'Ada' }, {}] });
  });
});

describe('a router that executes only what is registered', () => {
  it('takes it by hash, as it stands, and as clients print it', async () => {
    const printed =
      'fragment Named on Person {\n  id\n  name\n  __typename\n}\nquery Names {\n  people {\n    ...Named\n    __typename\n  }\n}';
    for (const body of [byHash(REGISTERED), { query: REGISTERED }, { query: printed }]) {
      expect((await post(strict, body)).data).toMatchObject({ people: [{ name: 'Ada' }, { name: 'Grace' }] });
    }
  });

  it('refuses everything else, on every way', async () => {
    const other = '{ people { name } }';
    expect(codeOf(await post(strict, { query: other }))).toBe('OPERATION_NOT_REGISTERED');
    expect(codeOf(await post(strict, { query: other, ...byHash(other) }))).toBe('OPERATION_NOT_REGISTERED');
    expect(codeOf(await post(strict, byHash(other)))).toBe('PERSISTED_QUERY_NOT_FOUND');
    expect(codeOf(await post(strict, { query: `${REGISTERED} query Other { whoAmI }`, operationName: 'Other' }))).toBe(
      'OPERATION_NOT_REGISTERED',
    );
    const live = strict.connect(token).iterate({ query: 'subscription { subgraphChanged { id } }' });
    await expect(live.next()).rejects.toMatchObject([{ extensions: { code: 'OPERATION_NOT_REGISTERED' } }]);
  });

  it('does not start without a list that it can read', async () => {
    await expect(loadPersistedOperations(undefined, true)).rejects.toThrow('WECUBE_ROUTER_PERSISTED_OPERATIONS');
    await expect(loadPersistedOperations(join(folder, 'none.json'), false)).rejects.toThrow('none.json');
    await writeFile(join(folder, 'bad.json'), '{ "a": "query {" }');
    await expect(loadPersistedOperations(join(folder, 'bad.json'), false)).rejects.toThrow('bad.json');
  });
});

it('keeps what clients bring within bounds; what is asked for stays longer', async () => {
  const operations = new PersistedOperations();
  const text = (at: number) => `${at}${'x'.repeat(1024 * 1024)}`;
  for (let at = 0; at < 6; at += 1) await operations.set(`apq:${at}`, text(at));
  await operations.get('apq:0');
  for (let at = 6; at < 10; at += 1) await operations.set(`apq:${at}`, text(at));
  expect(await operations.get('apq:0')).toBe(text(0));
  expect(await operations.get('apq:1')).toBeUndefined();
  expect(await operations.get('apq:9')).toBe(text(9));
});
