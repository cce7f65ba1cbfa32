import {
  buildSubgraph,
  createInProcessPubSub,
  createLogger,
  type GraphContext,
  type Session,
  serviceSession,
  systemClock,
} from '@wecube/kit';
import { describeDatabases } from '@wecube/prisma/testing';
import { type GraphQLSchema, graphql, parse, subscribe } from 'graphql';
import { beforeAll, expect, it } from 'vitest';
import { createAuditModule } from '../../audit/index.ts';
import { createExpressionsModule } from '../../expressions/index.ts';
import { aPluginWith, ESTATE_MODEL } from '../../expressions/testing.ts';
import { createOrchestrationDesignModule } from '../module.ts';
import { aService } from '../testing.ts';

const ann: Session = { ...serviceSession('ann'), name: 'Ann' };
const GRAPH = `nodes: [
    { id: "s", name: "Start", type: START, x: 0, y: 0 }
    { id: "a", name: "Restart", type: AUTOMATIC, x: 100, y: 0, expression: "estate:host", service: "shell/script/run" }
    { id: "e", name: "End", type: END, x: 200, y: 0 }
  ] links: [{ id: "l1", source: "s", target: "a" } { id: "l2", source: "a", target: "e", label: "" }]`;

// biome-ignore lint/suspicious/noExplicitAny: answers are checked by the expectations
type Data = any;

describeDatabases('core', (open) => {
  let schema: GraphQLSchema;
  const contextOf = (session: Session | null): GraphContext => ({
    session,
    requestId: 'r1',
    logger: createLogger('test', { level: 'silent' }),
  });
  const ask = async (source: string, session: Session | null = ann): Promise<Data> => {
    const { data, errors } = await graphql({ schema, source, contextValue: contextOf(session) });
    if (errors?.[0]) throw errors[0];
    return JSON.parse(JSON.stringify(data));
  };
  const create = async (name: string): Promise<{ id: string; key: string }> => {
    const { createDefinition } = await ask(
      `mutation { createDefinition(input: { name: "${name}", rootEntity: "estate:host" }) { definition { id key } problems { code } } }`,
    );
    return createDefinition.definition;
  };

  beforeAll(async () => {
    const database = await open();
    const { expressions } = createExpressionsModule({
      dataModel: { entities: async () => ESTATE_MODEL },
      pluginCaller: aPluginWith({}).pluginCaller,
    });
    const { resolvers } = createOrchestrationDesignModule({
      database,
      expressions,
      clock: systemClock,
      pubSub: createInProcessPubSub(),
      audit: createAuditModule({ database, clock: systemClock }),
      services: {
        find: async (name) => (name === 'shell/script/run' ? aService() : null),
        withheld: async () => [],
        usableBy: async () => new Map(),
      },
      roles: { all: async () => null },
      variables: { effective: async () => null },
    });
    const instances = new Map<unknown, object>(resolvers);
    const built = await buildSubgraph({
      resolvers: [...instances.keys()] as never,
      container: { get: (resolver) => instances.get(resolver) },
    });
    schema = built.schema;
  });

  it('takes a definition from its creation to its next version', async () => {
    const { id } = await create('Restart hosts');
    const draft =
      await ask(`mutation { saveDraft(input: { id: "${id}", rowVersion: 1, nodes: [{ id: "a", name: "Restart", type: AUTOMATIC, x: 1, y: 2 }], links: [] })
      { problems { code } definition { rowVersion nodes { bindMode timeoutMs expression parameters { name } } problems { code level nodeId field message remedy } } } }`);
    expect(draft.saveDraft).toMatchObject({
      problems: [],
      definition: {
        rowVersion: 2,
        nodes: [{ bindMode: 'AT_START', timeoutMs: 1_800_000, expression: null, parameters: [] }],
      },
    });
    expect(draft.saveDraft.definition.problems).toContainEqual({
      code: 'SERVICE_MISSING',
      level: 'ERROR',
      nodeId: 'a',
      field: 'service',
      message: '"Restart" calls no service.',
      remedy: 'Choose a service.',
    });
    const early = await ask(
      `mutation { deployDefinition(input: { id: "${id}" }) { problems { code path } definition { status } } }`,
    );
    expect(early.deployDefinition.definition.status).toBe('DRAFT');
    expect(early.deployDefinition.problems).toContainEqual({ code: 'NO_START', path: [] });
    expect(early.deployDefinition.problems).toContainEqual({
      code: 'SERVICE_MISSING',
      path: ['nodes', 'a', 'service'],
    });

    await ask(`mutation { saveDraft(input: { id: "${id}", rowVersion: 2, ${GRAPH} }) { problems { code } } }`);
    const deployed = await ask(
      `mutation { deployDefinition(input: { id: "${id}", rowVersion: 3 }) { problems { code message } definition { status rowVersion deployedAt problems { code } } } }`,
    );
    expect(deployed.deployDefinition).toMatchObject({
      problems: [],
      definition: { status: 'DEPLOYED', rowVersion: 4, problems: [] },
    });

    const next = await ask(
      `mutation { newDraftFromDefinition(input: { id: "${id}" }) { problems { code } definition { id version status versions { id version status } } } }`,
    );
    expect(next.newDraftFromDefinition.definition).toMatchObject({
      version: 2,
      status: 'DRAFT',
      versions: [
        { version: 2, status: 'DRAFT' },
        { id, version: 1, status: 'DEPLOYED' },
      ],
    });
    const draftId = next.newDraftFromDefinition.definition.id;
    expect(await ask(`mutation { deleteDraft(input: { id: "${id}" }) { deletedId problems { code } } }`)).toEqual({
      deleteDraft: { deletedId: null, problems: [{ code: 'NOT_A_DRAFT' }] },
    });
    expect(await ask(`mutation { deleteDraft(input: { id: "${draftId}" }) { deletedId problems { code } } }`)).toEqual({
      deleteDraft: { deletedId: draftId, problems: [] },
    });
    expect(await ask(`{ definition(id: "${draftId}") { id } }`)).toEqual({ definition: null });
  });

  it('lists page by page, filtered and sorted', async () => {
    const made = [];
    for (const name of ['List B', 'List A', 'List C', 'List A']) made.push(await create(name));
    const list = async (args: string) =>
      (
        await ask(
          `{ definitions(where: { name: { startsWith: "List" } } ${args}) { nodes { id name } totalCount pageInfo { endCursor hasNextPage } } }`,
        )
      ).definitions;
    const first = await list('first: 3, orderBy: { field: NAME, direction: ASC }');
    expect(first).toMatchObject({ totalCount: 4, pageInfo: { hasNextPage: true } });
    const rest = await list(`first: 3, after: "${first.pageInfo.endCursor}", orderBy: { field: NAME, direction: ASC }`);
    expect([...first.nodes, ...rest.nodes].map(({ name }: { name: string }) => name)).toEqual([
      'List A',
      'List A',
      'List B',
      'List C',
    ]);
    expect(rest.pageInfo.hasNextPage).toBe(false);
    const newest = await list('first: 1');
    const older = await list(`first: 9, after: "${newest.pageInfo.endCursor}"`);
    expect([...newest.nodes, ...older.nodes].map(({ id }: { id: string }) => id)).toEqual(
      made.map(({ id }) => id).reverse(),
    );
    const byKey = await ask(
      `{ definitions(where: { key: "${made[0]?.key}", status: [DRAFT], latestOnly: true }) { nodes { id } } }`,
    );
    expect(byKey.definitions.nodes).toEqual([{ id: made[0]?.id }]);
    expect(
      (await ask(`{ definitions(where: { key: "${made[0]?.key}", status: [DEPLOYED] }) { totalCount } }`)).definitions
        .totalCount,
    ).toBe(0);
  });

  it('tells whoever watches a draft that another person saved it', async () => {
    const { id } = await create('Watched');
    const document = parse(
      `subscription { definitionChanged(id: "${id}") { type subject version data definition { updatedBy nodes { id } } } }`,
    );
    const events = (await subscribe({ schema, document, contextValue: contextOf(ann) })) as AsyncGenerator<{
      data: Data;
    }>;
    const next = events.next();
    const bob = { ...ann, name: 'Bob' };
    await ask(`mutation { saveDraft(input: { id: "${id}", rowVersion: 1, ${GRAPH} }) { problems { code } } }`, bob);
    expect(JSON.parse(JSON.stringify((await next).value.data))).toEqual({
      definitionChanged: {
        type: 'DRAFT_SAVED',
        subject: id,
        version: 2,
        data: { status: 'DRAFT', updatedBy: 'Bob' },
        definition: { updatedBy: 'Bob', nodes: [{ id: 's' }, { id: 'a' }, { id: 'e' }] },
      },
    });
    await events.return(undefined);
    const late = await ask(
      `mutation { saveDraft(input: { id: "${id}", rowVersion: 1, nodes: [], links: [] }) { problems { code message } definition { rowVersion updatedBy } } }`,
    );
    expect(late.saveDraft).toEqual({
      problems: [
        {
          code: 'DRAFT_CHANGED',
          message: 'Bob changed this draft in the meantime. Nothing of either version was lost.',
        },
      ],
      definition: { rowVersion: 2, updatedBy: 'Bob' },
    });
  });

  it.each([
    ['definition:read', '{ definitions { totalCount } }'],
    ['definition:read', '{ definition(id: "x") { id } }'],
    ['definition:edit', 'mutation { createDefinition(input: { name: "x", rootEntity: "a:b" }) { problems { code } } }'],
    [
      'definition:edit',
      'mutation { saveDraft(input: { id: "x", rowVersion: 1, nodes: [], links: [] }) { problems { code } } }',
    ],
    ['definition:edit', 'mutation { newDraftFromDefinition(input: { id: "x" }) { problems { code } } }'],
    ['definition:edit', 'mutation { copyDefinition(input: { id: "x" }) { problems { code } } }'],
    ['definition:edit', 'mutation { deleteDraft(input: { id: "x" }) { problems { code } } }'],
    ['definition:deploy', 'mutation { deployDefinition(input: { id: "x" }) { problems { code } } }'],
    ['definition:deploy', 'mutation { disableDefinition(input: { id: "x" }) { problems { code } } }'],
    ['definition:deploy', 'mutation { enableDefinition(input: { id: "x" }) { problems { code } } }'],
  ] as const)('asks for %s: %s', async (action, source) => {
    const others = (['definition:read', 'definition:edit', 'definition:deploy', 'run:start'] as const).filter(
      (other) => other !== action,
    );
    await expect(ask(source, null)).rejects.toThrow('Sign in to continue.');
    await expect(ask(source, { ...ann, actions: others })).rejects.toThrow(`Your roles do not allow "${action}".`);
    await expect(ask(source, { ...ann, actions: [action] })).resolves.toBeDefined();
  });
});
