import { buildSubgraphSchema } from '@apollo/subgraph';
import { createLogger, type GraphContext, startSubgraphServer, startTelemetry } from '@wecube/kit';
import { startOtlpReceiver } from '@wecube/kit/testing/otlp-receiver';
import { parse } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTaskSubgraph, type TaskSubgraph } from './testing/task-subgraph.ts';
import { startTestAuth, type TestAuth } from './testing/test-auth.ts';
import { startTestRouter, subgraphSetting, type TestRouter } from './testing/test-router.ts';
import { FEDERATION, INTERNAL_KEY } from './testing/test-subgraph.ts';

const PARENT = { id: '0af7651916cd43dd8448eb211c80319c', span: 'b7ad6b7169203331' };

let auth: TestAuth;
let receiver: Awaited<ReturnType<typeof startOtlpReceiver>>;
let tasks: TaskSubgraph;
let people: Awaited<ReturnType<typeof startPeople>>;
let router: TestRouter;

beforeAll(async () => {
  auth = await startTestAuth();
  receiver = await startOtlpReceiver();
  tasks = await startTaskSubgraph();
  people = await startPeople(receiver.url);
  router = await startTestRouter({
    WECUBE_AUTH_JWKS_URL: auth.jwksUrl,
    WECUBE_OTLP_ENDPOINT: receiver.url,
    WECUBE_SUBGRAPHS: subgraphSetting({ name: 'tasks', urls: [tasks.url] }, { name: 'people', urls: [people.url] }),
  });
  await router.ready();
});
afterAll(async () => {
  await router[Symbol.asyncDispose]();
  await people[Symbol.asyncDispose]();
  await tasks[Symbol.asyncDispose]();
  await receiver[Symbol.asyncDispose]();
  await auth[Symbol.asyncDispose]();
});

it('one request is one trace: of its caller, over router and subgraph', async () => {
  const response = await fetch(`${router.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-request-id': 'req_traced',
      authorization: `Bearer ${await auth.token()}`,
      traceparent: `00-${PARENT.id}-${PARENT.span}-01`,
    },
    body: JSON.stringify({ query: '{ tasks { id owner { name } } }' }),
  });
  expect(await response.json()).toEqual({ data: { tasks: [{ id: 't1', owner: { name: 'Person p1' } }] } });
  const all = await receiver.until((spans) => spans.filter(({ traceId }) => traceId === PARENT.id).length >= 4);
  const of = (name: string) => all.find((span) => span.traceId === PARENT.id && span.name === name);
  const request = of('POST /graphql');
  expect(request).toMatchObject({
    service: 'router',
    parentSpanId: PARENT.span,
    attributes: { 'wecube.request.id': 'req_traced', 'http.response.status_code': 200 },
  });
  expect(of('fetch tasks')).toMatchObject({ service: 'router', parentSpanId: request?.spanId });
  expect(of('fetch people')).toMatchObject({ service: 'router', parentSpanId: request?.spanId });
  expect(of('people /graphql')).toMatchObject({ service: 'people', parentSpanId: of('fetch people')?.spanId });
});

it('every event of a subscription is a trace that points back at its connection', async () => {
  const client = router.connect(await auth.token());
  const events = client.iterate({ query: 'subscription { taskChanged { id owner { name } } }' });
  const first = events.next();
  const publish = setInterval(() => tasks.change(), 50);
  expect((await first).value).toMatchObject({ data: { taskChanged: { owner: { name: 'Person p1' } } } });
  clearInterval(publish);
  await client.dispose();
  const complete = (name: string) => (spans: typeof receiver.spans) => spans.find((span) => span.name === name);
  const isWhole = (spans: readonly (typeof receiver.spans)[number][]) => {
    const event = complete('subscription event')([...spans]);
    const served = spans.some((span) => span.name === 'people /graphql' && span.traceId === event?.traceId);
    return served && complete('WebSocket /graphql')([...spans]) !== undefined;
  };
  const spans = [...(await receiver.until(isWhole))];
  expect(complete('subscription event')(spans)?.links).toEqual([complete('WebSocket /graphql')(spans)?.traceId]);
});

/** A subgraph that records traces. */
async function startPeople(collector: string) {
  const telemetry = await startTelemetry('people', { WECUBE_OTLP_ENDPOINT: collector });
  const sdl = 'type Query { me: Person } type Person @key(fields: "id") { id: ID! name: String! }';
  const resolvers = {
    Person: { __resolveReference: ({ id }: { id: string }, _context: GraphContext) => ({ id, name: `Person ${id}` }) },
  };
  const server = await startSubgraphServer({
    name: 'people',
    schema: buildSubgraphSchema([{ typeDefs: parse(`${FEDERATION}\n${sdl}`), resolvers: resolvers as never }]),
    internalKey: INTERNAL_KEY,
    logger: createLogger('people', { level: 'silent' }),
    telemetry,
  });
  return {
    url: server.url,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await telemetry[Symbol.asyncDispose]();
    },
  };
}
