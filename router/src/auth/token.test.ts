import type { RunningServer } from '@wecube/kit';
import { generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claimsOf, startTestAuth, type TestAuth } from '../testing/test-auth.ts';
import { startTestRouter, subgraphSetting, type TestRouter } from '../testing/test-router.ts';
import { people, startTestSubgraph } from '../testing/test-subgraph.ts';

let auth: TestAuth;
let subgraph: RunningServer;
let router: TestRouter;

beforeAll(async () => {
  auth = await startTestAuth();
  subgraph = await startTestSubgraph(people());
  router = await startTestRouter({
    WECUBE_AUTH_JWKS_URL: auth.jwksUrl,
    WECUBE_SUBGRAPHS: subgraphSetting({ name: 'people', urls: [subgraph.url] }),
    WECUBE_PUBLIC_ORIGINS: 'https://wecube.example',
  });
  await router.ready();
});
afterAll(async () => {
  await router[Symbol.asyncDispose]();
  await subgraph[Symbol.asyncDispose]();
  await auth[Symbol.asyncDispose]();
});

const foreign = async (claims: JWTPayload, alg: string, kid?: string) => {
  const { privateKey } = await generateKeyPair(alg, { extractable: true });
  return new SignJWT(claims).setProtectedHeader({ alg, kid }).sign(privateKey);
};
const past = () => Math.floor(Date.now() / 1000) - 10;

describe('an access token', () => {
  const bad: [string, () => Promise<string> | string][] = [
    ['is expired', () => auth.token([], { exp: past() })],
    ['is signed by another key of the same id', () => foreign(claimsOf(), 'EdDSA', 'first')],
    ['is signed by an unknown key', () => foreign(claimsOf(), 'EdDSA', 'other')],
    ['is signed by another algorithm', () => foreign(claimsOf(), 'RS256', 'first')],
    ['is signed with the public key as a secret', () => confused()],
    ['is not signed', () => new UnsecuredJWT(claimsOf()).encode()],
    ['is for another audience', () => auth.token([], { aud: 'elsewhere' })],
    ['is of another issuer', () => auth.token([], { iss: 'elsewhere' })],
    ['never expires', () => auth.sign({ ...claimsOf(), exp: undefined })],
    ['names nobody', () => auth.sign({ ...claimsOf(), sub: undefined })],
    ['is no token', () => 'nonsense'],
  ];

  it.each(bad)('that %s is refused', async (_what, token) => {
    const { status, data, errors } = await router.ask('{ whoAmI }', await token());
    expect(status).toBe(401);
    expect(data).toBeUndefined();
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED', retryable: false });
    expect(errors?.[0]?.extensions['requestId']).toMatch(/^req_/);
  });

  it('that is absent leaves only what is public', async () => {
    expect((await router.ask('{ whoAmI }')).data).toEqual({ whoAmI: null });
    const schema = await router.ask('{ __schema { types { name } } }');
    expect(schema.errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
    expect((await router.ask('{ __schema { types { name } } }', await auth.token([]))).errors).toBeUndefined();
  });

  it('cannot carry what is kept for services', async () => {
    const token = await auth.sign({ ...claimsOf(), actions: ['graph:read', 'internal:registry', 'made:up'] });
    expect((await router.ask('{ supergraph { version } }', token)).errors).toBeUndefined();
    const { status } = await fetch(`${router.url}/internal/subgraphs`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(status).toBe(401);
  });

  it('whose password must be changed keeps that mark on the way to a subgraph', async () => {
    const token = await auth.token(['graph:read'], { pwd: true });
    expect((await router.ask('{ whoAmI }', token)).data).toEqual({ whoAmI: 'ada' });
    expect((await router.ask('{ supergraph { version } }', token)).errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
  });

  it('is accepted with a new key as soon as that is published, without asking for keys every time', async () => {
    const before = auth.fetches();
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await auth.addKey('second');
    const tokens = await Promise.all([1, 2, 3].map((id) => auth.sign({ ...claimsOf(), jti: String(id) }, 'second')));
    const answers = await Promise.all(tokens.map((token) => router.ask('{ whoAmI }', token)));
    expect(answers.map(({ data }) => data)).toEqual(Array(3).fill({ whoAmI: 'ada' }));
    expect(auth.fetches()).toBe(before + 1);
    for (let count = 0; count < 20; count += 1)
      await router.ask('{ whoAmI }', await foreign(claimsOf(), 'EdDSA', `k${count}`));
    expect(auth.fetches()).toBeLessThanOrEqual(before + 3);
  });
});

describe('the session cookie', () => {
  const ask = async (
    origin: string | undefined,
    cookie: string,
    method = 'POST',
    more: Record<string, string> = {},
  ) => {
    const headers = { 'content-type': 'application/json', cookie, ...(origin && { origin }), ...more };
    const query = '{ whoAmI }';
    const url = `${router.url}/graphql${method === 'GET' ? `?query=${encodeURIComponent(query)}` : ''}`;
    const response = await fetch(url, {
      method,
      headers,
      ...(method === 'POST' && { body: JSON.stringify({ query }) }),
    });
    const { data, errors } = (await response.json()) as { data?: object; errors?: { extensions: { code: string } }[] };
    return errors ? `${response.status} ${errors[0]?.extensions.code}` : data;
  };
  const cookie = async () => `wecube_access=${await auth.token()}`;

  it('works from a page of this address and of a public origin', async () => {
    expect(await ask(router.url, await cookie())).toEqual({ whoAmI: 'ada' });
    expect(await ask('https://wecube.example', await cookie())).toEqual({ whoAmI: 'ada' });
  });

  it('is refused from a foreign page, from a look-alike and without an origin', async () => {
    expect(await ask('https://evil.example', await cookie())).toBe('403 ORIGIN_NOT_ALLOWED');
    expect(await ask(`${router.url}.evil.example`, await cookie())).toBe('403 ORIGIN_NOT_ALLOWED');
    expect(await ask('null', await cookie())).toBe('403 ORIGIN_NOT_ALLOWED');
    expect(await ask(undefined, await cookie())).toBe('403 ORIGIN_NOT_ALLOWED');
  });

  it('may be used to read without an origin', async () => {
    expect(await ask(undefined, await cookie(), 'GET')).toEqual({ whoAmI: 'ada' });
    for (const site of ['same-origin', 'none'])
      expect(await ask(undefined, await cookie(), 'GET', { 'sec-fetch-site': site })).toEqual({ whoAmI: 'ada' });
  });

  it('reads nothing for a page of another port or name of this host, nor of another site', async () => {
    for (const site of ['same-site', 'cross-site'])
      expect(await ask(undefined, await cookie(), 'GET', { 'sec-fetch-site': site })).toBe('403 ORIGIN_NOT_ALLOWED');
    const neighbour = new URL(router.url);
    neighbour.port = String(Number(neighbour.port) + 1);
    for (const origin of [neighbour.origin, 'https://evil.example', 'null'])
      expect(await ask(origin, await cookie(), 'GET')).toBe('403 ORIGIN_NOT_ALLOWED');
    expect(await ask('https://wecube.example', await cookie(), 'GET')).toEqual({ whoAmI: 'ada' });
  });

  it('counts only when there is one: a page of a neighbour could have set the other', async () => {
    const own = await cookie();
    const other = `wecube_access=${await auth.token([], { name: 'bob' })}`;
    expect(await ask(router.url, `${other}; ${own}`)).toBe('401 UNAUTHENTICATED');
    expect(await ask(router.url, `${own}; ${own}`)).toEqual({ whoAmI: 'ada' });
  });

  it('is refused when expired', async () => {
    expect(await ask(router.url, `wecube_access=${await auth.token([], { exp: past() })}`)).toBe('401 UNAUTHENTICATED');
  });

  it('gives way to a bearer token', async () => {
    const response = await fetch(`${router.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        cookie: await cookie(),
        origin: 'https://evil.example',
        authorization: `Bearer ${await auth.token([], { name: 'bob' })}`,
      },
      body: JSON.stringify({ query: '{ whoAmI }' }),
    });
    expect(await response.json()).toEqual({ data: { whoAmI: 'bob' } });
  });
});

async function confused(): Promise<string> {
  const { keys } = (await (await fetch(auth.jwksUrl)).json()) as { keys: object[] };
  const secret = new TextEncoder().encode(JSON.stringify(keys[0]));
  return new SignJWT(claimsOf()).setProtectedHeader({ alg: 'HS256', kid: 'first' }).sign(secret);
}
