import { ApolloServer } from '@apollo/server';
import type { RunningServer } from '@wecube/kit';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTestAuth, type TestAuth } from '../testing/test-auth.ts';
import { startTestRouter, subgraphSetting, type TestRouter } from '../testing/test-router.ts';
import { FEDERATION, people, startTestSubgraph } from '../testing/test-subgraph.ts';

const TEAM = `
  type Query { team: Team broken: String hello(name: String!, loud: Boolean = false): String! needed: Int! }
  type Mutation { rename(name: String!): Team! }
  type Team { id: ID! name: String! lead: Person }
  type Person @key(fields: "id", resolvable: false) { id: ID! }
`;

let auth: TestAuth;
let subgraphs: RunningServer[];
let router: TestRouter;
let token: string;
const slow = vi.spyOn(ApolloServer.prototype, 'executeHTTPGraphQLRequest');
/** How often the router's own Apollo Server answered; those of the subgraphs see no bearer token. */
const slowAnswers = () =>
  slow.mock.calls.filter(([{ httpGraphQLRequest }]) => httpGraphQLRequest.headers.has('authorization')).length;

beforeAll(async () => {
  auth = await startTestAuth();
  const team = (name: string) => ({ id: 't1', name, lead: { __typename: 'Person', id: 'p1' } });
  subgraphs = [
    await startTestSubgraph(people()),
    await startTestSubgraph({
      name: 'team',
      sdl: TEAM,
      resolvers: {
        Query: {
          team: () => team('Bridge'),
          hello: (_source: never, { name, loud }: { name: string; loud: boolean }) => `Hello ${name}${loud ? '!' : ''}`,
          broken: () => {
            throw new Error('not today');
          },
          needed: () => null,
        },
        Mutation: { rename: (_source: never, { name }: { name: string }) => team(name) },
      },
    }),
  ];
  const [one, other] = subgraphs as [RunningServer, RunningServer];
  const WECUBE_SUBGRAPHS = subgraphSetting({ name: 'people', urls: [one.url] }, { name: 'team', urls: [other.url] });
  router = await startTestRouter({ WECUBE_AUTH_JWKS_URL: auth.jwksUrl, WECUBE_SUBGRAPHS });
  await router.ready();
  token = await auth.token();
});

afterAll(async () => {
  await router[Symbol.asyncDispose]();
  for (const subgraph of subgraphs) await subgraph[Symbol.asyncDispose]();
  await auth[Symbol.asyncDispose]();
  slow.mockRestore();
});

beforeEach(() => void slow.mockClear());

type Asked = { body: unknown; headers?: Record<string, string>; method?: string; search?: string };

async function ask({ body, headers = {}, method = 'POST', search = '' }: Asked) {
  const response = await fetch(`${router.url}/graphql${search}`, {
    method,
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      'x-request-id': 'req_the_same',
      ...headers,
    },
    ...(method !== 'GET' && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const shown = [...response.headers].filter(([name]) => name !== 'date').sort();
  return { status: response.status, headers: shown, text: await response.text() };
}

const HELLO = 'query Hello($name: String!, $loud: Boolean) { hello(name: $name, loud: $loud) }';
const TWO = 'query A { team { id } } query B { team { name } }';

describe('answers as Apollo Server does', () => {
  const HOT: [string, Asked][] = [
    ['a query', { body: { query: '{ team { id name } people { name } }' } }],
    ['a query over several services', { body: { query: '{ team { lead { name } } }' } }],
    ['variables', { body: { query: HELLO, variables: { name: 'A"ü\u2028', loud: true } } }],
    ['a variable left to its default', { body: { query: HELLO, variables: { name: 'A' }, operationName: 'Hello' } }],
    ['one of several operations', { body: { query: TWO, operationName: 'B' } }],
    ['a mutation', { body: { query: 'mutation { rename(name: "N") { name lead { name } } }' } }],
    ['an error beside data', { body: { query: '{ broken team { id } }' } }],
    ['null where none may be', { body: { query: '{ team { id } needed }' } }],
    ['a refusal by a service', { body: { query: '{ people { id } whoAmI }' } }],
    ['extensions that say nothing', { body: { query: '{ team { id } }', extensions: {}, variables: null } }],
    [
      'the newer content type',
      { body: { query: '{ team { name } }' }, headers: { accept: 'application/graphql-response+json' } },
    ],
    [
      'a browser client that takes many types',
      {
        body: { query: '{ team { name id } }' },
        headers: { accept: 'application/graphql-response+json, application/json, multipart/mixed' },
      },
    ],
    ['a field of the router itself', { body: { query: '{ supergraph { version } }' } }],
  ];

  it.each(HOT)('%s, without it the second time', async (_what, asked) => {
    const first = await ask(asked);
    expect(slowAnswers()).toBe(1);
    expect(await ask(asked)).toEqual(first);
    expect(slowAnswers()).toBe(1);
  });

  const SLOW: [string, Asked][] = [
    ['a query in the address', { body: null, method: 'GET', search: '?query=%7Bteam%7Bid%7D%7D' }],
    ['the schema', { body: { query: '{ __schema { queryType { name } } team { id } }' } }],
    ['a text that is no GraphQL', { body: { query: '{ team {' } }],
    ['a field that is not there', { body: { query: '{ nothing }' } }],
    ['a variable that is missing', { body: { query: HELLO, variables: {} } }],
    ['a variable of the wrong type', { body: { query: HELLO, variables: { name: 1 } } }],
    ['variables that are no object', { body: { query: HELLO, variables: '{}' } }],
    ['an operation that is not there', { body: { query: TWO, operationName: 'C' } }],
    ['no choice of the operation', { body: { query: TWO } }],
    ['several operations in a list', { body: [{ query: '{ team { id } }' }] }],
    ['a subscription', { body: { query: 'subscription { subgraphChanged { name } }' } }],
    ['an answer nobody takes', { body: { query: '{ team { id } }' }, headers: { accept: 'text/plain' } }],
    ['a body without an operation', { body: {} }],
    ['a hash alone', { body: { extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } } }],
  ];

  it.each(SLOW)('%s, through it each time', async (_what, asked) => {
    await ask({ body: { query: '{ team { id } }' } });
    slow.mockClear();
    const first = await ask(asked);
    expect(await ask(asked)).toEqual(first);
    expect(slowAnswers()).toBe(2);
  });
});

describe('does not skip what guards the graph', () => {
  it.each([
    ['a token that is none', { authorization: 'Bearer nonsense' }, 401],
    ['a body that is none', { 'content-length': '1' }, 400],
  ])('%s', async (_what, headers, status) => {
    const body = { query: '{ team { id } }' };
    await ask({ body });
    const answer = await ask(status === 400 ? { body: '{' } : { body, headers });
    expect(answer.status).toBe(status);
  });

  it('forgets what it knows when the graph changes', async () => {
    const asked = { body: { query: '{ extra }' } };
    const instances = [{ url: (subgraphs[1] as RunningServer).url }];
    await router.internal('PUT', '/subgraphs/extra', { sdl: `${FEDERATION} type Query { extra: String }`, instances });
    await ask(asked);
    await ask(asked);
    expect(slowAnswers()).toBe(1);
    await router.internal('DELETE', '/subgraphs/extra');
    const answer = await ask(asked);
    expect([answer.status, JSON.parse(answer.text).errors[0].extensions.code]).toEqual([
      400,
      'GRAPHQL_VALIDATION_FAILED',
    ]);
  });
});
