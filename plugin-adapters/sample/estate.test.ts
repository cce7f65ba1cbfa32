import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWecubeRestClient, mintPlatformToken } from '../wecube-rest/index.ts';
import { type RunningPlugin, startSample } from './testing.ts';

const KEY = 'c2lnbmluZyBrZXkgb2YgdGhlIHRlc3Rz';
const token = mintPlatformToken({ signingKey: KEY, subject: 'SYS_PLATFORM' });
let estate: RunningPlugin;
beforeAll(async () => {
  estate = await startSample('estate', { variables: { JWT_SIGNING_KEY: KEY } });
});
afterAll(() => estate.stop());

const query = async (entity: string, ...filters: [string, string, unknown][]) => {
  const additionalFilters = filters.map(([attrName, op, condition]) => ({ attrName, op, condition }));
  const { body } = await estate.post(
    `/estate/entities/${entity}/query`,
    { criteria: { attrName: '', op: '', condition: null }, additionalFilters },
    token,
  );
  return body;
};
const idsOf = async (...args: Parameters<typeof query>) =>
  (await query(...args)).data.map(({ id }: { id: string }) => id).sort();

it('begins with the demo estate', async () => {
  const sizes = await Promise.all(
    ['application', 'unit', 'host'].map(async (entity) => (await query(entity)).data.length),
  );
  expect(sizes).toEqual([3, 6, 12]);
});

it.each([
  [[['id', 'eq', 'host_pay_ledger_1']], ['host_pay_ledger_1']],
  [[['id', '', 'host_pay_ledger_1']], ['host_pay_ledger_1']],
  [[['unit', 'in', ['unit_pay_ledger', 'none']]], ['host_pay_ledger_1', 'host_pay_ledger_2']],
  [[['id', 'in', []]], []],
  [
    [
      ['unit', 'eq', 'unit_pay_ledger'],
      ['cores', 'gt', 2],
    ],
    ['host_pay_ledger_2'],
  ],
  [
    [
      ['unit', 'eq', 'unit_pay_ledger'],
      ['cores', 'lt', '4'],
    ],
    ['host_pay_ledger_1'],
  ],
  [[['name', 'like', '%LEDGER-2%']], ['host_pay_ledger_2']],
  [
    [
      ['unit', 'eq', 'unit_pay_ledger'],
      ['id', 'neq', 'host_pay_ledger_1'],
    ],
    ['host_pay_ledger_2'],
  ],
  [[['state', 'is', null]], []],
  [
    [
      ['unit', 'eq', 'unit_pay_ledger'],
      ['state', 'isnot', null],
    ],
    ['host_pay_ledger_1', 'host_pay_ledger_2'],
  ],
] as [[string, string, unknown][], string[]][])('filters hosts by %j', async (filters, expected) => {
  expect(await idsOf('host', ...filters)).toEqual(expected);
});

it('reads the filter in criteria too', async () => {
  const criteria = { attrName: 'id', op: 'eq', condition: 'app_pay' };
  const { body } = await estate.post('/estate/entities/application/query', { criteria }, token);
  expect(body.data).toHaveLength(1);
});

it('refuses what it does not understand, in words', async () => {
  expect(await query('host', ['id', 'near', 1])).toMatchObject({
    status: 'ERROR',
    message: expect.stringContaining('"near"'),
  });
  expect(await query('host', ['colour', 'eq', 1])).toMatchObject({
    status: 'ERROR',
    message: expect.stringContaining('colour'),
  });
  expect(await query('rack')).toMatchObject({ status: 'ERROR', message: expect.stringContaining('rack') });
  expect((await estate.post('/estate/entities/host/query', '{nonsense', token)).body).toMatchObject({
    status: 'ERROR',
  });
  expect((await estate.post('/estate/entities/host/paint', {}, token)).body).toMatchObject({ status: 'ERROR' });
});

it('creates, updates and deletes; a change is whole or not at all', async () => {
  const post = async (verb: string, rows: unknown) =>
    (await estate.post(`/estate/entities/host/${verb}`, rows, token)).body;
  const created = await post('create', [{ name: 'web-9', unit: 'unit_mall_web' }]);
  const { id } = created.data[0];
  expect(created).toMatchObject({ status: 'OK', data: [{ displayName: 'web-9', ip: null, unit: 'unit_mall_web' }] });
  expect(
    await post('update', [
      { id, ip: '1.2.3.4' },
      { id: 'gone', ip: 'x' },
    ]),
  ).toMatchObject({ status: 'ERROR', message: expect.stringContaining('gone') });
  expect((await query('host', ['id', 'eq', id])).data[0].ip).toBeNull();
  expect(await post('update', [{ id, ip: '1.2.3.4' }])).toMatchObject({ data: [{ ip: '1.2.3.4', name: 'web-9' }] });
  expect(await post('update', [{ id, unit: 'nowhere' }])).toMatchObject({ status: 'ERROR' });
  expect(await post('create', [{ name: 'a' }, { ip: 'nameless' }])).toMatchObject({
    status: 'ERROR',
    message: expect.stringContaining('name'),
  });
  expect(await post('create', [{ id, name: 'again' }])).toMatchObject({ status: 'ERROR' });
  expect(await idsOf('host', ['name', 'eq', 'a'])).toEqual([]);
  expect(await post('delete', [{ id }])).toMatchObject({ status: 'OK' });
  expect(await idsOf('host', ['id', 'eq', id])).toEqual([]);
  const refused = await estate.post('/estate/entities/unit/delete', [{ id: 'unit_mall_web' }], token);
  expect(refused.body).toMatchObject({ status: 'ERROR', message: expect.stringContaining('host_mall_web_1') });
});

it('wants the token of the platform', async () => {
  const other = mintPlatformToken({ signingKey: 'b3RoZXI=', subject: 'SYS_PLATFORM' });
  for (const bad of [undefined, other, 'a.b.c']) {
    const { status, body } = await estate.post('/estate/entities/host/query', {}, bad);
    expect([status, body.status]).toEqual([401, 'ERROR']);
  }
  expect(await estate.get('/health')).toEqual({ status: 'OK', name: 'estate' });
});

it('describes its model so that the client can read it, references included', async () => {
  const client = createWecubeRestClient({
    targets: async () => [{ instanceId: 'i', baseUrl: estate.url, healthy: true }],
    token: async () => token,
  });
  const model = await client.fetchDataModel('estate');
  await client[Symbol.asyncDispose]();
  expect(model.map(({ name }) => name)).toEqual(['application', 'unit', 'host']);
  expect(model[2]?.attributes.at(-1)).toMatchObject({
    name: 'unit',
    refPackageName: 'estate',
    refEntityName: 'unit',
    refAttributeName: 'id',
  });
});

it('holds everything after kill -9', async () => {
  const first = await startSample('estate', { variables: { ESTATE_SEED: 'none' } });
  await first.post('/estate/entities/application/create', [
    { id: 'a1', name: 'One' },
    { id: 'a2', name: 'Two' },
  ]);
  await first.post('/estate/entities/application/delete', [{ id: 'a1' }]);
  await first.post('/estate/v1/application/set-state', {
    requestId: 'r',
    inputs: [{ object: 'a2', state: 'stopped' }],
  });
  await first.kill();
  const second = await startSample('estate', { dataFolder: first.dataFolder });
  const { body } = await second.post('/estate/entities/application/query', {});
  await second.stop();
  expect(body.data).toEqual([expect.objectContaining({ id: 'a2', state: 'stopped' })]);
});
