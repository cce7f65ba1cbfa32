import { serviceSession, signInternalSession } from '@wecube/kit';
import { afterEach, expect, it } from 'vitest';
import { anEntity } from '../wecube-rest/subgraph/testing.ts';
import { aCore, aHost, aPackage, aPlugin, aRouter, ask, cleanUp, KEY } from './testing.ts';

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
