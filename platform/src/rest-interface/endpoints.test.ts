import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENDPOINTS } from '@wecube/plugin-adapters/wecube-rest/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from './testing/open-platform.ts';
import { type Act, openScene, type Scene } from './testing/scene.ts';

let scene: Scene;
/** Endpoints that a test asked, as `METHOD /path/:parameter`. */
const asked = new Set<string>();

beforeAll(async () => {
  scene = await openScene();
}, 240_000);
afterAll(() => scene?.[Symbol.asyncDispose](), 60_000);

const note = (method: string, path = '') => {
  const segments = path.split('?', 1)[0]?.split('/') ?? [];
  const fits = (declared: string) => {
    const parts = declared.split('/');
    return parts.length === segments.length && parts.every((part, at) => part.startsWith(':') || part === segments[at]);
  };
  const found = ENDPOINTS.find((endpoint) => endpoint.method === method && fits(endpoint.path));
  if (found) asked.add(`${found.method} ${found.path}`);
};

/** Asks as the plugin itself, with a token of its sign-in, and gives the data of an OK answer. */
async function asPlugin<Data>(
  packageName: string,
  method: string,
  path: string,
  body?: unknown,
  as: Act['as'] = 'system',
) {
  note(method, path);
  const { status, body: answer } = await scene.act(packageName, { as, method, path, body });
  expect([status, answer.status, answer.code, answer.message]).toEqual([200, 'OK', 0, 'success']);
  return answer.data as Data;
}
const asUser = <Data>(method: string, path: string, body?: unknown) =>
  asPlugin<Data>('taskman', method, path, body, 'user');

async function refusal(packageName: string, what: Act) {
  note(what.method ?? 'GET', what.path);
  const { status, body } = await scene.act(packageName, what);
  expect([body.status, body.data]).toEqual(['ERROR', null]);
  return { status, message: body.message };
}

async function direct(method: string, path: string, body?: unknown, token?: string) {
  note(method, path);
  return scene.rest(method, path, body, token);
}

describe('signing in', () => {
  it.each(['saltstack', 'taskman', 'wecmdb'])(
    '%s gets both tokens, again and again with its one nonce',
    async (name) => {
      for (let time = 0; time < 3; time += 1) {
        note('POST', '/auth/v1/api/login');
        const { status, body } = await scene.act(name, { as: 'login', nonce: 'monitor' });
        expect([status, body.status]).toEqual([200, 'OK']);
        expect(body.data).toEqual([
          { expiration: expect.stringMatching(/^\d{13}$/), token: expect.any(String), tokenType: 'accessToken' },
          { expiration: expect.stringMatching(/^\d{13}$/), token: expect.any(String), tokenType: 'refreshToken' },
        ]);
      }
    },
  );

  it('refuses another password, and tokens that are none with HTTP 401', async () => {
    const body = { username: 'SYS_TASKMAN', password: 'bm9uc2Vuc2U=', nonce: 'x', clientType: 'SUB_SYSTEM' };
    const wrong = await direct('POST', '/auth/v1/api/login', body);
    expect(wrong).toMatchObject({ status: 200, body: { status: 'ERROR', data: null } });
    expect(wrong.body.message).toContain('SUB_SYSTEM_CREDENTIALS_WRONG');
    for (const token of [undefined, 'rubbish', 'eyJhbGciOiJIUzUxMiJ9.eyJzdWIiOiJTWVNfVEFTS01BTiJ9.AAAA'])
      expect(await direct('GET', '/platform/v1/roles/retrieve', undefined, token)).toMatchObject({
        ...{ status: 401, body: { code: 401, status: 'ERROR', data: null } },
      });
  });

  it('renews tokens of sub-systems and of users with their refresh token', async () => {
    const renewed = await asPlugin<unknown[]>('saltstack', 'GET', '/auth/v1/api/token', undefined, 'refresh');
    expect(renewed).toHaveLength(2);
    const access = await refusal('saltstack', { as: 'system', path: '/auth/v1/api/token' });
    expect(access.status).toBe(401);
    const user = { username: 'admin', password: scene.password, clientType: 'USER' };
    for (const path of ['/auth/v1/api/login', '/auth/v1/api/taskLogin']) {
      const { body } = await direct('POST', path, user);
      const [first, second] = body.data as unknown as { token: string; tokenType: string }[];
      const again = await direct('GET', '/auth/v1/api/token', undefined, second?.token);
      expect((again.body.data as unknown[]).length).toBe(2);
      const roles = await direct('GET', '/platform/v1/users/roles', undefined, first?.token);
      expect(roles.body.data).toMatchObject([{ name: 'SUPER_ADMIN' }]);
    }
    expect((await direct('POST', '/auth/v1/api/login', { ...user, password: 'no' })).body.status).toBe('ERROR');
  });

  it('gives sub-systems of others an identity, and the key once', async () => {
    const body = { name: 'billing', systemCode: 'SYS_BILLING', description: 'Bills', active: true, blocked: false };
    const made = await direct('POST', '/auth/v1/sub-systems', body, scene.token());
    expect(made.body.data).toMatchObject({ systemCode: 'SYS_BILLING', active: true, blocked: false });
    expect((made.body.data as { apikey: string }).apikey.length).toBeGreaterThan(100);
    const again = await direct('POST', '/auth/v1/sub-systems', body, scene.token());
    expect(again.body.data).toMatchObject({ apikey: '' });
    const plugin = await refusal('taskman', { as: 'system', method: 'POST', path: '/auth/v1/sub-systems', body });
    expect(plugin.message).toContain('FORBIDDEN');
  });
});

describe('rights of a plugin', () => {
  it('are those of its package, whoever its token names', async () => {
    expect(await asUser('GET', '/platform/v1/users/roles')).toMatchObject([{ name: 'SUPER_ADMIN' }]);
    const create = { method: 'POST', path: '/auth/v1/users', body: { username: 'mallory' } };
    for (const as of ['user', 'resigned', 'system'] as const)
      expect((await refusal('taskman', { as, ...create })).message).toContain('FORBIDDEN');
    const resigned = await scene.act('taskman', { as: 'resigned', path: '/platform/v1/roles/retrieve' });
    expect(resigned.body.status).toBe('OK');
  });

  it('never are those of another system: its name only counts under its own key', async () => {
    for (const sub of ['SYS_WECMDB', 'sys_platform2', 'SYS_BILLING']) {
      const { status } = await refusal('taskman', {
        as: 'resigned',
        claims: { sub },
        path: '/platform/v1/roles/retrieve',
      });
      expect(status).toBe(401);
    }
    const expired = { as: 'resigned', claims: { exp: 1 }, path: '/platform/v1/roles/retrieve' } as const;
    expect((await refusal('taskman', expired)).status).toBe(401);
  });

  it('end where the protocol does: no graph, no uploads, no other paths', async () => {
    const { status } = await refusal('taskman', { as: 'system', method: 'POST', path: '/platform/packages' });
    expect(status).toBe(404);
    const graph = await scene.act('taskman', {
      as: 'system',
      method: 'POST',
      path: '/graphql',
      body: { query: '{ hosts { id } }' },
    });
    expect(graph.status).toBe(401);
  });
});

describe('people', () => {
  it('are listed with their roles', async () => {
    const roles = await asPlugin<{ id: string; name: string }[]>('wecmdb', 'GET', '/platform/v1/roles/retrieve?all=Y');
    expect(roles.find(({ name }) => name === 'SUPER_ADMIN')).toMatchObject({
      displayName: 'Super administrator',
      email: '',
    });
    expect(await asUser('GET', '/auth/v1/roles')).toEqual(roles);
    const role = roles.find(({ name }) => name === 'SUPER_ADMIN')?.id;
    for (const path of [
      `/platform/v1/roles/${role}/users`,
      `/auth/v1/roles/${role}/users`,
      '/platform/v1/users/retrieve',
      '/auth/v1/users',
    ])
      expect(await asUser('GET', path)).toMatchObject([{ username: 'admin' }]);
    for (const path of ['/platform/v1/users/admin/roles', '/auth/v1/users/Admin/roles'])
      expect(await asUser('GET', path)).toMatchObject([{ name: 'SUPER_ADMIN' }]);
    expect(await asUser('GET', '/platform/v1/user/admin/get')).toMatchObject({ username: 'admin' });
    expect((await refusal('taskman', { as: 'user', path: '/platform/v1/user/nobody/get' })).message).toContain(
      'nobody',
    );
    const rows = await asUser<{ id: string }[]>('POST', '/platform/entities/role/query', {});
    expect(rows.map(({ id }) => id)).toContain('SUPER_ADMIN');
  });

  it('are created by who may, and say what is not to be had here', async () => {
    const made = await direct('POST', '/auth/v1/users', { username: 'ada', cnName: 'Ada' }, scene.token());
    expect(made.body.data).toMatchObject({ username: 'ada', password: expect.any(String) });
    const notServed: [string, string][] = [['POST', '/auth/v1/users/register']];
    for (const [method, path] of notServed) {
      const body = method === 'GET' ? undefined : {};
      const { status, body: answer } = await direct(method, path, body, scene.token());
      expect([status, answer.status, answer.message]).toEqual([200, 'ERROR', expect.stringContaining('NOT_SERVED')]);
    }
  });
});

describe('roles', () => {
  type Listed = { pageInfo: { totalRows: number }; contents: { id: string; status: string; createdBy: string }[] };
  const APPLY = '/auth/v1/roles/apply';
  const asAdmin = async (method: string, path: string, body?: unknown) => {
    const { status, body: answer } = await direct(method, path, body, scene.token());
    expect([status, answer.status, answer.message]).toEqual([200, 'OK', 'success']);
    return answer.data as unknown;
  };

  it('are applied for by a user through a plugin, and answered by who may give them, never by a plugin', async () => {
    await asUser('POST', APPLY, { userName: 'admin', roleIds: ['role_operator'], expireTime: '', emailAddr: '' });
    const query = {
      filters: [{ name: 'status', operator: 'in', value: 'init' }],
      paging: true,
      pageable: { startIndex: 0, pageSize: 10_000 },
    };
    const own = await asUser<Listed>('POST', `${APPLY}/byapplier`, query);
    expect(own.contents).toMatchObject([
      { createdBy: 'admin', status: 'init', role: { name: 'OPERATOR', displayName: 'Operator' }, expireTime: '' },
    ]);
    expect(await asUser('GET', APPLY)).toEqual(own.contents);
    expect(await asUser('POST', `${APPLY}/byhandler`, query)).toEqual(own);
    const answers = [{ id: own.contents[0]?.id, status: 'approve' }];
    const byPlugin = await refusal('taskman', { as: 'user', method: 'PUT', path: APPLY, body: answers });
    expect(byPlugin.message).toContain('FORBIDDEN');
    expect(await asAdmin('PUT', APPLY, answers)).toBeNull();
    expect((await asUser<Listed>('POST', `${APPLY}/byhandler`, query)).contents).toEqual([]);
    const roles = await asUser<{ name: string }[]>('GET', '/platform/v1/users/roles');
    expect(roles.map(({ name }) => name).sort()).toEqual(['OPERATOR', 'SUPER_ADMIN']);
    const again = await direct('PUT', APPLY, answers, scene.token());
    expect(again.body.message).toContain('APPLICATION_ANSWERED');
    const timed = { roleIds: ['role_viewer'], expireTime: '2030-01-01 00:00:00' };
    expect((await refusal('taskman', { as: 'user', method: 'POST', path: APPLY, body: timed })).message).toContain(
      'end',
    );
  });

  it('are taken back, given and revoked', async () => {
    await asUser('POST', APPLY, { roleIds: ['role_designer'] });
    const [wish] = await asUser<{ id: string; status: string }[]>('GET', APPLY);
    expect(await asUser('DELETE', `${APPLY}?applyId=${wish?.id}`)).toBeNull();
    expect((await asUser<{ status: string }[]>('GET', APPLY)).map(({ status }) => status)).toEqual(['approve']);
    const users = '/auth/v1/roles/role_operator/users';
    const names = async () => (await asUser<{ username: string }[]>('GET', users)).map(({ username }) => username);
    expect(await names()).toEqual(['admin']);
    await asAdmin('POST', `${users}/revoke`, [{ id: 'admin' }]);
    expect(await names()).toEqual([]);
    await asAdmin('POST', users, [{ id: 'admin' }]);
    expect(await names()).toEqual(['admin']);
    await asAdmin('POST', `${users}/revoke`, [{ id: 'admin' }]);
  });
});

describe('models and objects', () => {
  it('show packages with entities, attributes and who refers to them', async () => {
    type Model = { packageName: string; entities: { name: string; attributes?: unknown[] }[] }[];
    const models = await asUser<Model>('GET', '/platform/v1/models?withAttr=yes');
    expect(
      models
        .find(({ packageName }) => packageName === 'wecmdb')
        ?.entities.map(({ name }) => name)
        .sort(),
    ).toEqual(['host', 'unit']);
    expect((await asUser<Model>('GET', '/platform/v1/models?withAttr=no'))[0]?.entities[0]?.attributes).toBeUndefined();
    expect(await asUser('GET', '/platform/v1/models/package/wecmdb')).toHaveLength(2);
    expect(await asUser('GET', '/platform/v1/models/package/wecmdb/entity/unit')).toMatchObject({
      ...{ packageName: 'wecmdb', name: 'unit' },
      referenceByEntityList: [{ packageName: 'wecmdb', name: 'host', relatedAttribute: { name: 'unit' } }],
    });
    const ip = expect.objectContaining({ name: 'ip', mandatory: 'N', isArray: false });
    const version = { dataModelVersion: expect.any(Number), attributes: expect.arrayContaining([ip]) };
    expect(await asUser('GET', '/platform/v1/models/package/wecmdb/entity/host')).toMatchObject(version);
    const path = '/platform/v1/data-model/dme/all-entities';
    const entities = await asUser<{ entityName: string; attributes: { name: string; refEntityName: string }[] }[]>(
      'POST',
      path,
      {
        dataModelExpression: 'wecmdb:unit~(unit)wecmdb:host',
      },
    );
    expect(entities.map(({ entityName }) => entityName)).toEqual(['unit', 'host']);
    expect(entities[1]?.attributes.find(({ name }) => name === 'unit')).toMatchObject({
      refEntityName: 'unit',
      refPackageName: 'wecmdb',
    });
    expect(
      (await refusal('taskman', { as: 'user', method: 'POST', path, body: { dataModelExpression: 'wecmdb:nothing' } }))
        .status,
    ).toBe(200);
  });

  it('give rows by entity and by expression', async () => {
    const query = {
      criteria: { attrName: '', op: '', condition: null },
      additionalFilters: [{ attrName: 'id', op: 'in', condition: ['h1'] }],
    };
    const rows = [{ id: 'h1', displayName: '10.0.0.1', ip: '10.0.0.1', unit: 'u1' }];
    for (const verb of ['query', 'retrieve'])
      expect(await asUser('POST', `/platform/v1/packages/wecmdb/entities/host/${verb}`, query)).toEqual(rows);
    const expression = { dataModelExpression: 'wecmdb:unit~(unit)wecmdb:host', filters: [] };
    expect(
      await asPlugin('saltstack', 'POST', '/platform/v1/data-model/dme/integrated-query', expression),
    ).toHaveLength(2);
    const filtered = {
      ...expression,
      filters: [
        {
          packageName: 'wecmdb',
          entityName: 'host',
          attributeFilters: [{ name: 'ip', operator: 'eq', value: '10.0.0.1' }],
        },
      ],
    };
    expect(await asPlugin('saltstack', 'POST', '/platform/v1/data-model/dme/integrated-query', filtered)).toEqual(rows);
    const rooted = { dataModelExpression: 'wecmdb:unit~(unit)wecmdb:host', rootDataId: 'u1', token: 'x' };
    expect(await asUser('POST', '/platform/v1/public/data-model/dme/integrated-query', rooted)).toHaveLength(2);
    expect(
      await asUser('POST', '/platform/v1/public/data-model/dme/integrated-query', { ...rooted, rootDataId: 'u9' }),
    ).toEqual([]);
  });
});

describe('orchestrations', () => {
  it('are listed, drawn and previewed', async () => {
    const { id, key } = scene.definition;
    const head = {
      procDefId: id,
      procDefKey: key,
      procDefName: 'Approve a unit',
      procDefVersion: '1',
      rootEntity: 'wecmdb:unit',
    };
    expect(await asPlugin('saltstack', 'GET', '/platform/v1/process/definitions?includeDraft=0')).toMatchObject([
      { ...head, status: 'deployed' },
    ]);
    const listed = '/platform/v1/public/process/definitions?plugin=wecmdb&permission=USE&all=N';
    expect(await asUser('GET', `${listed}&rootEntity=wecmdb:unit`)).toMatchObject([head]);
    expect(await asUser('GET', `${listed}&rootEntity=wecmdb:host`)).toEqual([]);
    const groups = await asUser<{ manageRole: string; dataList: unknown[] }[]>(
      'POST',
      '/platform/v1/process/definitions/list',
      { procDefName: 'Approve' },
    );
    expect(groups.find(({ manageRole }) => manageRole === 'DESIGNER')?.dataList).toMatchObject([
      { id, key, version: '1' },
    ]);
    expect(await asUser('GET', '/platform/v1/process/definitions/list/taskman')).toMatchObject([{ id, key }]);
    const nodes = [
      { nodeType: 'start' },
      { nodeDefId: 'approve', orderedNo: '1', serviceName: 'taskman/task/create', previousNodeIds: ['start'] },
      { nodeType: 'end' },
    ];
    expect(await asUser('GET', `/platform/v1/process/definitions/${id}/outline`)).toMatchObject({
      ...head,
      flowNodes: nodes,
    });
    expect(
      await asUser('GET', '/platform/v1/public/process/definitions/detail?name=Approve%20a%20unit&version=v1'),
    ).toMatchObject({ flowNodes: nodes });
    expect(await asUser('GET', `/platform/v1/public/process/definitions/${id}/tasknodes`)).toMatchObject([
      {
        nodeId: 'approve',
        nodeType: 'human',
        taskCategory: 'SUTN',
        boundEntities: [{ packageName: 'wecmdb', name: 'host' }],
      },
    ]);
    expect(await asUser('GET', `/platform/v1/public/process/definitions/${id}/options/approve`)).toEqual(['approved']);
    for (const path of [
      `/platform/v1/process/definitions/${id}/root-entities`,
      `/platform/v1/process/definitions/process-keys/${key}/root-entities`,
    ])
      expect(await asUser('GET', path)).toMatchObject([{ id: 'u1', displayName: 'Payments' }]);
    for (const path of ['process', 'public/process']) {
      const { entityTreeNodes } = await asUser<{ entityTreeNodes: { dataId: string }[] }>(
        'GET',
        `/platform/v1/${path}/definitions/${id}/preview/entities/u1`,
      );
      expect(entityTreeNodes.map(({ dataId }) => dataId)).toEqual(['u1', 'h1', 'h2']);
    }
    const sync = { method: 'POST', path: '/platform/v1/public/process/definitions/syncUseRole' };
    expect(await asUser(sync.method, sync.path, { procDefId: id, useRoles: ['SUPER_ADMIN'] })).toBeNull();
    for (const body of [
      { procDefId: id, useRoles: ['NOBODY'] },
      { procDefId: 'none', useRoles: [] },
    ])
      expect((await refusal('taskman', { as: 'user', ...sync, body })).message).toMatch(/NOT_FOUND/);
    expect(
      (await refusal('taskman', { as: 'user', path: '/platform/v1/process/definitions/none/outline' })).message,
    ).toContain('none');
  });
});

describe('runs', () => {
  type Instance = { id: string; status: string; taskNodeInstances: { nodeId: string; status: string; id: string }[] };
  const statusOf = (id: string) => asUser<Instance>('GET', `/platform/v1/process/instances/${id}`);
  const begin = async (more: object = {}) => {
    const before = (await scene.seenBy('taskman')).length;
    const body = {
      procDefId: scene.definition.id,
      procDefKey: scene.definition.key,
      rootEntityOid: 'u1',
      entities: [],
      bindings: [],
      ...more,
    };
    const started = await asUser<Instance>('POST', '/platform/v1/public/process/instances', body);
    const created = async () =>
      (await scene.seenBy('taskman')).slice(before).find(({ url }) => url.endsWith('/task/create'));
    await until(async () => (await created()) !== undefined);
    return {
      id: started.id,
      created: (await created())?.body as unknown as {
        requestId: string;
        operator: string;
        inputs: Record<string, unknown>[];
      },
    };
  };
  const callback = (requestId: string, more: object = {}) => ({
    ...{ resultCode: 'approve', resultMessage: '' },
    results: {
      requestId,
      outputs: ['h1', 'h2'].map((callbackParameter) => ({
        callbackParameter,
        comment: 'looks good',
        errorCode: '0',
        errorMessage: '',
      })),
      ...more,
    },
  });
  const CALLBACK = { method: 'POST', path: '/platform/v1/process/instances/callback' };

  it('wait for the approver, whose token the plugin sends, and take the first callback', async () => {
    const { id, created } = await begin();
    expect(created).toMatchObject({ operator: 'admin', requestId: expect.stringContaining(id) });
    expect(created).toMatchObject({ allowedOptions: ['approved'], dueDate: '1' });
    expect(created.inputs).toMatchObject([
      { callbackParameter: 'h1', confirmToken: '', callbackUrl: CALLBACK.path, taskName: 'check' },
      { callbackParameter: 'h2' },
    ]);
    expect((await statusOf(id)).taskNodeInstances.find(({ nodeId }) => nodeId === 'approve')?.status).toBe(
      'InProgress',
    );
    const body = callback(created.requestId);
    const foreign = await refusal('wecmdb', { as: 'system', ...CALLBACK, body });
    expect(foreign.message).toContain('CALLBACK_NOT_YOURS');
    expect(await asUser('POST', CALLBACK.path, body)).toBeNull();
    await until(async () => (await statusOf(id)).status === 'Completed');
    const late = await refusal('taskman', { as: 'user', ...CALLBACK, body });
    expect(late.message).toContain(`req:${created.requestId} already completed`);
    const unknown = await refusal('taskman', { as: 'system', ...CALLBACK, body: callback('proc_req_9') });
    expect(unknown.message).toContain('CALLBACK_UNKNOWN');
    type Context = {
      requestId: string;
      requestObjects: { inputs: { paramName: string }[][]; outputs: { paramName: string; paramValue: string }[][] }[];
    };
    const context = await asUser<Context>('GET', `/platform/v1/process/instances/${id}/tasknodes/approve/context`);
    expect(context.requestId).toBe(created.requestId);
    expect(context.requestObjects[0]?.outputs[0]).toContainEqual({ paramName: 'comment', paramValue: 'looks good' });
    const { auditEntries } = await scene.graph<{
      auditEntries: { nodes: { action: string; who: string; outcome: string }[] };
    }>('{ auditEntries(first: 100) { nodes { action who outcome } } }');
    expect(auditEntries.nodes).toContainEqual({ action: 'run:answer', who: 'admin', outcome: 'DONE' });
  });

  it('leave out what is not bound, fail with the words of the plugin, and end when asked', async () => {
    const bindings = [{ nodeId: 'approve', nodeDefId: 'approve', oid: 'h2', entityDataId: 'h2', bindFlag: 'N' }];
    const { id, created } = await begin({ bindings });
    expect(created.inputs.map(({ callbackParameter }) => callbackParameter)).toEqual(['h1']);
    const outputs = [{ callbackParameter: 'h1', errorCode: '1', errorMessage: 'not now' }];
    await asPlugin('taskman', 'POST', CALLBACK.path, { ...callback(created.requestId, { outputs }), resultCode: '1' });
    await until(async () => (await statusOf(id)).status === 'Faulted');
    const ended = await asUser<Instance>('POST', `/platform/v1/public/process/instances/${id}/terminations`, {
      procInstId: id,
    });
    expect(ended.status).toBe('InternallyTerminated');
    const body = { procDefId: scene.definition.id, rootEntityOid: 'u9' };
    const refused = await refusal('taskman', {
      as: 'user',
      method: 'POST',
      path: '/platform/v1/public/process/instances',
      body,
    });
    expect(refused.message).toContain('UNKNOWN_ROOT_OBJECT');
  });

  it('begin with an event, once however often it is sent, and the plugin that asked is told', async () => {
    const path = '/platform/v1/operation-events';
    const event = {
      ...{
        eventSeqNo: 'wecmdb-unit-1',
        eventType: 'CONFIRM',
        sourceSubSystem: 'SYS_WECMDB',
        operationKey: scene.definition.key,
      },
      ...{
        operationData: 'u1',
        operationUser: 'ada',
        notifyRequired: 'Y',
        notifyEndpoint: '/wecmdb/told',
        operationMode: 'instant',
      },
    };
    const first = await asPlugin<{ procInstId: string }>('wecmdb', 'POST', path, event, 'user');
    expect(first).toEqual({
      procInstId: expect.stringMatching(/^evt_/),
      status: 'NotStarted',
      taskNodeInstances: null,
    });
    expect(await asPlugin('wecmdb', 'POST', path, event)).toEqual(first);
    await until(async () => (await scene.seenBy('wecmdb')).some(({ url }) => url === '/wecmdb/told'));
    const told = (await scene.seenBy('wecmdb')).filter(({ url }) => url === '/wecmdb/told');
    expect(told).toHaveLength(1);
    expect(told[0]?.body).toMatchObject({
      eventSeqNo: 'wecmdb-unit-1',
      status: 'STARTED',
      procInstId: expect.stringMatching(/^run_/),
    });
    const missing = { as: 'system', method: 'POST', path, body: { ...event, eventSeqNo: '' } } as const;
    expect((await refusal('wecmdb', missing)).message).toContain('EVENT_FIELD_MISSING');
  });
});

describe('the platform itself', () => {
  it('tells hosts, variables, packages, services and addresses', async () => {
    expect((await direct('GET', '/platform/v1/health-check')).body.status).toBe('OK');
    expect(await asPlugin('saltstack', 'GET', '/platform/v1/available-container-hosts')).toEqual(['127.0.0.1']);
    const query = {
      filters: [{ name: 'name', operator: 'in', value: ['TASKMAN_TITLE', 'TASKMAN_PASSWORD'] }],
      paging: true,
      pageable: { pageSize: 10, startIndex: 0 },
    };
    const { pageInfo, contents } = await asPlugin<{
      pageInfo: object;
      contents: { name: string; defaultValue: string }[];
    }>(...['taskman', 'POST', '/platform/v1/system-variables/retrieve', query]);
    expect(pageInfo).toEqual({ startIndex: 0, pageSize: 10, totalRows: 2 });
    expect(contents.map(({ name, defaultValue }) => [name, defaultValue])).toEqual([
      ['TASKMAN_PASSWORD', ''],
      ['TASKMAN_TITLE', 'Tasks'],
    ]);
    const packages = await asUser<{ name: string; uiActive: boolean }[]>('GET', '/platform/v1/packages');
    expect(packages.map(({ name, uiActive }) => [name, uiActive]).sort()).toEqual([
      ['saltstack', false],
      ['taskman', false],
      ['wecmdb', true],
    ]);
    expect(await asUser('GET', '/platform/v1/plugins/interfaces/enabled')).toMatchObject([
      {
        serviceName: 'taskman/task/create',
        inputParameters: [{ name: 'callbackUrl', dataType: 'string' }, { name: 'taskName' }],
      },
    ]);
    expect(await asPlugin('saltstack', 'GET', '/platform/v1/route-items')).toHaveLength(3);
    expect(await asPlugin('saltstack', 'GET', '/platform/v1/route-items/wecmdb')).toMatchObject([
      { context: 'wecmdb', httpScheme: 'http', host: '127.0.0.1', port: expect.stringMatching(/^\d+$/) },
    ]);
  });

  it('tells where the pages of plugins are, and the menu they stand in', async () => {
    const files = await asUser<{ relatedPath: string }[]>('GET', '/platform/v1/resource-files');
    expect(files.map(({ relatedPath }) => relatedPath)).toEqual([
      '/ui-resources/wecmdb/v1.0.0/plugin/js/vendors.js',
      '/ui-resources/wecmdb/v1.0.0/plugin/js/app.js',
      '/ui-resources/wecmdb/v1.0.0/plugin/index.html',
    ]);
    expect(files[0]).toMatchObject({ packageName: 'wecmdb', packageVersion: 'v1.0.0', source: 'ui.zip' });
    const menus = await asUser<{ id: string; category: string }[]>('GET', '/platform/v1/my-menus');
    expect(menus.filter(({ category }) => category === '')).toHaveLength(8);
    expect(menus.find(({ id }) => id === 'CMDB_QUERY')).toMatchObject({
      ...{ category: 'DESIGNING', displayName: 'Query', localDisplayName: '查询', active: true },
      ...{ path: '/wecmdb/query', link: '/wecmdb/query', source: 'wecmdb' },
    });
  });

  it('passes calls between plugins on, each with a token of its own that the other one knows', async () => {
    type Echo = { url: string; authorization: string };
    const call = async (from: string, to: string, as: Act['as'] = 'system') =>
      (await scene.act(from, { as, method: 'POST', path: `/${to}/echo?a=1` })).body as unknown as Echo;
    const claims = ({ authorization }: Echo) =>
      JSON.parse(Buffer.from(authorization.split('.')[1] ?? '', 'base64url').toString()) as object;
    const declared = await call('taskman', 'wecmdb');
    expect(declared.url).toBe('/wecmdb/echo?a=1');
    expect(claims(declared)).toMatchObject({ sub: 'SYS_TASKMAN', authority: '[SUB_SYSTEM,ADMIN_SYSTEM_PARAMS]' });
    expect(claims(await call('taskman', 'wecmdb', 'user'))).toMatchObject({ sub: 'admin', authority: '[SUPER_ADMIN]' });
    expect(claims(await call('saltstack', 'wecmdb'))).toMatchObject({ sub: 'SYS_SALTSTACK', authority: '[]' });
    expect(claims(await call('taskman', 'taskman'))).toMatchObject({ sub: 'SYS_TASKMAN', clientType: '' });
  });

  it('waits for slow plugins', async () => {
    const { body } = await scene.rest('POST', '/saltstack/slow', {}, scene.token());
    expect(body).toMatchObject({ resultCode: '0' });
  });
});

it('has asked every endpoint there is', () => {
  expect(ENDPOINTS.map(({ method, path }) => `${method} ${path}`).filter((one) => !asked.has(one))).toEqual([]);
});

it('documents every endpoint there is, and no other', () => {
  const page = readFileSync(join(import.meta.dirname, '..', '..', '..', 'docs', 'plugin-api.md'), 'utf8');
  const documented = [...page.matchAll(/^\| (GET|POST|PUT|DELETE) \| `([^`]+)` \| [^|]+ \|$/gm)].map(
    ([, method, path]) => `${method} ${path}`,
  );
  expect(documented.sort()).toEqual(ENDPOINTS.map(({ method, path }) => `${method} ${path}`).sort());
});
