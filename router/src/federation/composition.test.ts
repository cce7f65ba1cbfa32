import type { RunningServer } from '@wecube/kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestAuth, type TestAuth } from '../testing/test-auth.ts';
import { startTestRouter, subgraphSetting, type TestRouter } from '../testing/test-router.ts';
import { FEDERATION, people, startTestSubgraph } from '../testing/test-subgraph.ts';

const ESTATE = `type Query { estateHosts: [EstateHost!]! } type EstateHost @key(fields: "id") { id: ID! owner: Person }
  type Person @key(fields: "id", resolvable: false) { id: ID! }`;
const CONFLICT = `${FEDERATION} type Query { broken: String } type Person @key(fields: "id") { id: ID! name: Int }`;

let auth: TestAuth;
let core: RunningServer;
let estate: RunningServer;
let router: TestRouter;
let token: string;

beforeAll(async () => {
  auth = await startTestAuth();
  core = await startTestSubgraph(people());
  estate = await startTestSubgraph({
    name: 'estate',
    sdl: ESTATE,
    resolvers: { Query: { estateHosts: () => [{ id: 'h1', owner: { __typename: 'Person', id: 'p2' } }] } },
  });
  const WECUBE_SUBGRAPHS = subgraphSetting({ name: 'people', urls: [core.url] });
  router = await startTestRouter({ WECUBE_AUTH_JWKS_URL: auth.jwksUrl, WECUBE_SUBGRAPHS });
  await router.ready();
  token = await auth.token();
});

afterAll(async () => {
  await router[Symbol.asyncDispose]();
  await core[Symbol.asyncDispose]();
  await estate[Symbol.asyncDispose]();
  await auth[Symbol.asyncDispose]();
});

const registration = () => ({ sdl: `${FEDERATION}\n${ESTATE}`, instances: [{ url: estate.url }] });
const otherName = (field: string) => `${FEDERATION} type Query { ${field}: String }`;

async function supergraph(): Promise<{ version: number; error: string | null }> {
  const { data } = await router.ask('{ supergraph { version error } }', token);
  return data?.['supergraph'] as never;
}

describe('a subgraph that joins', () => {
  it('answers from a configured subgraph and passes the session on', async () => {
    expect(await router.ask('{ people { id name } whoAmI }', token)).toEqual({
      status: 200,
      data: {
        people: [
          { id: 'p1', name: 'Ada' },
          { id: 'p2', name: 'Grace' },
        ],
        whoAmI: 'ada',
      },
    });
  });

  it('joins at run time, and its objects with those of others', async () => {
    const before = await supergraph();
    const { status, body } = await router.internal('PUT', '/subgraphs/estate', registration());
    expect([status, body.version]).toEqual([200, before.version + 1]);
    const { data } = await router.ask('{ estateHosts { id owner { name } } }', token);
    expect(data).toEqual({ estateHosts: [{ id: 'h1', owner: { name: 'Grace' } }] });
  });

  it('keeps the version when it registers again unchanged', async () => {
    const first = await router.internal('PUT', '/subgraphs/estate', registration());
    const second = await router.internal('PUT', '/subgraphs/estate', registration());
    expect(second.body.version).toBe(first.body.version);
  });

  it('is not kept out by a bad one that comes at the same time', async () => {
    const instances = [{ url: estate.url }];
    const put = (name: string, sdl: string) => router.internal('PUT', `/subgraphs/${name}`, { sdl, instances });
    const answers = await Promise.all([
      put('one', otherName('one')),
      put('bad', CONFLICT),
      put('two', otherName('two')),
      put('three', otherName('three')),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 422, 200, 200]);
    const { data } = await router.ask('{ __type(name: "Query") { fields { name } } }', token);
    const schema = JSON.stringify(data);
    for (const name of ['one', 'two', 'three', 'people', 'estateHosts', 'subgraphs'])
      expect(schema).toContain(`"${name}"`);
    expect(schema).not.toContain('"broken"');
    for (const name of ['one', 'two', 'three']) await router.internal('DELETE', `/subgraphs/${name}`);
  });

  it('is taken first of two that do not fit together and come at once; the other one hears the composer', async () => {
    const before = await supergraph();
    const instances = [{ url: estate.url }];
    const put = (name: string, type: string) =>
      router.internal('PUT', `/subgraphs/${name}`, { sdl: `${FEDERATION} type Query { same: ${type} }`, instances });
    const [one, other] = await Promise.all([put('racing', 'String'), put('rival', 'Int')]);
    expect([one.status, other.status]).toEqual([200, 422]);
    expect(other.body.error).toContain('"Query.same"');
    const after = await supergraph();
    expect(after).toEqual({ version: before.version + 1, error: expect.stringContaining('rival: ') });
    await router.internal('DELETE', '/subgraphs/racing');
    expect((await put('rival', 'Int')).status).toBe(200);
    await router.internal('DELETE', '/subgraphs/rival');
  });

  it('joins with another one that it needs, although a bad one comes between them', async () => {
    const instances = [{ url: estate.url }];
    const put = (name: string, sdl: string) => router.internal('PUT', `/subgraphs/${name}`, { sdl, instances });
    const imports = FEDERATION.replace('"@key"', '"@key", "@external", "@requires"');
    const needy = `${imports} type Person @key(fields: "id") {
      id: ID! nick: String @external label: String @requires(fields: "nick")
    }`;
    const giving = `${FEDERATION} type Person @key(fields: "id") { id: ID! nick: String }`;
    const answers = await Promise.all([put('needy', needy), put('bad', CONFLICT), put('giving', giving)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 422, 200]);
    for (const name of ['needy', 'giving']) await router.internal('DELETE', `/subgraphs/${name}`);
  });

  it('leaves again', async () => {
    await router.internal('PUT', '/subgraphs/passing', { sdl: otherName('passing'), instances: [{ url: estate.url }] });
    expect((await router.internal('DELETE', '/subgraphs/passing')).status).toBe(200);
    expect((await router.ask('{ passing }', token)).errors?.[0]?.extensions['code']).toBe('GRAPHQL_VALIDATION_FAILED');
    expect((await router.internal('DELETE', '/subgraphs/passing')).status).toBe(404);
  });
});

describe('a subgraph that does not compose', () => {
  it("is refused with the composer's words, and the running graph stays", async () => {
    const before = await supergraph();
    const { status, body } = await router.internal('PUT', '/subgraphs/broken', {
      sdl: CONFLICT,
      instances: [{ url: estate.url }],
    });
    expect(status).toBe(422);
    expect(body.error).toContain('Type of field "Person.name" is incompatible across subgraphs');
    const after = await supergraph();
    expect(after.version).toBe(before.version);
    expect(after.error).toContain('broken: Type of field "Person.name"');
    expect((await router.ask('{ people { name } }', token)).errors).toBeUndefined();
  });

  it('keeps its last good schema when a new one is refused', async () => {
    await router.internal('PUT', '/subgraphs/estate', registration());
    const worse = { ...registration(), sdl: CONFLICT };
    expect((await router.internal('PUT', '/subgraphs/estate', worse)).status).toBe(422);
    expect((await router.ask('{ estateHosts { id } }', token)).data).toEqual({ estateHosts: [{ id: 'h1' }] });
  });

  it('is told by a check that changes nothing', async () => {
    const before = await supergraph();
    const good = await router.internal('POST', '/compose-check', { name: 'later', sdl: otherName('later') });
    expect([good.status, good.body]).toEqual([200, {}]);
    const bad = await router.internal('POST', '/compose-check', { name: 'later', sdl: CONFLICT });
    expect(bad.status).toBe(422);
    expect(bad.body.error).toContain('Person.name');
    const unreadable = await router.internal('POST', '/compose-check', { name: 'later', sdl: 'type Query {' });
    expect(unreadable.status).toBe(422);
    expect(unreadable.body.error).toContain('Syntax Error');
    expect((await supergraph()).version).toBe(before.version);
  });
});

describe('bad registrations', () => {
  it.each([
    ['without an SDL', '/subgraphs/x', { instances: [{ url: 'http://127.0.0.1:1/graphql' }] }, 400],
    ['without instances', '/subgraphs/x', { sdl: otherName('x'), instances: [] }, 400],
    ['with an address that is none', '/subgraphs/x', { sdl: otherName('x'), instances: [{ url: 'ftp://x' }] }, 400],
    ['with a name that is none', '/subgraphs/x%20y', { sdl: otherName('x'), instances: [{ url: 'http://x' }] }, 400],
    ['with the name of a configured subgraph', '/subgraphs/people', registration, 409],
    ['with the name of the router', '/subgraphs/router', registration, 409],
    ['of something unknown', '/nothing', {}, 404],
  ])('%s are refused', async (_what, path, body, expected) => {
    const { status } = await router.internal('PUT', path, typeof body === 'function' ? body() : body);
    expect(status).toBe(expected);
  });

  it('without the session of a service are refused', async () => {
    const put = (headers: Record<string, string>) =>
      fetch(`${router.url}/internal/subgraphs/x`, { method: 'PUT', headers, body: '{}' }).then(({ status }) => status);
    expect(await put({})).toBe(401);
    expect(await put({ 'x-wecube-session': 'a.b.c' })).toBe(401);
    expect(await put({ authorization: `Bearer ${await auth.token(['package:register'])}` })).toBe(401);
  });
});

describe("the router's own fields", () => {
  it('show the subgraphs with their instances', async () => {
    const query = '{ subgraphs { name instances { url state primary lastError checkedAt latencyMs } } }';
    const { data } = await router.ask(query, token);
    expect(data?.['subgraphs']).toContainEqual({
      name: 'people',
      instances: [
        {
          url: core.url,
          state: 'UP',
          primary: true,
          lastError: null,
          checkedAt: expect.stringMatching(/^\d{4}-.*Z$/),
          latencyMs: expect.any(Number),
        },
      ],
    });
  });

  it('need the action graph:read', async () => {
    const { data, errors } = await router.ask('{ supergraph { version } }', await auth.token([]));
    expect(data).toBeNull();
    expect(errors?.[0]).toMatchObject({ path: ['supergraph'], extensions: { code: 'FORBIDDEN', retryable: false } });
    expect((await router.ask('{ supergraph { version } }')).errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
  });
});
