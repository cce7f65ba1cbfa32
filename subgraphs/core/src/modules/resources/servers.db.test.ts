import { createInProcessPubSub, createLogger, serviceSession, systemClock } from '@wecube/kit';
import { describeDatabases } from '@wecube/prisma/testing';
import { expect, it } from 'vitest';
import { createAuditModule } from '../audit/index.ts';
import { ServerResolver } from './api/server.resolver.ts';
import type { ServerPayload } from './api/server.types.ts';
import { type Allocation, createResourcesModule, type HostCheck, type ResourcesDependencies } from './index.ts';

const secretBox = { seal: (plain: string) => `sealed ${plain}`, open: (sealed: string) => sealed.slice(7) };
const session = serviceSession('ann');
const context = { session } as never;
const MYSQL = { kind: 'MYSQL', name: 'db-east', endpoint: 'mysql://db:3306', labels: ['zone=east'] } as const;
const SECRETS = { user: 'wecube', password: 'of-the-database' };

describeDatabases('core', (open) => {
  const start = async (changes: Partial<ResourcesDependencies> = {}) => {
    const database = await open();
    await database.client.resourceServer.deleteMany();
    await database.client.auditEntry.deleteMany();
    const asked: { endpoint: string; password: string | undefined }[] = [];
    const answers: { now: HostCheck } = { now: { available: true, version: '10.11' } };
    const pubSub = createInProcessPubSub();
    const dependencies: ResourcesDependencies = {
      ...{ database, clock: systemClock, secretBox, pubSub, watchIntervalMs: 20 },
      audit: createAuditModule({ database, clock: systemClock }),
      logger: createLogger('test', { level: 'silent' }),
      configured: [{ kind: 'PROCESS', name: 'process', address: '127.0.0.1' }],
      hostProbe: { check: async () => ({ available: true }) },
      portProbe: { isFree: async () => true },
      serverProbe: {
        async check({ endpoint }, { password }) {
          asked.push({ endpoint, password });
          return answers.now;
        },
      },
      ...changes,
    };
    const module = await createResourcesModule(dependencies);
    const allocated: Allocation[] = [];
    module.join(async () => allocated);
    const found = module.parts.resolvers?.find(([type]) => type === ServerResolver);
    const api = found?.[1] as ServerResolver;
    return { module, dependencies, database, api, asked, answers, allocated, pubSub };
  };
  const codes = ({ problems }: ServerPayload) => problems.map(({ code }) => code);
  const created = async (api: ServerResolver) => {
    const { server, problems } = await api.createResourceServer({ ...MYSQL, credentials: SECRETS } as never, context);
    expect(problems).toEqual([]);
    if (!server) throw new Error('no server');
    return server;
  };

  it('keeps a server with its secrets sealed, shows none of them, and writes who made it', async () => {
    const { api, database } = await start();
    const server = await created(api);
    expect(server).toMatchObject({ kind: 'MYSQL', address: 'mysql://db:3306', hasCredentials: true, origin: 'PERSON' });
    const row = await database.client.resourceServer.findUniqueOrThrow({ where: { id: server.id } });
    expect(row.sealedCredentials).toBe(secretBox.seal(JSON.stringify(SECRETS)));
    const entries = await database.client.auditEntry.findMany();
    expect(entries).toMatchObject([{ action: 'resource:manage', who: 'ann', subject: server.id }]);
    expect(JSON.stringify([server, entries])).not.toContain(SECRETS.password);
    expect(codes(await api.createResourceServer({ ...MYSQL, credentials: SECRETS } as never, context))).toEqual([
      'SERVER_NAME_TAKEN',
    ]);
  });

  it('says everything that is wrong with a description at once, and keeps nothing of it', async () => {
    const { api, module } = await start();
    const wrong = { kind: 'DOCKER', name: 'no name', endpoint: 'http://10.0.0.7:2375', labels: ['a b'] } as const;
    const capacity = { items: 0 };
    expect(codes(await api.createResourceServer({ ...wrong, capacity } as never, context))).toEqual([
      'SERVER_NAME_INVALID',
      'SERVER_ENDPOINT_INVALID',
      'SERVER_ADDRESS_INVALID',
      'SERVER_LABEL_INVALID',
      'SERVER_CAPACITY_INVALID',
    ]);
    const ssh = { kind: 'DOCKER', name: 'far', endpoint: 'ssh://ops@10.0.0.7' } as const;
    expect(codes(await api.createResourceServer(ssh as never, context))).toEqual([
      'SERVER_PIN_NEEDED',
      'SERVER_CREDENTIALS_NEEDED',
    ]);
    expect(await module.servers('DOCKER')).toEqual([]);
    const reserved = { ...MYSQL, name: 'mysql', credentials: SECRETS };
    expect(codes(await api.createResourceServer(reserved as never, context))).toEqual(['SERVER_NAME_RESERVED']);
  });

  it('changes a server that was seen, and sends its secrets to no other place than their own', async () => {
    const { api, asked } = await start();
    const { id, rowVersion } = await created(api);
    const moved = { id, rowVersion, endpoint: 'mysql://thief:3306' };
    expect(codes(await api.updateResourceServer(moved as never, context))).toEqual(['SERVER_CREDENTIALS_NEEDED']);
    const tried = await api.testResourceServer({ id, endpoint: 'mysql://thief:3306' } as never, context);
    expect(tried).toMatchObject({ health: null, problems: [{ code: 'SERVER_CREDENTIALS_NEEDED' }] });
    expect(asked.some(({ endpoint }) => endpoint.includes('thief'))).toBe(false);
    const labels = { id, rowVersion, labels: ['ssd'], state: 'DISABLED' } as const;
    const { server } = await api.updateResourceServer(labels as never, context);
    expect(server).toMatchObject({
      labels: ['ssd'],
      state: 'DISABLED',
      endpoint: MYSQL.endpoint,
      hasCredentials: true,
    });
    expect(codes(await api.updateResourceServer(labels as never, context))).toEqual(['SERVER_CHANGED']);
    await api.testResourceServer({ id } as never, context);
    expect(asked.at(-1)).toEqual({ endpoint: MYSQL.endpoint, password: SECRETS.password });
  });

  it('removes nothing on which something is allocated, and says what', async () => {
    const { api, allocated, module, database } = await start();
    const { id, rowVersion } = await created(api);
    const since = new Date();
    allocated.push({ kind: 'DATABASE', id: 'database:wecmdb', name: 'wecmdb', packageName: 'wecmdb', since });
    const refusal = await api.removeResourceServer({ id, rowVersion }, context);
    expect(refusal.problems).toMatchObject([{ code: 'SERVER_IN_USE', parameters: { items: ['wecmdb (wecmdb)'] } }]);
    expect(await module.findServer(id)).toMatchObject({ id });
    allocated.pop();
    expect(codes(await api.removeResourceServer({ id, rowVersion }, context))).toEqual([]);
    expect(await module.findServer(id)).toBeNull();
    expect(await database.transaction((tx) => module.hold(tx, id))).toBe(false);
  });

  it('leaves to the settings what they say, and disables what they say no more', async () => {
    const told = { kind: 'MYSQL', name: 'mysql', address: 'mysql://db:3306', endpoint: 'mysql://db:3306' } as const;
    const { api, module, dependencies } = await start({ configured: [{ ...told, credentials: SECRETS }] });
    const [server] = await module.servers('MYSQL');
    if (!server) throw new Error('no server');
    const { id, rowVersion } = server;
    const moved = { id, rowVersion, endpoint: 'mysql://other:3306', credentials: SECRETS };
    expect(codes(await api.updateResourceServer(moved as never, context))).toEqual(['SERVER_OF_SETTINGS']);
    expect(codes(await api.removeResourceServer({ id, rowVersion }, context))).toEqual(['SERVER_OF_SETTINGS']);
    const more = await api.updateResourceServer({ id, rowVersion, capacity: { items: 4 } } as never, context);
    expect(more.server?.capacity.items).toBe(4);
    const later = await createResourcesModule({ ...dependencies, configured: [] });
    expect(await later.findServer(id)).toMatchObject({ state: 'DISABLED', origin: 'PERSON', capacity: { items: 4 } });
    await createResourcesModule(dependencies);
    expect(await later.findServer(id)).toMatchObject({ state: 'ENABLED', origin: 'SETTINGS', capacity: { items: 4 } });
  });

  it('chooses the server with the most room, or says why none will do', async () => {
    const { api, module, allocated } = await start();
    expect(await module.choose('MYSQL')).toBeNull();
    const first = await created(api);
    const second = { ...MYSQL, name: 'db-west', endpoint: 'mysql://west:3306', capacity: { items: 1 } };
    const west = (await api.createResourceServer({ ...second, credentials: SECRETS } as never, context)).server;
    expect((await module.choose('MYSQL', west?.id))?.name).toBe('db-west');
    const since = new Date();
    allocated.push({ kind: 'DATABASE', id: 'database:a', name: 'a', packageName: 'a', since });
    expect((await module.choose('MYSQL'))?.name).toBe('db-east');
    await expect(module.choose('MYSQL', west?.id)).rejects.toMatchObject({ code: 'SERVER_NONE_FREE' });
    const { id, rowVersion } = first;
    await api.updateResourceServer({ id, rowVersion, state: 'DISABLED' } as never, context);
    await expect(module.choose('MYSQL')).rejects.toMatchObject({ code: 'SERVER_NONE_FREE' });
  });

  it('shows a launch the servers, and that what a package has stays where it is', async () => {
    const { api, module } = await start();
    await created(api);
    const second = { ...MYSQL, name: 'db-west', endpoint: 'mysql://west:3306', capacity: { items: 1 } };
    const west = (await api.createResourceServer({ ...second, credentials: SECRETS } as never, context)).server;
    const ofA = { kind: 'DATABASE', id: 'database:a', name: 'a', packageName: 'a', since: new Date() } as const;
    module.join(async (_tx, serverId) => (serverId === west?.id ? [ofA] : []));
    const seen = async (packageName: string) =>
      (await module.survey('MYSQL', packageName)).map(({ server, used, keeps, refusal }) => [
        ...[server.name, used, keeps, refusal?.code],
      ]);
    expect(await seen('b')).toEqual([
      ['db-east', 0, false, undefined],
      ['db-west', 1, false, 'SERVER_FULL'],
    ]);
    expect(await seen('a')).toEqual([
      ['db-west', 1, true, undefined],
      ['db-east', 0, false, 'SERVER_CHOSEN_BEFORE'],
    ]);
    expect(await module.survey('S3', 'a')).toEqual([]);
  });

  it('tells subscribers that a server came, answers otherwise, and went', async () => {
    const { api, module, answers, pubSub } = await start();
    const events = pubSub.subscribe<{ type: string; server: { name: string } }>('resourceServerChanged');
    const next = async (): Promise<string | null> => {
      const { value, done } = await events.next();
      if (done) return null;
      return value.server.name === MYSQL.name ? value.type : next();
    };
    const { id, rowVersion } = await created(api);
    expect(await next()).toBe('CREATED');
    expect(await next()).toBe('HEALTH');
    expect(api.health({ id } as never)).toMatchObject({ status: 'AVAILABLE', version: '10.11' });
    await module.parts.start?.();
    answers.now = { available: false, reason: 'Nothing listens.' };
    expect(await next()).toBe('HEALTH');
    expect(api.health({ id } as never)).toMatchObject({ status: 'UNAVAILABLE', reason: 'Nothing listens.' });
    await api.removeResourceServer({ id, rowVersion }, context);
    expect(await next()).toBe('REMOVED');
    await module.parts.stop?.();
  });

  it('lets nobody add, change, test or remove a server without the right', async () => {
    const { api } = await start();
    const { id, rowVersion } = await created(api);
    const nobody = { session: { ...session, actions: [] } } as never;
    const attempts = [
      api.createResourceServer(MYSQL as never, nobody),
      api.updateResourceServer({ id, rowVersion } as never, nobody),
      api.testResourceServer({ id } as never, nobody),
      api.removeResourceServer({ id, rowVersion }, nobody),
    ];
    for (const attempt of attempts) await expect(attempt).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});
