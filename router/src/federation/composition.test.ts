import type { RunningServer } from '@wecube/kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestAuth, type TestAuth } from '../testing/test-auth.ts';
import { startTestRouter, subgraphSetting, type TestRouter } from '../testing/test-router.ts';
import { FEDERATION, people, startTestSubgraph } from '../testing/test-subgraph.ts';

const ESTATE = `type Query { estateHosts: [EstateHost!]! } type EstateHost @key(fields: "id") { id: ID! owner: Person }
  type Person @key(fields: "id", resolvable: false) { id: ID! }`;

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

describe('the graph', () => {
  it('answers from a configured subgraph and passes the session on', async () => {
    const answer = await router.ask('{ people { id name } whoAmI }', token);
    expect(answer).toEqual({
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

  it('lets a subgraph join at run time and joins its objects with those of others', async () => {
    const before = (await router.ask('{ supergraph { version } }', token)).data?.['supergraph'] as unknown as {
      version: number;
    };
    const { status, body } = await router.internal('PUT', '/subgraphs/estate', registration());
    expect(status).toBe(200);
    expect(body.version).toBe(before.version + 1);
    const answer = await router.ask('{ estateHosts { id owner { name } } }', token);
    expect(answer.data).toEqual({ estateHosts: [{ id: 'h1', owner: { name: 'Grace' } }] });
  });

  it('keeps the version when a subgraph registers again unchanged', async () => {
    const first = await router.internal('PUT', '/subgraphs/estate', registration());
    const second = await router.internal('PUT', '/subgraphs/estate', registration());
    expect(second.body.version).toBe(first.body.version);
  });
});
