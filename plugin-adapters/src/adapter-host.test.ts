import type { IncomingHttpHeaders } from 'node:http';
import { INTERNAL_SESSION_HEADER, serviceSession, signInternalSession } from '@wecube/kit';
import { afterEach, describe, expect, it } from 'vitest';
import { anEntity } from '../wecube-rest/subgraph/testing.ts';
import { aCore, aGraphPlugin, aHost, aPackage, aPlugin, aRouter, ask, cleanUp, KEY } from './testing.ts';

afterEach(cleanUp);

it('serves a subgraph per package, keeps it in the graph and reports what the composer said', async () => {
  const [core, router] = [await aCore(), await aRouter()];
  const host = await aHost(core, router);
  const target = { instanceId: 'i', baseUrl: await aPlugin(), healthy: true };
  core.change(aPackage('estate', { targets: [target] }));
  await expect.poll(() => core.state.reports).toEqual([['estate', null]]);
  expect(router.joined.get('estate')?.sdl).toContain('type EstateHost');
  const url = `${host.url}/subgraphs/estate/graphql`;
  expect(router.joined.get('estate')?.instances).toEqual([{ url }]);
  const { body } = await ask(url, '{ estateHosts { nodes { id ip displayName } } }');
  expect(body).toEqual({ data: { estateHosts: { nodes: [{ id: 'h1', ip: '10.0.0.1', displayName: 'Bearer tok' }] } } });
});

it('swaps a subgraph whose model changed, adds edges when the other package arrives, drops what left', async () => {
  const [core, router] = [await aCore(), await aRouter()];
  await aHost(core, router);
  const shell = aPackage('shell', { entities: [anEntity('shell:agent', { host: { ref: 'estate:host' } })] });
  core.change(shell);
  await expect.poll(() => router.calls).toEqual(['PUT shell']);
  expect(router.joined.get('shell')?.sdl).not.toContain('EstateHost');
  core.change(shell, aPackage('estate'));
  await expect.poll(() => [...router.calls].sort()).toEqual(['PUT estate', 'PUT shell', 'PUT shell']);
  expect(router.joined.get('shell')?.sdl).toContain('shellAgents(');
  core.change(aPackage('estate'));
  await expect.poll(() => router.joined.has('shell')).toBe(false);
  core.change(aPackage('estate', { token: 'another' }));
  await expect.poll(() => core.state.packages[0]?.token).toBe('another');
  expect(router.calls.filter((call) => call === 'PUT estate')).toHaveLength(1);
});

it("tells core the composer's words, and tries again with what is served", async () => {
  const [core, router] = [await aCore(), await aRouter()];
  router.refused.add('estate');
  await aHost(core, router);
  core.change(aPackage('estate'));
  await expect.poll(() => core.state.reports).toEqual([['estate', 'Type EstateHost does not fit.']]);
  router.refused.clear();
  core.change(aPackage('estate'));
  await expect.poll(() => core.state.reports.at(-1)).toEqual(['estate', null]);
});

describe('a plugin that speaks GraphQL', () => {
  const SDL = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
    type Query { moonPhase(at: String): String } type Mutation { moonTurn: Int }
    type EstateHost @key(fields: "id") { id: ID! phase: String }`;
  const speaking = (baseUrl: string) => {
    const entry = aPackage('moon', { targets: [{ instanceId: 'i', baseUrl, healthy: true }] });
    return { ...entry, manifest: { ...(entry.manifest as object), graphqlPath: '/moon/graphql' } };
  };

  it('serves its own part of the graph: asked by the host, with the token of the platform and no session', async () => {
    const seen: { url?: string; headers: IncomingHttpHeaders; body: { query: string; variables?: object } }[] = [];
    const baseUrl = await aGraphPlugin(SDL, (call) => {
      seen.push(call);
      return {
        data: { moonPhase: 'full' },
        errors: [{ message: 'no phase', path: ['x'], extensions: { code: 'MOON' } }],
      };
    });
    const [core, router] = [await aCore(), await aRouter()];
    const host = await aHost(core, router);
    core.change(speaking(baseUrl), aPackage('estate'));
    await expect
      .poll(() => new Map(core.state.reports))
      .toEqual(
        new Map([
          ['moon', null],
          ['estate', null],
        ]),
      );
    expect(router.joined.get('moon')?.sdl).toBe(SDL);
    const { body } = await ask(`${host.url}/subgraphs/moon/graphql`, '{ moonPhase }');
    expect(body.data).toEqual({ moonPhase: 'full' });
    expect(body.errors).toMatchObject([{ message: 'no phase', path: ['x'], extensions: { code: 'MOON' } }]);
    expect(seen.at(-1)?.url).toBe('/moon/graphql');
    expect(seen.at(-1)?.headers).toMatchObject({ authorization: 'Bearer tok', 'x-wecube-operator': 'test' });
    expect(Object.keys(seen.at(-1)?.headers ?? {})).not.toContain(INTERNAL_SESSION_HEADER);
  });

  it('is asked for changes by those only who may make them, and not twice', async () => {
    let asked = 0;
    const baseUrl = await aGraphPlugin(SDL, () => {
      asked += 1;
      return null;
    });
    const [core, router] = [await aCore(), await aRouter()];
    const host = await aHost(core, router);
    core.change(speaking(baseUrl));
    await expect.poll(() => core.state.reports).toEqual([['moon', null]]);
    const reader = signInternalSession({ ...serviceSession('test'), actions: ['object:read'] }, KEY);
    const url = `${host.url}/subgraphs/moon/graphql`;
    const refused = await ask(url, 'mutation { moonTurn }', reader);
    expect([refused.body.errors?.[0]?.extensions['code'], asked]).toEqual(['FORBIDDEN', 0]);
    const lost = await ask(url, 'mutation { moonTurn }');
    expect([lost.body.errors?.[0]?.extensions['code'], asked]).toEqual(['PLUGIN_CONNECTION_LOST', 1]);
  });

  it('is left out with the reason when it serves none or has subscriptions, and stays when it stops', async () => {
    const [core, router] = [await aCore(), await aRouter()];
    await aHost(core, router);
    core.change(speaking(await aPlugin()));
    await expect.poll(() => core.state.reports.at(-1)?.[1]).toContain('/moon/graphql does not serve a subgraph: ');
    core.change(speaking(await aGraphPlugin(`${SDL} type Subscription { moon: Int }`, () => ({}))));
    await expect.poll(() => core.state.reports.at(-1)?.[1]).toContain('it has subscriptions');
    core.change(speaking(await aGraphPlugin(SDL, () => ({}))));
    await expect.poll(() => core.state.reports.at(-1)).toEqual(['moon', null]);
    core.change({ ...speaking(''), targets: [] }, aPackage('estate'));
    await expect.poll(() => router.joined.has('estate')).toBe(true);
    expect(router.joined.get('moon')?.sdl).toBe(SDL);
  });
});

it('keeps other packages when one cannot be built, and names its fault', async () => {
  const [core, router] = [await aCore(), await aRouter()];
  await aHost(core, router);
  core.change(aPackage('estate'), aPackage('broken', { entities: [{ name: 1 }] }));
  await expect.poll(() => [...router.joined.keys()]).toEqual(['estate']);
  await expect
    .poll(() => core.state.reports.map(([name, error]) => [name, error === null]))
    .toEqual([
      ['estate', true],
      ['broken', false],
    ]);
});

it('starts before core and the router do and catches up; comes back when core was away', async () => {
  const first = await aCore();
  const port = first.server.port;
  first.change(aPackage('estate'));
  const router = await aRouter();
  await aHost(first, router);
  await expect.poll(() => [...router.joined.keys()]).toEqual(['estate']);
  await first.stop();
  router.joined.clear();
  const second = await aCore(port);
  second.change(aPackage('estate'), aPackage('shell'));
  await expect.poll(() => [...router.joined.keys()].sort(), { timeout: 15_000 }).toEqual(['estate', 'shell']);
});

it('keeps the graph of every router, whether or not another one is away', async () => {
  const [core, first, second] = [await aCore(), await aRouter(), await aRouter()];
  await aHost(core, { url: `${first.url}, http://127.0.0.1:1, ${second.url}` });
  core.change(aPackage('estate'));
  await expect.poll(() => [first, second].map(({ joined }) => joined.has('estate'))).toEqual([true, true]);
  second.joined.clear();
  await expect.poll(() => second.joined.has('estate'), { timeout: 15_000 }).toBe(true);
  core.change();
  await expect.poll(() => [first, second].map(({ joined }) => joined.size)).toEqual([0, 0]);
});

it('answers bad requests with a code and trusts only signed sessions', async () => {
  const [core, router] = [await aCore(), await aRouter()];
  const host = await aHost(core, router);
  core.change(aPackage('estate'));
  await expect.poll(() => router.joined.has('estate')).toBe(true);
  const url = `${host.url}/subgraphs/estate/graphql`;
  const codeOf = async (...args: Parameters<typeof ask>) => (await ask(...args)).body.errors?.[0]?.extensions['code'];
  expect(await codeOf(url, '{ estateHosts { totalCount } }', null)).toBe('UNAUTHENTICATED');
  expect(await codeOf(url, '{ estateHosts { totalCount } }', signInternalSession(serviceSession('x'), `${KEY}!`))).toBe(
    'UNAUTHENTICATED',
  );
  expect(await codeOf(url, '{ estateHosts { totalCount } }')).toBe('PLUGIN_UNREACHABLE');
  expect(await codeOf(url, '{ nothing }')).toBe('BAD_USER_INPUT');
  expect(await codeOf(url, '{ nothing')).toBe('BAD_USER_INPUT');
  expect(await codeOf(`${host.url}/subgraphs/absent/graphql`, '{ a }')).toBe('PACKAGE_NOT_SERVED');
  expect(await codeOf(`${host.url}/elsewhere`, '{ a }')).toBe('NOT_FOUND');
  expect((await fetch(`${host.url}/health`)).status).toBe(200);
});
