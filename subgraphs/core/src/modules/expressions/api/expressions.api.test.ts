import { buildSubgraph, createLogger, type GraphContext, type Session, serviceSession } from '@wecube/kit';
import { graphql } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import type { EntityRow } from '../../../ports/plugin-caller.ts';
import { createExpressionsModule } from '../module.ts';
import { aPluginWith, ESTATE_MODEL } from '../testing.ts';

const HOSTS: EntityRow[] = ['web-2', 'web-1', 'db-1', 'web-1'].map((displayName, index) => ({
  id: `h${index}`,
  displayName,
  ip: `10.0.0.${index}`,
  os: index === 2 ? null : 'Linux',
  unit: 'u1',
}));
const reader: Session = { ...serviceSession('ann'), actions: ['model:read', 'object:read'] };

type Ask = <Data = Record<string, never>>(
  source: string,
  session?: Session | null,
  signal?: AbortSignal,
) => Promise<{ data?: Data; errors?: readonly { message: string; originalError?: unknown }[] }>;
let ask: Ask;
let hosts: EntityRow[];

beforeAll(async () => {
  hosts = [...HOSTS];
  const { pluginCaller } = aPluginWith({
    'estate:unit': [{ id: 'u1', displayName: 'web' }],
    get 'estate:host'() {
      return hosts;
    },
  });
  const { resolvers } = createExpressionsModule({ dataModel: { entities: async () => ESTATE_MODEL }, pluginCaller });
  const instances = new Map<unknown, object>(resolvers);
  const { schema } = await buildSubgraph({
    resolvers: [...instances.keys()] as never,
    container: { get: (resolver) => instances.get(resolver) },
  });
  ask = async (source, session = reader, signal = undefined) => {
    const contextValue: GraphContext = {
      session,
      signal,
      requestId: 'r1',
      logger: createLogger('test', { level: 'silent' }),
    };
    return JSON.parse(JSON.stringify(await graphql({ schema, source, contextValue }))) as never;
  };
});

describe('expressions through the API', () => {
  it('points at a typing error and tells what was expected', async () => {
    const { data } = await ask(
      '{ checkExpression(expression: "estate:host{ip = 1}") { ok problems { code message position end expected suggestion } } }',
    );
    expect(data).toEqual({
      checkExpression: {
        ok: false,
        problems: [
          {
            code: 'EXPRESSION_SYNTAX',
            message: '"=" is not expected here; expected operator.',
            position: 15,
            end: 16,
            expected: ['operator'],
            suggestion: null,
          },
        ],
      },
    });
  });

  it('checks against the model and the root entity', async () => {
    const { data } = await ask(
      '{ checkExpression(expression: "estate:unit~(unit)estate:host", rootEntity: "estate:unit{name eq \'x\'}") { ok resultEntity segments { entity via direction } problems { code } } }',
    );
    expect(data).toEqual({
      checkExpression: {
        ok: true,
        resultEntity: 'estate:host',
        problems: [],
        segments: [
          { entity: 'estate:unit', via: null, direction: null },
          { entity: 'estate:host', via: 'unit', direction: 'BACKWARD' },
        ],
      },
    });
  });

  it('completes', async () => {
    const { data } = await ask(
      '{ completeExpression(expression: "estate:unit~", position: 12) { label insert kind detail replaceFrom replaceTo } }',
    );
    expect(data).toEqual({
      completeExpression: [
        {
          label: '~(unit)estate:host',
          insert: '~(unit)estate:host',
          kind: 'reference',
          detail: '← estate:host',
          replaceFrom: 11,
          replaceTo: 12,
        },
      ],
    });
  });

  it('evaluates from a root object, at most so many', async () => {
    const { data } = await ask(
      '{ evaluateExpression(expression: "estate:unit~(unit)estate:host", rootObjectId: "u1", first: 2) { check { ok } totalCount counts tookMs objects { id entity objectId displayName attributes } } }',
    );
    expect(data).toMatchObject({
      evaluateExpression: {
        check: { ok: true },
        totalCount: 4,
        counts: [1, 4],
        objects: [
          {
            id: 'estate:host:h0',
            entity: 'estate:host',
            objectId: 'h0',
            displayName: 'web-2',
            attributes: { ip: '10.0.0.0' },
          },
          { objectId: 'h1' },
        ],
      },
    });
  });

  it('answers what is wrong instead of evaluating it', async () => {
    const { data } = await ask(
      '{ evaluateExpression(expression: "estate:hots") { check { ok problems { suggestion } } totalCount objects { id } } }',
    );
    expect(data).toEqual({
      evaluateExpression: { check: { ok: false, problems: [{ suggestion: 'host' }] }, totalCount: 0, objects: [] },
    });
  });

  it('gives up with the one who asked', async () => {
    const gone = AbortSignal.abort();
    for (const question of [
      '{ evaluateExpression(expression: "estate:host") { totalCount } }',
      '{ objects(entity: "estate:host") { totalCount } }',
      '{ object(entity: "estate:host", objectId: "h1") { id } }',
    ]) {
      expect((await ask(question, reader, gone)).errors?.[0]?.message).toBe('The evaluation was cancelled.');
    }
  });

  it('lets only those ask who may', async () => {
    const nobody = await ask('{ checkExpression(expression: "a:b") { ok } }', null);
    expect(nobody.errors?.[0]?.message).toBe('Sign in to continue.');
    const modelOnly = await ask('{ evaluateExpression(expression: "estate:host") { totalCount } }', {
      ...reader,
      actions: ['model:read'],
    });
    expect(modelOnly.errors?.[0]?.message).toContain('"object:read"');
  });
});

describe('objects through the API', () => {
  type Page = {
    objects: {
      nodes: { objectId: string; displayName: string }[];
      totalCount: number;
      pageInfo: { endCursor: string; startCursor: string; hasNextPage: boolean; hasPreviousPage: boolean };
    };
  };
  const page = async (args: string): Promise<Page['objects']> => {
    const { data, errors } = await ask<Page>(
      `{ objects(entity: "estate:host" ${args}) { nodes { objectId displayName } totalCount pageInfo { endCursor startCursor hasNextPage hasPreviousPage } } }`,
    );
    if (!data) throw new Error(errors?.[0]?.message);
    return data.objects;
  };
  const ids = ({ nodes }: Page['objects']) => nodes.map(({ objectId }) => objectId);

  it('sorts by name, then by id', async () => {
    expect(ids(await page(''))).toEqual(['h2', 'h1', 'h3', 'h0']);
    expect(ids(await page('orderBy: { attribute: "ip", direction: DESC }'))).toEqual(['h3', 'h2', 'h1', 'h0']);
    expect(ids(await page('orderBy: { attribute: "os", direction: ASC }'))).toEqual(['h2', 'h0', 'h1', 'h3']);
  });

  it('filters and searches', async () => {
    expect(
      ids(
        await page(
          'where: [{ attribute: "os", op: "eq", value: "Linux" }, { attribute: "id", op: "in", value: ["h0", "h2"] }]',
        ),
      ),
    ).toEqual(['h0']);
    expect(ids(await page('search: "WEB"'))).toEqual(['h1', 'h3', 'h0']);
    expect(ids(await page('search: "10.0.0.2"'))).toEqual(['h2']);
  });

  it('pages forth and back, and neither repeats nor skips when objects come and go', async () => {
    const first = await page('first: 2');
    expect([ids(first), first.totalCount, first.pageInfo.hasNextPage, first.pageInfo.hasPreviousPage]).toEqual([
      ['h2', 'h1'],
      4,
      true,
      false,
    ]);
    hosts = [...HOSTS.filter(({ id }) => id !== 'h1'), { id: 'h9', displayName: 'aaa' }];
    const second = await page(`first: 5, after: "${first.pageInfo.endCursor}"`);
    expect([ids(second), second.pageInfo.hasNextPage]).toEqual([['h3', 'h0'], false]);
    hosts = [...HOSTS];
    const back = await page(`last: 1, before: "${second.pageInfo.startCursor}"`);
    expect([ids(back), back.pageInfo.hasPreviousPage]).toEqual([['h1'], true]);
  });

  it('tells what does not exist', async () => {
    await expect(page('where: [{ attribute: "pi", op: "eq", value: 1 }]')).rejects.toThrow(
      'Entity "estate:host" has no attribute "pi". Did you mean "ip"?',
    );
    await expect(page('where: [{ attribute: "ip", op: "equals", value: 1 }]')).rejects.toThrow(
      'There is no operator "equals".',
    );
    await expect(page('first: 201')).rejects.toThrow('A page holds 0 to 200 rows.');
    const unknown = await ask('{ objects(entity: "estate:hots") { totalCount } }');
    expect(unknown.errors?.[0]?.message).toBe('There is no entity "estate:hots". Did you mean "estate:host"?');
  });

  it('finds one object', async () => {
    expect((await ask('{ object(entity: "estate:host", objectId: "h2") { id displayName } }')).data).toEqual({
      object: { id: 'estate:host:h2', displayName: 'db-1' },
    });
    expect((await ask('{ object(entity: "estate:host", objectId: "h7") { id } }')).data).toEqual({ object: null });
  });
});
