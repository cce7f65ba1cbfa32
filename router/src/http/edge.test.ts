import type { RunningServer } from '@wecube/kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestAuth, type TestAuth } from '../testing/test-auth.ts';
import { startTestRouter, subgraphSetting, type TestRouter } from '../testing/test-router.ts';
import { people, startTestSubgraph } from '../testing/test-subgraph.ts';

let auth: TestAuth;
let subgraph: RunningServer;
let router: TestRouter;
let token: string;

beforeAll(async () => {
  auth = await startTestAuth();
  const { resolvers, sdl, name } = people();
  subgraph = await startTestSubgraph({
    name,
    sdl: `${sdl} extend type Query { fail: String slow: String requestId: String friends(of: ID!): [Person!]! }
      extend type Person { friend: Person! }`,
    resolvers: {
      ...resolvers,
      Query: {
        ...resolvers['Query'],
        fail: () => {
          throw new Error('password is hunter2');
        },
        slow: () => new Promise((resolve) => setTimeout(() => resolve('done'), 400)),
        requestId: (_source: never, _args: never, context) => context.requestId,
      },
    },
  });
  router = await startTestRouter({
    WECUBE_AUTH_JWKS_URL: auth.jwksUrl,
    WECUBE_SUBGRAPHS: subgraphSetting({ name: 'people', urls: [subgraph.url] }),
    WECUBE_GRAPHQL_BODY_LIMIT_BYTES: '50000',
  });
  await router.ready();
  token = await auth.token();
});
afterAll(async () => {
  await router[Symbol.asyncDispose]();
  await subgraph[Symbol.asyncDispose]();
  await auth[Symbol.asyncDispose]();
});

async function post(body: string, headers: Record<string, string> = { 'content-type': 'application/json' }) {
  const response = await fetch(`${router.url}/graphql`, { method: 'POST', headers, body });
  const { errors } = (await response.json()) as { errors?: { message: string; extensions: Record<string, unknown> }[] };
  return { status: response.status, error: errors?.[0] };
}
const nested = (levels: number): string => (levels === 0 ? 'id' : `friend { ${nested(levels - 1)} }`);
const query = (text: string) => JSON.stringify({ query: text });

describe('bad input at /graphql', () => {
  const cases: [string, string, Record<string, string> | undefined, number, string][] = [
    ['no JSON', '{ people', undefined, 400, 'BAD_REQUEST'],
    ['no query', '{}', undefined, 400, 'BAD_REQUEST'],
    ['a list of queries', `[${query('{ whoAmI }')}]`, undefined, 400, 'BAD_REQUEST'],
    ['another content type', query('{ whoAmI }'), { 'content-type': 'text/plain' }, 400, 'BAD_REQUEST'],
    ['a syntax error', query('{ people {'), undefined, 400, 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', query('{ nothing }'), undefined, 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['a missing variable', query('query ($of: ID!) { friends(of: $of) { id } }'), undefined, 400, 'BAD_USER_INPUT'],
    ['a subscription', query('subscription { subgraphChanged { id } }'), undefined, 400, 'BAD_REQUEST'],
    ['too deep a query', query(`{ people { ${nested(14)} } }`), undefined, 400, 'OPERATION_TOO_BIG'],
    ['too many root fields', query(`{ ${'whoAmI '.repeat(31)} }`), undefined, 400, 'OPERATION_TOO_BIG'],
    [
      'too many tokens',
      query(`{ ${'whoAmI '.repeat(10_001).replaceAll('whoAmI', 'a')} }`),
      undefined,
      400,
      'GRAPHQL_PARSE_FAILED',
    ],
    ['too large a body', query(`{ whoAmI } #${'x'.repeat(60_000)}`), undefined, 413, 'BODY_TOO_LARGE'],
  ];
  it.each(cases)('%s gets a code and a request id, and no stack', async (_what, body, headers, status, code) => {
    const answer = await post(body, headers);
    expect([answer.status, answer.error?.extensions]).toMatchObject([
      status,
      { code, requestId: expect.stringMatching(/^req_/), retryable: false },
    ]);
    expect(JSON.stringify(answer)).not.toMatch(/stack|node_modules|\.ts:/);
  });

  it('allows the depth below the limit and the standard introspection', async () => {
    const { getIntrospectionQuery } = await import('graphql');
    expect(
      (await router.ask(`{ friends(of: "p1") { ${nested(13)} } }`, token)).errors?.[0]?.extensions['code'],
    ).not.toBe('OPERATION_TOO_BIG');
    expect((await router.ask(getIntrospectionQuery(), token)).errors).toBeUndefined();
  });

  it('refuses what is no way to ask', async () => {
    expect((await fetch(`${router.url}/graphql`, { method: 'PUT' })).status).toBe(405);
  });
});

describe('answers', () => {
  it('hide what a subgraph hides, under its code', async () => {
    const { errors, data } = await router.ask('{ fail whoAmI }', token);
    expect(data).toEqual({ fail: null, whoAmI: 'ada' });
    expect(errors).toEqual([
      {
        message: expect.not.stringContaining('hunter2'),
        path: ['fail'],
        extensions: { code: 'INTERNAL', retryable: false, requestId: expect.stringMatching(/^req_/) },
      },
    ]);
  });

  it('carry the request id of the client to the subgraph and back', async () => {
    const ask = async (id: string) => {
      const headers = { 'content-type': 'application/json', 'x-request-id': id };
      const response = await fetch(`${router.url}/graphql`, { method: 'POST', headers, body: query('{ requestId }') });
      const { data } = (await response.json()) as { data: { requestId: string } };
      return [response.headers.get('x-request-id'), data.requestId];
    };
    expect(await ask('browser-17')).toEqual(['browser-17', 'browser-17']);
    const [replaced, seen] = await ask('<script>');
    expect(replaced).toMatch(/^req_/);
    expect(seen).toBe(replaced);
  });

  it('have headers that keep browsers safe', async () => {
    const { headers } = await fetch(`${router.url}/health`);
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    });
  });

  it('are JSON for what does not exist', async () => {
    const response = await fetch(`${router.url}/estate/anything`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
  });

  it('are counted', async () => {
    await router.ask('{ whoAmI }', token);
    const text = await (await fetch(`${router.url}/metrics`)).text();
    expect(text).toMatch(/wecube_router_requests_total\{route="graphql",status="200"\} \d+/);
    expect(text).toMatch(/wecube_router_requests_total\{route="other",status="404"\} \d+/);
    expect(text).toMatch(/wecube_router_request_seconds_bucket\{le="30",route="graphql"\} \d+/);
    expect(text).toMatch(/wecube_router_subgraph_attempts_total\{subgraph="people",outcome="answered"\} \d+/);
  });
});

it('finishes the requests in hand when it stops', async () => {
  const stopping = await startTestRouter({
    WECUBE_AUTH_JWKS_URL: auth.jwksUrl,
    WECUBE_SUBGRAPHS: subgraphSetting({ name: 'people', urls: [subgraph.url] }),
  });
  await stopping.ready();
  const inHand = stopping.ask('{ slow }', token);
  await new Promise((resolve) => setTimeout(resolve, 100));
  const stopped = stopping[Symbol.asyncDispose]();
  expect((await inHand).data).toEqual({ slow: 'done' });
  await stopped;
  await expect(fetch(`${stopping.url}/health`)).rejects.toThrow();
});
