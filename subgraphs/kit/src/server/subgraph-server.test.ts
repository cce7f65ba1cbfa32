import { once } from 'node:events';
import { createClient } from 'graphql-ws';
import { Arg, Authorized, Ctx, Field, ID, ObjectType, Query, Resolver, Root, Subscription } from 'type-graphql';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import WebSocket from 'ws';
import { INTERNAL_SESSION_HEADER, signInternalSession } from '../access/internal-session.ts';
import { serviceSession } from '../access/session.ts';
import { AppError } from '../errors.ts';
import { buildSubgraph } from '../graphql/build-subgraph.ts';
import { ConnectionArgs, connectionType, pageArgs, toConnection } from '../graphql/connection.ts';
import type { GraphContext } from '../graphql/context.ts';
import { createLogger } from '../logger.ts';
import { createInProcessPubSub } from '../ports/in-process-pub-sub.ts';
import { type RunningServer, startSubgraphServer } from './subgraph-server.ts';

const KEY = 'a key of the tests that is long enough 123';
const pubSub = createInProcessPubSub();

@ObjectType('Probe')
class Probe {
  @Field(() => ID) id!: string;
}
const ProbeConnection = connectionType(Probe, 'Probe');

@Resolver(() => Probe)
class ProbeResolver {
  @Authorized('package:read')
  @Query(() => ProbeConnection)
  probes(@Arg('fail', () => String, { nullable: true }) fail: string | null, @Ctx() _context: GraphContext) {
    if (fail === 'known') throw new AppError('PROBE_LOST', 'The probe is lost.');
    if (fail) throw new Error('the secret inside');
    const page = pageArgs(new ConnectionArgs());
    return toConnection({ rows: [{ id: 'a' }, { id: 'b' }], page, cursorOf: (row) => [row.id], count: async () => 2 });
  }

  @Authorized('public')
  @Query(() => String)
  open(): string {
    return 'open';
  }

  @Authorized('public')
  @Query(() => String)
  wait(@Ctx() { signal }: GraphContext): Promise<string> {
    waiting.push({ signal });
    return new Promise(() => {});
  }

  @Authorized('package:read')
  @Subscription(() => Probe, { subscribe: () => pubSub.subscribe('probe') })
  probeChanged(@Root() probe: Probe): Probe {
    return probe;
  }
}

let server: RunningServer;
const waiting: { signal: AbortSignal | undefined }[] = [];
const instance = new ProbeResolver();

beforeAll(async () => {
  const { schema } = await buildSubgraph({ resolvers: [ProbeResolver], container: { get: () => instance } });
  server = await startSubgraphServer({
    name: 'probe',
    schema,
    internalKey: KEY,
    logger: createLogger('test', { level: 'silent' }),
  });
});
afterAll(() => server[Symbol.asyncDispose]());

async function ask(query: string, session: string | null = signInternalSession(serviceSession('test'), KEY)) {
  const response = await fetch(server.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-request-id': 'req_1',
      ...(session && { [INTERNAL_SESSION_HEADER]: session }),
    },
    body: JSON.stringify({ query }),
  });
  return (await response.json()) as {
    data?: Record<string, unknown>;
    errors?: { message: string; extensions: Record<string, unknown> }[];
  };
}

it('answers a page and its total', async () => {
  const { data } = await ask('{ probes { nodes { id } totalCount pageInfo { hasNextPage } } }');
  expect(data).toEqual({
    probes: { nodes: [{ id: 'a' }, { id: 'b' }], totalCount: 2, pageInfo: { hasNextPage: false } },
  });
});

it('refuses a request without a session, with a forged and with an expired one', async () => {
  expect((await ask('{ probes { totalCount } }', null)).errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
  const forged = signInternalSession(serviceSession('test'), `${KEY}x`);
  expect((await ask('{ probes { totalCount } }', forged)).errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
  const old = signInternalSession(serviceSession('test'), KEY, Date.now() - 120_000);
  expect((await ask('{ open }', old)).errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
});

it('refuses what the session may not do and what waits for a new password', async () => {
  const reader = signInternalSession({ ...serviceSession('x'), actions: ['run:read'] }, KEY);
  expect((await ask('{ probes { totalCount } }', reader)).errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
  const fresh = signInternalSession({ ...serviceSession('x'), mustChangePassword: true }, KEY);
  expect((await ask('{ probes { totalCount } }', fresh)).errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
  expect((await ask('{ open }', null)).data).toEqual({ open: 'open' });
});

it('gives known errors their code and hides unknown ones', async () => {
  const known = await ask('{ probes(fail: "known") { totalCount } }');
  expect(known.errors?.[0]).toMatchObject({
    message: 'The probe is lost.',
    extensions: { code: 'PROBE_LOST', requestId: 'req_1', retryable: false },
  });
  const unknown = await ask('{ probes(fail: "else") { totalCount } }');
  expect(unknown.errors?.[0]?.extensions['code']).toBe('INTERNAL');
  expect(JSON.stringify(unknown)).not.toContain('secret');
});

it("answers a wrong query as the client's fault", async () => {
  expect((await ask('{ nothing }')).errors?.[0]?.extensions['code']).toBe('GRAPHQL_VALIDATION_FAILED');
});

describe('a request that nobody waits for any longer', () => {
  const wait = (headers: Record<string, string>, signal?: AbortSignal) =>
    fetch(server.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query: '{ wait }' }),
      ...(signal && { signal }),
    });

  it('is cancelled at the deadline of its caller, with a code', async () => {
    const response = await wait({ 'x-wecube-timeout-ms': '50' });
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'DEADLINE_EXCEEDED' } }] });
    expect(waiting.at(-1)?.signal?.reason).toMatchObject({ code: 'DEADLINE_EXCEEDED' });
  });

  it('is cancelled when the caller leaves', async () => {
    const before = waiting.length;
    const leaving = new AbortController();
    const answer = wait({ 'x-wecube-timeout-ms': 'soon' }, leaving.signal).catch((error: Error) => error.name);
    await vi.waitFor(() => expect(waiting.length).toBe(before + 1), 20_000);
    const cancelled = once(waiting.at(-1)?.signal as AbortSignal, 'abort');
    leaving.abort();
    expect(await answer).toBe('AbortError');
    await cancelled;
    expect(waiting.at(-1)?.signal?.reason).toMatchObject({ code: 'CLIENT_CLOSED_REQUEST' });
  });
});

it('refuses a body that is no JSON', async () => {
  const response = await fetch(server.url, { method: 'POST', body: '{' });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
});

it('carries a subscription with the session of the connection', async () => {
  const client = createClient({
    url: server.wsUrl,
    webSocketImpl: WebSocket,
    connectionParams: { [INTERNAL_SESSION_HEADER]: signInternalSession(serviceSession('test'), KEY) },
  });
  const events = client.iterate<{ probeChanged: Probe }>({ query: 'subscription { probeChanged { id } }' });
  const first = events.next();
  const timer = setInterval(() => pubSub.publish('probe', { id: 'live' }), 20);
  expect((await first).value?.data).toEqual({ probeChanged: { id: 'live' } });
  clearInterval(timer);
  await client.dispose();
});

it('refuses to build a subgraph with a root field that names no action', async () => {
  @Resolver()
  class OpenResolver {
    @Query(() => String)
    forgotten(): string {
      return '';
    }
  }
  await expect(
    buildSubgraph({ resolvers: [OpenResolver], container: { get: () => new OpenResolver() } }),
  ).rejects.toThrow('forgotten');
});
