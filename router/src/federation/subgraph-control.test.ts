import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestAuth, type TestAuth } from '../testing/test-auth.ts';
import { startTestRouter, subgraphSetting, type TestRouter, until } from '../testing/test-router.ts';
import { FEDERATION, people, startTestSubgraph } from '../testing/test-subgraph.ts';

const INSTANCES = '{ subgraphs { name instances { id url state primary preferred drainedBy history { reason } } } }';
const SDL = `${FEDERATION} type Query { extra: String }`;

type Server = Awaited<ReturnType<typeof startTestSubgraph>>;
type Shown = { id: string; url: string; state: string; primary: boolean; preferred: boolean; drainedBy: string | null };

let auth: TestAuth;
let servers: [Server, Server];
let router: TestRouter;
let operator: string;

beforeAll(async () => {
  auth = await startTestAuth();
  operator = await auth.token(['graph:read', 'graph:manage']);
  servers = [await startTestSubgraph(people({ p1: 'Ada' })), await startTestSubgraph(people({ p1: 'Grace' }))];
  router = await startTestRouter({
    WECUBE_AUTH_JWKS_URL: auth.jwksUrl,
    WECUBE_SUBGRAPHS: subgraphSetting({ name: 'people', urls: servers.map(({ url }) => url) }),
  });
  await router.ready();
  await until(async () => (await shown()).every(({ state }) => state === 'UP'));
});
afterAll(async () => {
  await router[Symbol.asyncDispose]();
  for (const server of servers) await server[Symbol.asyncDispose]();
  await auth[Symbol.asyncDispose]();
});

async function shown(name = 'people'): Promise<Shown[]> {
  const { data } = await router.ask(INSTANCES, operator);
  const all = (data?.['subgraphs'] ?? []) as { name: string; instances: Shown[] }[];
  return all.find((subgraph) => subgraph.name === name)?.instances ?? [];
}

async function change(action: string, url: string, more: object = {}, subgraph = 'people') {
  const type = action === 'drain' ? 'DrainSubgraphInstanceInput' : 'SubgraphInstanceInput';
  const answer = await router.ask(
    `mutation ($input: ${type}!) { payload: ${action}SubgraphInstance(input: $input) { instance { state } problems { code } } }`,
    operator,
    { input: { id: `${subgraph}:${url}`, ...more } },
  );
  return answer.data?.['payload'] as unknown as { instance: Shown | null; problems: { code: string }[] };
}

const answeredBy = async () => (await router.ask('{ people { name } }', operator)).data?.['people']?.[0]?.['name'];

it('drains and resumes an instance, and shows who did it', async () => {
  const [primary, backup] = servers;
  expect(await answeredBy()).toBe('Ada');
  expect(await change('drain', primary.url)).toEqual({ instance: { state: 'DRAINING' }, problems: [] });
  expect(await answeredBy()).toBe('Grace');
  expect((await shown())[0]).toMatchObject({ state: 'DRAINING', primary: false, drainedBy: 'ada' });
  expect((await change('drain', backup.url)).problems).toEqual([{ code: 'LAST_SUBGRAPH_INSTANCE' }]);
  expect((await change('prefer', primary.url)).problems).toEqual([{ code: 'SUBGRAPH_INSTANCE_DRAINING' }]);
  expect((await change('drain', backup.url, { force: true })).problems).toEqual([]);
  const { errors } = await router.ask('{ people { name } }', operator);
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE', retryable: true });
  await change('resume', primary.url);
  await change('resume', backup.url);
  expect(await answeredBy()).toBe('Ada');
  const reasons = (await router.ask(INSTANCES, operator)).data?.['subgraphs']?.[0]?.['instances']?.[0]?.['history'];
  expect(JSON.stringify(reasons)).toMatch(/JOINED.*DRAINED.*RESUMED/);
});

it('prefers an instance until it is released', async () => {
  const [, backup] = servers;
  await change('prefer', backup.url);
  expect(await answeredBy()).toBe('Grace');
  expect((await shown()).map(({ preferred }) => preferred)).toEqual([false, true]);
  await change('release', backup.url);
  expect(await answeredBy()).toBe('Ada');
});

it('keeps what an operator decided when the same address is registered again', async () => {
  const [primary, backup] = servers;
  const register = (...urls: string[]) =>
    router.internal('PUT', '/subgraphs/extra', { sdl: SDL, instances: urls.map((url) => ({ url })) });
  await register(primary.url, backup.url);
  await until(async () => (await shown('extra')).filter(({ state }) => state === 'UP').length === 2);
  expect((await change('drain', primary.url, {}, 'extra')).problems).toEqual([]);
  await register(backup.url);
  expect(await shown('extra')).toHaveLength(1);
  await register(primary.url, backup.url);
  expect((await shown('extra'))[0]).toMatchObject({ state: 'DRAINING', drainedBy: 'ada' });
});

it('refuses those who may only look, and says when there is no such instance', async () => {
  const reader = await auth.token(['graph:read']);
  const mutation = 'mutation { resumeSubgraphInstance(input: { id: "people:x" }) { problems { code } } }';
  const { errors } = await router.ask(mutation, reader);
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', action: 'graph:manage' });
  expect((await change('resume', 'http://127.0.0.1:1')).problems).toEqual([{ code: 'SUBGRAPH_INSTANCE_NOT_FOUND' }]);
});

it('tells changes as they happen', async () => {
  const [primary] = servers;
  const client = router.connect(operator);
  const seen: string[] = [];
  const query = 'subscription { subgraphChanged { name instances { url state } } }';
  const stop = client.subscribe<{ subgraphChanged: { name: string; instances: Shown[] } }>(
    { query },
    {
      next: ({ data }) => {
        const instance = data?.subgraphChanged.instances.find(({ url }) => url === primary.url);
        if (data?.subgraphChanged.name === 'people' && instance) seen.push(instance.state);
      },
      error: () => {},
      complete: () => {},
    },
  );
  // A change from before the stream began is not told: it is made again until one is.
  await until(async () => {
    await change('drain', primary.url);
    const isTold = await until(() => seen.includes('DRAINING'), 1_000).then(
      () => true,
      () => false,
    );
    await change('resume', primary.url);
    return isTold;
  }, 60_000);
  await until(() => seen.at(-1) === 'UP');
  stop();
});
