import { buildSubgraph, createLogger, type GraphContext, type Session, serviceSession } from '@wecube/kit';
import { openTestDatabase, type TestDatabase } from '@wecube/prisma/testing';
import { type GraphQLSchema, graphql, parse, subscribe } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aLine, openRuntime, type TestRuntime } from './testing/open-runtime.ts';
import { type StubPlugin, startStubPlugin } from './testing/stub-plugin.ts';
import { aParameter, aService } from './testing.ts';

const SECRET = 'hunter2secret';
const SERVICES = [
  aService({
    inputs: [
      aParameter('script', { mappingValue: 'uptime' }),
      aParameter('password', { mappingValue: SECRET, sensitive: true }),
    ],
  }),
];
const ann: Session = { ...serviceSession('ann'), name: 'ann', actions: ['run:read', 'run:start', 'run:operate'] };
const reader: Session = { ...ann, actions: ['run:read'] };
type Answer = {
  data?: Record<string, unknown> | null;
  errors?: readonly { extensions?: { code?: string }; message: string }[];
};

let plugin: StubPlugin;
let database: TestDatabase<'core'>;
let runtime: TestRuntime;
let schema: GraphQLSchema;

beforeAll(async () => {
  plugin = await startStubPlugin();
  database = await openTestDatabase('core', 'sqlite');
  const definitions = [aLine('line', 2, { bindMode: 'AT_START' }), aLine('late', 1, { bindMode: 'AT_RUN_TIME' })];
  definitions.push({ ...aLine('kept', 1), mgmtRoles: ['APP_OPS'], useRoles: ['DEV'] });
  runtime = await openRuntime({ database: database.database, pluginUrl: plugin.url, definitions, services: SERVICES });
  await runtime.start();
  const instances = new Map<unknown, object>(runtime.resolvers);
  const container = { get: (resolver: never) => instances.get(resolver) };
  ({ schema } = await buildSubgraph({ resolvers: [...instances.keys()] as never, container }));
});
afterAll(async () => {
  await runtime.stop();
  await database.drop();
  await plugin.stop();
});

const context = (session: Session | null): GraphContext => ({
  session,
  requestId: 'r1',
  logger: createLogger('test', { level: 'silent' }),
});

async function ask(
  source: string,
  variables: Record<string, unknown> = {},
  session: Session | null = ann,
): Promise<Answer> {
  const answer = await graphql({ schema, source, variableValues: variables, contextValue: context(session) });
  return JSON.parse(JSON.stringify(answer)) as Answer;
}

async function start(): Promise<string> {
  const { data } = await ask(
    'mutation { startRun(input: { definitionId: "line", rootObjectId: "h1" }) { run { id } problems { code } } }',
  );
  return (data as { startRun: { run: { id: string } } }).startRun.run.id;
}

async function listen(id: string, sinceVersion: number | null) {
  const document = parse(
    'subscription ($id: ID!, $since: Int) { runChanged(id: $id, sinceVersion: $since) { type version run { status } } }',
  );
  const variableValues = { id, since: sinceVersion };
  const events = await subscribe({ schema, document, variableValues, contextValue: context(ann) });
  if (!(Symbol.asyncIterator in events)) throw new Error(JSON.stringify(events));
  return events;
}

describe('runs through the API', () => {
  it('previews which objects each node would touch', async () => {
    const source = `{ a: previewRun(input: { definitionId: "line", rootObjectId: "h1" }) { ...Preview }
      b: previewRun(input: { definitionId: "late", rootObjectId: "h1" }) { ...Preview }
      c: previewRun(input: { definitionId: "line", rootObjectId: "nobody" }) { ...Preview } }
      fragment Preview on RunPreview { rootObject { objectId } problems { code } nodes { nodeId resolvedNow objects { objectId } } }`;
    const { data, errors } = await ask(source);
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      a: { rootObject: { objectId: 'h1' }, problems: [] },
      b: { problems: [] },
      c: { rootObject: null, problems: [{ code: 'UNKNOWN_ROOT_OBJECT' }], nodes: [] },
    });
    const nodes = (name: string) => (data?.[name] as { nodes: unknown[] } | undefined)?.nodes;
    expect(nodes('a')).toContainEqual({ nodeId: 'n1', resolvedNow: true, objects: [{ objectId: 'h1' }] });
    expect(nodes('b')).toContainEqual({ nodeId: 'n1', resolvedNow: false, objects: [{ objectId: 'h1' }] });
  });

  it('shows a failed run with its cause, what was changed, and what may be done', async () => {
    plugin.behave = () => ({ failed: ['h1'] });
    const id = await start();
    await runtime.until(id, ({ status }) => status === 'FAULTED');
    const source = `query ($id: ID!) { run(id: $id) { status operations counts { total done failed waiting running }
      definition { name } nodes { nodeId status errorMessage changed notChanged operations rowsFailed
        bindings { objectId status errorMessage } attempts { requestId status inputs outputs resent } } } }`;
    const { data, errors } = await ask(source, { id });
    expect(errors).toBeUndefined();
    const run = data?.['run'] as { nodes: Record<string, unknown>[] };
    expect(run).toMatchObject({
      status: 'FAULTED',
      operations: ['RETRY', 'TERMINATE'],
      counts: { total: 4, done: 1, failed: 1, waiting: 2, running: 0 },
    });
    expect(run.nodes.find(({ nodeId }) => nodeId === 'n1')).toMatchObject({
      status: 'FAULTED',
      errorMessage: 'disk is full',
      notChanged: 'The plugin reported h1 as not done.',
      operations: ['RETRY', 'SKIP'],
      rowsFailed: 1,
      bindings: [{ objectId: 'h1', status: 'FAULTED', errorMessage: 'disk is full' }],
      attempts: [{ status: 'FAILED', inputs: [{ callbackParameter: 'h1', password: '******', script: 'uptime' }] }],
    });
    expect(JSON.stringify(data)).not.toContain(SECRET);
    const seen = await ask(source, { id }, reader);
    expect(seen.data?.['run']).toMatchObject({ operations: [] });
    plugin.behave = () => ({});
  });

  it('hides a sensitive value that the plugin repeats in its error', async () => {
    plugin.behave = () => ({
      body: JSON.stringify({ resultCode: '1', resultMessage: `login with ${SECRET} failed`, results: null }),
    });
    const id = await start();
    await runtime.until(id, ({ status }) => status === 'FAULTED');
    const answer = await ask(
      'query ($id: ID!) { run(id: $id) { nodes { errorMessage bindings { errorMessage } attempts { errorMessage } } } }',
      { id },
    );
    expect(JSON.stringify(answer)).toContain('login with ****** failed');
    expect(JSON.stringify(answer)).not.toContain(SECRET);
    const events = await ask('query ($id: ID!) { runEvents(runId: $id) { nodes { data } } }', { id });
    expect(JSON.stringify(events)).not.toContain(SECRET);
    plugin.behave = () => ({});
  });

  it('replays what was missed, then goes on live', async () => {
    plugin.behave = ({ requestId }) => (requestId.endsWith('.1') ? { failed: ['h1'] } : {});
    const id = await start();
    const { version } = await runtime.until(id, ({ status }) => status === 'FAULTED');
    const events = await listen(id, 1);
    const next = async () => ((await events.next()).value as { data: { runChanged: unknown } }).data.runChanged;
    for (let missed = 2; missed <= version; missed += 1) expect(await next()).toMatchObject({ version: missed });
    plugin.behave = () => ({});
    await ask('mutation ($id: ID!) { operateRun(input: { runId: $id, operation: RETRY }) { problems { code } } }', {
      id,
    });
    expect(await next()).toMatchObject({ version: version + 1, type: 'RUN_OPERATED' });
    await events.return(undefined);
  });

  it('says RESET to who missed what is kept no longer', async () => {
    const id = await start();
    await runtime.until(id, ({ status }) => status === 'COMPLETED');
    await database.database.client.runEvent.delete({ where: { runId_version: { runId: id, version: 2 } } });
    const events = await listen(id, 1);
    expect((await events.next()).value).toMatchObject({
      data: { runChanged: { type: 'RESET', run: { status: 'COMPLETED' } } },
    });
    await events.return(undefined);
  });

  it('tells its history page by page', async () => {
    const id = await start();
    await runtime.until(id, ({ status }) => status === 'COMPLETED');
    const source =
      'query ($id: ID!, $after: String) { runEvents(runId: $id, first: 2, after: $after) { totalCount nodes { version type } pageInfo { endCursor hasNextPage } } }';
    const first = (await ask(source, { id })).data?.['runEvents'] as {
      nodes: unknown[];
      pageInfo: { endCursor: string };
    };
    const second = (await ask(source, { id, after: first.pageInfo.endCursor })).data?.['runEvents'];
    expect(first).toMatchObject({
      totalCount: 3,
      nodes: [{ version: 1, type: 'RUN_STARTED' }, { version: 2 }],
      pageInfo: { hasNextPage: true },
    });
    expect(second).toMatchObject({ nodes: [{ version: 3 }], pageInfo: { hasNextPage: false } });
  });

  it('shows runs to those who may see their orchestration only, and lets only those operate who may run it', async () => {
    const dev: Session = { ...ann, kind: 'user', subject: 'dan', roles: ['DEV'] };
    const eve: Session = { ...ann, kind: 'user', subject: 'eve', roles: ['NET_OPS'] };
    plugin.behave = () => ({ failed: ['h1'] });
    const started = (session: Session) =>
      ask(
        'mutation { startRun(input: { definitionId: "kept", rootObjectId: "h1" }) { run { id } problems { code } } }',
        {},
        session,
      );
    expect((await started(eve)).data?.['startRun']).toMatchObject({
      run: null,
      problems: [{ code: 'DEFINITION_NOT_FOUND' }],
    });
    const { startRun } = (await started(dev)).data as { startRun: { run: { id: string } } };
    const { run } = startRun;
    await runtime.until(run.id, ({ status }) => status === 'FAULTED');
    const source = `query ($id: ID!) { run(id: $id) { id } runEvents(runId: $id) { totalCount nodes { version } }
      runs(first: 200) { totalCount nodes { id } } }`;
    const seenBy = async (session: Session) => {
      const data = (await ask(source, { id: run.id }, session)).data as {
        run: unknown;
        runEvents: { totalCount: number; nodes: unknown[] };
        runs: { totalCount: number; nodes: { id: string }[] };
      };
      const listed = data.runs.nodes.some(({ id }) => id === run.id);
      expect(data.runs.totalCount).toBe(data.runs.nodes.length);
      expect(data.runEvents.totalCount).toBe(data.runEvents.nodes.length);
      return [data.run !== null, data.runEvents.totalCount > 0, listed];
    };
    expect(await seenBy(dev)).toEqual([true, true, true]);
    expect(await seenBy(eve)).toEqual([false, false, false]);
    const document = parse('subscription ($id: ID!) { runChanged(id: $id, sinceVersion: 0) { type data run { id } } }');
    const events = await subscribe({ schema, document, variableValues: { id: run.id }, contextValue: context(eve) });
    const told = (await (events as AsyncGenerator<Answer>).next()).value as Answer;
    expect(told.data?.['runChanged']).toMatchObject({ data: null, run: null });
    await (events as AsyncGenerator<Answer>).return(undefined);
    const retry = (session: Session) =>
      runtime.commands.operate({ runId: run.id, operation: 'RETRY', nodeId: 'n1' }, session);
    expect((await retry(eve)).problems.map(({ code }) => code)).toEqual(['RUN_NOT_YOURS']);
    plugin.behave = () => ({});
    expect((await retry(dev)).problems).toEqual([]);
    await runtime.until(run.id, ({ status }) => status === 'COMPLETED');
  });

  it.each([
    ['nobody', null, 'UNAUTHENTICATED'],
    ['who may only read', reader, 'FORBIDDEN'],
  ] as const)('lets %s neither start nor operate', async (_who, session, code) => {
    for (const source of [
      'mutation { startRun(input: { definitionId: "line", rootObjectId: "h1" }) { problems { code } } }',
      'mutation { operateRun(input: { runId: "run_1", operation: TERMINATE }) { problems { code } } }',
      '{ previewRun(input: { definitionId: "line", rootObjectId: "h1" }) { problems { code } } }',
    ]) {
      const answer = await graphql({ schema, source, contextValue: context(session) });
      expect(answer.errors?.map((error) => (error.originalError as { code?: string } | undefined)?.code)).toEqual([
        code,
      ]);
    }
  });
});
