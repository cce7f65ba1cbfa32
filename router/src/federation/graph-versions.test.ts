import type { RunningServer } from '@wecube/kit';
import { buildSchema, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestAuth, type TestAuth } from '../testing/test-auth.ts';
import { startTestRouter, subgraphSetting, type TestRouter } from '../testing/test-router.ts';
import { FEDERATION, people, startTestSubgraph } from '../testing/test-subgraph.ts';

const LONG = 60_000;
const VERSIONS = `{ supergraph { version members { name origin digest } refused { name words refusedAt }
  versions { id version causes { name change } changes { kind path breaking } changeCount breakingCount } } }`;

type Supergraph = {
  version: number;
  members: { name: string; origin: string; digest: string }[];
  refused: { name: string; words: string; refusedAt: string }[];
  versions: { id: string; version: number; causes: object[]; changes: object[]; breakingCount: number }[];
};

let auth: TestAuth;
let subgraph: RunningServer;
let router: TestRouter;
let token: string;

beforeAll(async () => {
  auth = await startTestAuth();
  subgraph = await startTestSubgraph(people());
  router = await start();
  await router.ready();
  token = await auth.token();
}, LONG);
afterAll(async () => {
  await router[Symbol.asyncDispose]();
  await subgraph[Symbol.asyncDispose]();
  await auth[Symbol.asyncDispose]();
});

const start = (folder?: string) =>
  startTestRouter({
    WECUBE_AUTH_JWKS_URL: auth.jwksUrl,
    WECUBE_SUBGRAPHS: subgraphSetting({ name: 'people', urls: [subgraph.url] }),
    ...(folder && { WECUBE_DATA_DIR: folder }),
  });
const put = (name: string, sdl: string) =>
  router.internal('PUT', `/subgraphs/${name}`, { sdl: `${FEDERATION} ${sdl}`, instances: [{ url: subgraph.url }] });

async function download(field: string): Promise<string> {
  const { data } = await router.ask(`{ supergraph { ${field} } }`, token);
  const { supergraph: graph } = data as unknown as { supergraph: Record<string, string> };
  return graph[field] ?? '';
}

async function supergraph(of: TestRouter = router): Promise<Supergraph> {
  const { data, errors } = await of.ask(VERSIONS, token);
  expect(errors).toBeUndefined();
  return data?.['supergraph'] as unknown as Supergraph;
}

describe('versions of the supergraph', () => {
  it(
    'say who changed it and what it means for clients',
    async () => {
      await put('estate', 'type Query { hosts: Int units(first: Int): String }');
      await put('estate', 'type Query { units(first: Int, zone: ID!): String racks: Int }');
      await router.internal('DELETE', '/subgraphs/estate');
      const { version, versions } = await supergraph();
      const [left, changed, joined] = versions;
      expect(versions.slice(0, 3).map((one) => one.version)).toEqual([version, version - 1, version - 2]);
      expect(joined).toMatchObject({
        id: `version_${version - 2}`,
        causes: [{ name: 'estate', change: 'JOINED' }],
        changes: [
          { kind: 'ADDED', path: 'Query.hosts', breaking: false },
          { kind: 'ADDED', path: 'Query.units', breaking: false },
        ],
        breakingCount: 0,
      });
      expect(changed).toMatchObject({
        causes: [{ name: 'estate', change: 'CHANGED' }],
        changes: [
          { kind: 'REMOVED', path: 'Query.hosts', breaking: true },
          { kind: 'ADDED', path: 'Query.units(zone:)', breaking: true },
          { kind: 'ADDED', path: 'Query.racks', breaking: false },
        ],
        changeCount: 3,
        breakingCount: 2,
      });
      const one = await router.ask(`{ supergraph { versions(version: ${version - 1}) { version } } }`, token);
      expect(one.data).toEqual({ supergraph: { versions: [{ version: version - 1 }] } });
      expect(left).toMatchObject({ causes: [{ name: 'estate', change: 'LEFT' }], breakingCount: 2 });
    },
    LONG,
  );

  it(
    'are there again after a restart',
    async () => {
      const before = await supergraph();
      await router.stop();
      router = await start(router.folder);
      const after = await supergraph();
      expect(after.versions).toEqual(before.versions);
      expect(after.version).toBe(before.version);
    },
    LONG,
  );

  it('name the members with the digest of their schema', async () => {
    const { members } = await supergraph();
    expect(members.map(({ name, origin }) => [name, origin])).toEqual([
      ['router', 'LOCAL'],
      ['people', 'CONFIGURED'],
    ]);
    for (const { digest } of members) expect(digest).toMatch(/^[0-9a-f]{12}$/);
  });
});

describe('a refused subgraph', () => {
  it(
    'is listed with the words, announced, and forgotten when it is withdrawn',
    async () => {
      const query = 'subscription { supergraphChanged { version refused { name } } }';
      const events = router.connect(token).iterate<{ supergraphChanged: object }>({ query });
      const first = events.next();
      await expect.poll(async () => put('soon', 'type Query { soon: Int }').then(({ status }) => status)).toBe(200);
      expect((await first).value?.data).toMatchObject({ supergraphChanged: { refused: [] } });

      const second = events.next();
      expect((await put('bad', 'type Person @key(fields: "id") { id: ID! name: Int }')).status).toBe(422);
      expect((await second).value?.data).toMatchObject({ supergraphChanged: { refused: [{ name: 'bad' }] } });
      await events.return?.();
      expect((await supergraph()).refused).toEqual([
        { name: 'bad', words: expect.stringContaining('Person.name'), refusedAt: expect.any(String) },
      ]);

      expect((await router.internal('DELETE', '/subgraphs/bad')).status).toBe(200);
      expect((await supergraph()).refused).toEqual([]);
      expect((await router.internal('DELETE', '/subgraphs/bad')).status).toBe(404);
    },
    LONG,
  );
});

describe('downloads', () => {
  it('hold the schema that clients see', async () => {
    const schema = buildSchema(await download('apiSchema'));
    expect(Object.keys(schema.getQueryType()?.getFields() ?? {})).toEqual(
      expect.arrayContaining(['people', 'supergraph']),
    );
    expect(schema.getDirective('join__type')).toBeFalsy();
  });

  it('hold the supergraph with addresses, without what the router answers itself', async () => {
    const supergraphSdl = await download('supergraphSdl');
    parse(supergraphSdl);
    expect(supergraphSdl).toContain(`@join__graph(name: "people", url: "${subgraph.url}")`);
    expect(supergraphSdl).not.toContain('SupergraphInfo');
    expect(supergraphSdl).not.toContain('url: "subgraph:');
  });

  it('are not for everybody', async () => {
    const other = await auth.token([]);
    for (const field of ['apiSchema', 'supergraphSdl']) {
      const { errors } = await router.ask(`{ supergraph { ${field} } }`, other);
      expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    }
  });
});

it(
  'composes thirty subgraphs that join at once in a few batches',
  async () => {
    const before = (await supergraph()).version;
    const names = Array.from({ length: 30 }, (_, index) => `pack${index}`);
    const answers = await Promise.all(names.map((name) => put(name, `type Query { ${name}: String }`)));
    expect(answers.map(({ status }) => status)).toEqual(names.map(() => 200));
    const { version, versions } = await supergraph();
    expect(version - before).toBeLessThanOrEqual(5);
    const joined = versions.slice(0, version - before).flatMap(({ causes }) => causes);
    expect(joined).toHaveLength(30);
  },
  LONG,
);

describe('arguments inside @requires', () => {
  const sdl = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires"])
    type Person @key(fields: "id") {
      id: ID!
      age(on: String): Int @external
      generation: String @requires(fields: "age(on: \\"2030\\")")
    }`;
  const ages = 'type Query { ages: Int } type Person @key(fields: "id") { id: ID! age(on: String): Int }';

  it.each([
    ['js', 'compiled', 422],
    ['native', 'apollo', 422],
    ['native', 'compiled', 200],
  ])(
    'with planner %s and executor %s answer %s',
    async (planner, executor, status) => {
      await using other = await startTestRouter({
        WECUBE_AUTH_JWKS_URL: auth.jwksUrl,
        WECUBE_SUBGRAPHS: subgraphSetting({ name: 'people', urls: [subgraph.url] }),
        WECUBE_ROUTER_PLANNER: planner,
        WECUBE_ROUTER_EXECUTOR: executor,
      });
      await other.ready();
      const instances = [{ url: subgraph.url }];
      await other.internal('PUT', '/subgraphs/ages', { sdl: `${FEDERATION} ${ages}`, instances });
      const answer = await other.internal('PUT', '/subgraphs/generations', { sdl, instances });
      expect(answer.status).toBe(status);
      if (status === 422)
        expect(answer.body.error).toMatch(/"Person.generation" requires "age" with arguments.*Remedy/);
    },
    LONG,
  );
});
