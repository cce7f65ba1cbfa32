import { setTimeout as sleep } from 'node:timers/promises';
import { serviceSession, systemClock } from '@wecube/kit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EntityRow } from '../../../ports/plugin-caller.ts';
import { aPluginWith, ESTATE_MODEL } from '../testing.ts';
import { createExpressionEvaluator, type EvaluationRequest } from './evaluate-expression.ts';
import { aWorld, naiveEvaluation } from './testing.ts';

const session = serviceSession('test');

const ROWS = {
  'estate:application': [
    { id: 'a1', displayName: 'Shop', state: 'created' },
    { id: 'a2', displayName: 'Bank', state: 'removed' },
  ],
  'estate:unit': [
    { id: 'u1', displayName: 'web', application: 'a1' },
    { id: 'u2', displayName: 'db', application: 'a1' },
    { id: 'u3', displayName: 'core', application: 'a2' },
  ],
  'estate:host': [
    { id: 'h3', displayName: 'host3', unit: 'u3', ip: '10.0.0.3' },
    { id: 'h1', displayName: '', unit: 'u1', ip: '10.0.0.1' },
    { id: 'h2', displayName: 'host2', unit: ['u1', 'u2'], ip: '10.0.0.2' },
  ],
  'shell:agent': [{ id: 'g1', displayName: 'agent1', host: 'h2' }],
};

describe('evaluating expressions', () => {
  it('walks back references and filters, in the order of the parents', async () => {
    const { evaluate } = world(ROWS);
    const found = await evaluate({
      text: "estate:application{state eq 'created'}~(application)estate:unit~(unit)estate:host.ip",
    });
    expect(found.objects.map(({ objectId, displayName }) => [objectId, displayName])).toEqual([
      ['h1', 'h1'],
      ['h2', 'host2'],
    ]);
    expect(found.objects[0]?.entity).toBe('estate:host');
    expect(found.valuesByRoot()).toEqual(new Map([['a1', ['10.0.0.1', '10.0.0.2']]]));
  });

  it('keeps every root that leads to an object', async () => {
    const { evaluate } = world(ROWS);
    const found = await evaluate({ text: 'estate:unit~(unit)estate:host~(host)shell:agent' });
    expect(found.lineage).toEqual(new Map([['g1', ['u1', 'u2']]]));
    expect(found.ancestorsOf('g1')).toEqual([
      { entity: 'estate:unit', objectId: 'u1' },
      { entity: 'estate:unit', objectId: 'u2' },
      { entity: 'estate:host', objectId: 'h2' },
    ]);
    expect(found.ancestorsOf('absent')).toEqual([]);
  });

  it('follows references forward, each target once, and crosses packages', async () => {
    const { evaluate } = world(ROWS);
    const found = await evaluate({
      text: 'shell:agent.host>estate:host.unit>estate:unit.application>estate:application',
    });
    expect(found.objects.map(({ objectId }) => objectId)).toEqual(['a1']);
  });

  it('starts from the given root objects only, in one call', async () => {
    const { evaluate, queries } = world(ROWS);
    const found = await evaluate({ text: 'estate:unit~(unit)estate:host', rootObjectIds: ['u2', 'u3', 'u3', 'gone'] });
    expect(found.lineage).toEqual(
      new Map([
        ['h2', ['u2']],
        ['h3', ['u3']],
      ]),
    );
    expect(queries[0]?.filters).toEqual([{ attrName: 'id', op: 'in', condition: ['u2', 'u3', 'gone'] }]);
    expect(found.calls).toBe(2);
  });

  it('asks nothing further when nothing is left to ask for', async () => {
    const { evaluate, queries } = world(ROWS);
    expect(await evaluate({ text: 'estate:unit~(unit)estate:host', rootObjectIds: [] })).toMatchObject({
      objects: [],
      calls: 0,
    });
    await evaluate({ text: 'estate:unit~(unit)estate:host', rootObjectIds: ['gone'] });
    expect(queries.map(({ entity }) => entity)).toEqual(['estate:unit']);
  });

  it('sends one call per entity, whatever the rows, and cuts long id lists', async () => {
    const units = Array.from({ length: 1_201 }, (_, index) => ({ id: `u${index}`, application: 'a1' }));
    const hosts = units.map(({ id }, index) => ({ id: `h${index}`, unit: id }));
    const { evaluate, queries } = world({ 'estate:unit': units, 'estate:host': hosts });
    const found = await evaluate({ text: 'estate:unit~(unit)estate:host', limit: 10 });
    expect(queries.map(({ filters }) => filters.map(({ condition }) => (condition as string[]).length))).toEqual([
      [],
      [500],
      [500],
      [201],
    ]);
    expect(found.objects.map(({ objectId }) => objectId)).toEqual(hosts.slice(0, 10).map(({ id }) => id));
    expect(found.totalCount).toBe(1_201);
  });

  it('runs the parts of a long list side by side, at most four at once, and keeps the order', async () => {
    const units = Array.from({ length: 100 }, (_, index) => ({ id: `u${index}` }));
    const hosts = units.map(({ id }, index) => ({ id: `h${index}`, unit: id }));
    let underWay = 0;
    let most = 0;
    const { evaluate } = world({ 'estate:unit': units, 'estate:host': hosts }, async () => {
      most = Math.max(most, ++underWay);
      await sleep(Math.random() * 10);
      underWay--;
    });
    const found = await evaluate({ text: 'estate:unit~(unit)estate:host', limits: { chunkSize: 5 } });
    expect(found.objects.map(({ objectId }) => objectId)).toEqual(hosts.map(({ id }) => id));
    expect(most).toBe(4);
  });

  it('takes ids of picked values and splits lists in text', async () => {
    const { evaluate, queries } = world(ROWS);
    await evaluate({
      text: "estate:host{id in ['@@h1@@host 1','@@h2@@b']}{ip in 'x, y'}{os eq '@@o@@Linux'}{state is NULL}{name gt 5}",
    }).catch(() => {});
    expect(queries[0]?.filters).toEqual([
      { attrName: 'id', op: 'in', condition: ['h1', 'h2'] },
      { attrName: 'ip', op: 'in', condition: ['x', 'y'] },
      { attrName: 'os', op: 'eq', condition: 'o' },
      { attrName: 'state', op: 'is', condition: 'NULL' },
      { attrName: 'name', op: 'gt', condition: '5' },
    ]);
  });

  it('agrees with a naive evaluator on random models and data, however the calls are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        aWorld(),
        fc.integer({ min: 1, max: 4 }),
        async ({ model, rows, text, rootObjectIds }, chunkSize) => {
          const { pluginCaller } = aPluginWith(rows);
          const evaluate = createExpressionEvaluator({
            dataModel: { entities: async () => model },
            pluginCaller,
            clock: systemClock,
          });
          const found = await evaluate({ text, rootObjectIds, session, limits: { chunkSize } });
          const whole = await evaluate({ text, rootObjectIds, session });
          expect(sorted(found.lineage)).toEqual(naiveEvaluation(rows, text, rootObjectIds));
          expect(found.objects).toEqual(whole.objects);
          expect([...found.lineage.keys()]).toEqual(found.objects.map(({ objectId }) => objectId));
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('what an evaluation does not survive', () => {
  it('refuses an expression that is not valid, with its problems', async () => {
    const { evaluate, queries } = world(ROWS);
    await expect(evaluate({ text: 'estate:hots' })).rejects.toMatchObject({
      code: 'EXPRESSION_INVALID',
      message: 'The expression "estate:hots" is not valid: Package "estate" has no entity "hots". Did you mean "host"?',
      extensions: { problems: [{ code: 'UNKNOWN_ENTITY' }] },
    });
    expect(queries).toEqual([]);
  });

  it('tells which entity could not be read and what its plugin said', async () => {
    const { evaluate } = world(ROWS, async ({ entity }) => {
      if (entity === 'estate:host')
        throw Object.assign(new Error('no instance answered'), { code: 'PLUGIN_UNREACHABLE' });
    });
    await expect(evaluate({ text: 'estate:unit~(unit)estate:host' })).rejects.toMatchObject({
      code: 'EXPRESSION_PLUGIN_FAILED',
      message: 'The objects of "estate:host" could not be read: no instance answered',
      extensions: { entity: 'estate:host', pluginCode: 'PLUGIN_UNREACHABLE' },
      retryable: true,
    });
  });

  it('refuses objects without an id, and without the attribute they were asked by', async () => {
    const nameless = world({ 'estate:unit': [{ displayName: 'x' }] });
    await expect(nameless.evaluate({ text: 'estate:unit' })).rejects.toMatchObject({
      message: 'The plugin behind "estate:unit" answered with an object without an id.',
    });
    const careless = world({ 'estate:unit': [{ id: 'u1' }] });
    careless.answer('estate:host', [{ id: 'h1' }]);
    await expect(careless.evaluate({ text: 'estate:unit~(unit)estate:host' })).rejects.toMatchObject({
      message: 'The plugin behind "estate:host" answered with an object without "unit", by which it was asked.',
    });
  });

  it('drops what a plugin answers beyond the question', async () => {
    const { evaluate, answer } = world(ROWS);
    answer('estate:host', ROWS['estate:host']);
    const found = await evaluate({ text: 'estate:unit~(unit)estate:host', rootObjectIds: ['u3'] });
    expect(found.objects.map(({ objectId }) => objectId)).toEqual(['h3']);
  });

  it('gives up when an entity has too many rows', async () => {
    const { evaluate } = world(ROWS);
    await expect(evaluate({ text: 'estate:host', limits: { maxRows: 2 } })).rejects.toMatchObject({
      code: 'EXPRESSION_TOO_MANY_ROWS',
      message: '"estate:host" has more than 2 objects on this path. Add a filter.',
    });
  });

  it('gives up after its time, even when the plugin does not listen', async () => {
    const { evaluate } = world(ROWS, () => new Promise(() => {}));
    await expect(evaluate({ text: 'estate:host', limits: { timeoutMs: 50 } })).rejects.toMatchObject({
      code: 'EXPRESSION_TIMED_OUT',
      message: 'Reading "estate:host" was given up: the expression took longer than 50 ms.',
    });
  });

  it('stops when it is cancelled, before and during a call', async () => {
    const { evaluate, queries } = world(ROWS, () => new Promise(() => {}));
    await expect(evaluate({ text: 'estate:host', signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'EXPRESSION_CANCELLED',
    });
    expect(queries).toEqual([]);
    const controller = new AbortController();
    const evaluation = evaluate({ text: 'estate:host', signal: controller.signal });
    setTimeout(() => controller.abort(), 20);
    await expect(evaluation).rejects.toMatchObject({ code: 'EXPRESSION_CANCELLED' });
  });
});

function world(rows: Record<string, readonly EntityRow[]>, before?: (query: { entity: string }) => Promise<void>) {
  const fixed = new Map<string, readonly EntityRow[]>();
  const { pluginCaller, queries } = aPluginWith(rows, before ? { before } : {});
  const caller = {
    ...pluginCaller,
    queryEntities: async (query: Parameters<typeof pluginCaller.queryEntities>[0]) =>
      fixed.get(`${query.packageName}:${query.entityName}`) ?? pluginCaller.queryEntities(query),
  };
  const evaluator = createExpressionEvaluator({
    dataModel: { entities: async () => ESTATE_MODEL },
    pluginCaller: caller,
    clock: systemClock,
  });
  return {
    queries,
    evaluate: (request: Omit<EvaluationRequest, 'session'>) => evaluator({ ...request, session }),
    answer: (entity: string, answered: readonly EntityRow[]) => fixed.set(entity, answered),
  };
}

const sorted = (lineage: ReadonlyMap<string, readonly string[]>) =>
  new Map(
    [...lineage].map(([id, roots]): [string, string[]] => [id, [...roots].sort()]).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
