import { afterAll, beforeAll, expect, it } from 'vitest';
import { startSeverableLink } from '../testing/severable-link.ts';
import { startTestAuth, type TestAuth } from '../testing/test-auth.ts';
import { type Answer, startTestRouter, subgraphSetting, type TestRouter, until } from '../testing/test-router.ts';
import { FEDERATION, people, startTestSubgraph } from '../testing/test-subgraph.ts';

const SWAPS = 12;
const CLIENTS = 8;
const TEAM = `${FEDERATION} type Query { team: [Person!]! } type Person @key(fields: "id", resolvable: false) { id: ID! }`;

let auth: TestAuth;
let primary: Awaited<ReturnType<typeof startTestSubgraph>>;
let backup: Awaited<ReturnType<typeof startTestSubgraph>>;
let team: Awaited<ReturnType<typeof startTestSubgraph>>;
let link: Awaited<ReturnType<typeof startSeverableLink>>;
let router: TestRouter;

beforeAll(async () => {
  auth = await startTestAuth();
  primary = await startTestSubgraph(people());
  backup = await startTestSubgraph(people());
  link = await startSeverableLink(primary.url);
  team = await startTestSubgraph({
    name: 'team',
    sdl: TEAM.replace(FEDERATION, ''),
    resolvers: { Query: { team: () => [{ id: 'p1' }, { id: 'p2' }] } },
  });
  router = await startTestRouter({
    WECUBE_AUTH_JWKS_URL: auth.jwksUrl,
    WECUBE_SUBGRAPHS: subgraphSetting({ name: 'people', urls: [link.url, backup.url] }),
  });
  await router.ready();
  await router.internal('PUT', '/subgraphs/team', { sdl: TEAM, instances: [{ url: team.url }] });
});
afterAll(async () => {
  await router[Symbol.asyncDispose]();
  await link[Symbol.asyncDispose]();
  for (const server of [primary, backup, team]) await server[Symbol.asyncDispose]();
  await auth[Symbol.asyncDispose]();
});

/** Asks a federated query without a pause from several clients until told to stop; returns what did not succeed. */
function load(token: string) {
  const failed: Answer[] = [];
  let answered = 0;
  let running = true;
  const client = async (id: number) => {
    while (running) {
      // Ever new documents: each is parsed, validated and planned while the graph changes.
      const answer = await router.ask(`query Load${id}_${answered % 50} { team { id name } people { id } }`, token);
      answered += 1;
      if (answer.errors) failed.push(answer);
    }
  };
  const clients = Array.from({ length: CLIENTS }, (_, id) => client(id));
  return {
    answered: () => answered,
    async stop() {
      running = false;
      await Promise.all(clients);
      return failed;
    },
  };
}

it('drops no request while the graph changes', async () => {
  const requests = load(await auth.token());
  await until(() => requests.answered() > CLIENTS);
  const versions = new Set<number>();
  for (let swap = 0; swap < SWAPS; swap += 1) {
    const sdl = `${FEDERATION} type Query { extra${swap}: String } type Extra${swap} @key(fields: "id") { id: ID! }`;
    const { body } = await router.internal('PUT', '/subgraphs/extra', { sdl, instances: [{ url: team.url }] });
    versions.add(body.version as number);
  }
  const during = requests.answered();
  expect(await requests.stop()).toEqual([]);
  expect(versions.size).toBe(SWAPS);
  expect(during).toBeGreaterThan(SWAPS);
});

it('drops no query while an instance is killed and comes back', async () => {
  const token = await auth.token();
  const requests = load(token);
  await until(() => requests.answered() > CLIENTS);
  await link.cut();
  const atCut = requests.answered();
  await until(() => requests.answered() > atCut + 50);
  await link.restore();
  await until(async () => {
    const { data } = await router.ask('{ subgraphs { name instances { url primary } } }', token);
    return JSON.stringify(data).includes(`{"url":"${link.url}","primary":true}`);
  });
  expect(await requests.stop()).toEqual([]);
});
