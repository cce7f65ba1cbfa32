import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { RunningServer } from '@wecube/kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestAuth, type TestAuth } from '../testing/test-auth.ts';
import { startTestRouter, subgraphSetting, type TestRouter } from '../testing/test-router.ts';
import { people, startTestSubgraph } from '../testing/test-subgraph.ts';

const FRIEND = 'https://friend.example';
const OWN = 'https://wecube.example';

let auth: TestAuth;
let subgraph: RunningServer;
let router: TestRouter;
let token: string;

beforeAll(async () => {
  auth = await startTestAuth();
  const many = Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`p${at}`, `Person number ${at}`]));
  subgraph = await startTestSubgraph(people(many));
  router = await startTestRouter({
    WECUBE_AUTH_JWKS_URL: auth.jwksUrl,
    WECUBE_SUBGRAPHS: subgraphSetting({ name: 'people', urls: [subgraph.url] }),
    WECUBE_CORS_ORIGINS: `${FRIEND}, ${OWN}`,
    WECUBE_PUBLIC_ORIGINS: OWN,
  });
  await router.ready();
  token = await auth.token();
});
afterAll(async () => {
  await router[Symbol.asyncDispose]();
  await subgraph[Symbol.asyncDispose]();
  await auth[Symbol.asyncDispose]();
});

const LARGE = '{ people { id name } }';
const get = (query: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(`${router.url}/graphql?query=${encodeURIComponent(query)}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...headers },
  });

/** Sends without the conveniences of `fetch`, which would unpack the answer. */
async function raw(path: string, headers: Record<string, string>, method = 'GET') {
  const [answer] = (await once(request(router.url + path, { method, headers }).end(), 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  return { headers: answer.headers, status: answer.statusCode, body: Buffer.concat(chunks) };
}

describe('pages of other origins', () => {
  const preflight = (origin: string) => ({
    origin,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'content-type,authorization',
  });

  it('may ask when they are configured, with the cookie only when that may be used there', async () => {
    const friend = await raw('/graphql', preflight(FRIEND), 'OPTIONS');
    expect([friend.status, friend.headers]).toMatchObject([
      204,
      {
        'access-control-allow-origin': FRIEND,
        'access-control-allow-headers': 'content-type,authorization',
        'access-control-allow-methods': expect.stringContaining('POST'),
        vary: expect.stringContaining('origin'),
      },
    ]);
    expect(friend.headers['access-control-allow-credentials']).toBeUndefined();
    const own = await get('{ whoAmI }', { origin: OWN });
    expect(own.headers.get('access-control-allow-origin')).toBe(OWN);
    expect(own.headers.get('access-control-allow-credentials')).toBe('true');
    expect(own.headers.get('vary')).toContain('origin');
  });

  it('may not ask otherwise', async () => {
    for (const origin of ['https://evil.example', `${FRIEND}.evil.example`, 'null']) {
      const { headers } = await raw('/graphql', preflight(origin), 'OPTIONS');
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });

  it('cannot make a browser query with its cookie', async () => {
    const cookie = `wecube_access=${token}`;
    const query = `/graphql?query=${encodeURIComponent('{ whoAmI }')}`;
    const simple = await raw(query, { cookie });
    expect([simple.status, JSON.parse(String(simple.body))]).toMatchObject([
      400,
      { errors: [{ extensions: { code: 'BAD_REQUEST' } }] },
    ]);
    expect((await raw(query, { cookie, 'apollo-require-preflight': '1' })).status).toBe(200);
    expect((await raw(query, {})).status).toBe(200);
  });
});

describe('methods', () => {
  it('are told, and others refused', async () => {
    const options = await raw('/graphql', {}, 'OPTIONS');
    expect([options.status, options.headers.allow]).toEqual([204, 'GET, HEAD, POST, OPTIONS']);
    const put = await raw('/health', {}, 'PUT');
    expect([put.status, put.headers.allow]).toEqual([405, 'GET, HEAD, OPTIONS']);
    expect(JSON.parse(String(put.body))).toMatchObject({ errors: [{ extensions: { code: 'METHOD_NOT_ALLOWED' } }] });
  });

  it('HEAD answers as GET does, without the body', async () => {
    const head = await get(LARGE, {}, 'HEAD');
    const whole = await get(LARGE);
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect(head.headers.get('etag')).toBe(whole.headers.get('etag'));
    expect((await fetch(`${router.url}/health`, { method: 'HEAD' })).status).toBe(200);
  });

  it('GET never changes anything', async () => {
    const answer = await get('mutation { __typename }');
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
  });
});

describe('a large answer', () => {
  const path = `/graphql?query=${encodeURIComponent(LARGE)}`;
  const asked = (encoding: string) => raw(path, { authorization: `Bearer ${token}`, 'accept-encoding': encoding });

  it('is compressed as the client takes it', async () => {
    const plain = await asked('identity');
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.headers.vary).toContain('accept-encoding');
    const brotli = await asked('gzip, br');
    expect(brotli.headers).toMatchObject({ 'content-encoding': 'br', 'content-length': `${brotli.body.length}` });
    expect(brotliDecompressSync(brotli.body)).toEqual(plain.body);
    const zipped = await asked('br;q=0, gzip');
    expect(zipped.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(zipped.body)).toEqual(plain.body);
    expect(brotli.body.length).toBeLessThan(plain.body.length / 2);
  });

  it('is left as it is when it is small', async () => {
    const small = await raw(`/graphql?query=${encodeURIComponent('{ whoAmI }')}`, { 'accept-encoding': 'br' });
    expect(small.headers['content-encoding']).toBeUndefined();
  });

  it('is kept by its reader, who asks whether it still holds; the answer to a POST is not kept', async () => {
    const first = await get(LARGE);
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    expect(first.headers.get('vary')).toContain('authorization');
    const again = await get(LARGE, { 'if-none-match': first.headers.get('etag') ?? '' });
    expect([again.status, await again.text()]).toEqual([304, '']);
    const other = await get('{ people { id } }', { 'if-none-match': first.headers.get('etag') ?? '' });
    expect(other.status).toBe(200);
    const post = await fetch(`${router.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: LARGE }),
    });
    expect([post.headers.get('cache-control'), post.headers.get('etag')]).toEqual(['no-store', null]);
  });
});
