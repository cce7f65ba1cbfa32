import { serviceSession, systemClock } from '@wecube/kit';
import type { CoreDatabase } from '@wecube/prisma';
import { describeDatabases } from '@wecube/prisma/testing';
import { beforeEach, expect, it } from 'vitest';
import { createAuditModule } from '../audit/index.ts';
import type { PackageChange, PackageRecord } from '../packages/index.ts';
import { aPackage } from '../packages/testing.ts';
import { createServicesModule, type ServicesModule } from './module.ts';

const SESSION = serviceSession('test');

const input = (mapping: string) =>
  `<inputParameters><parameter datatype="string" mappingType="${mapping}">text</parameter></inputParameters>`;
const action = (name: string, options: { idempotency?: string; mapping?: string } = {}) =>
  `<interface action="${name}" path="/shell/${name}" idempotency="${options.idempotency ?? ''}">${input(options.mapping ?? 'constant')}</interface>`;
const shell = (version: string, plugins: string) =>
  aPackage({ name: 'shell', version, body: `<plugins>${plugins}</plugins>` });
const plugin = (attributes: string, ...interfaces: string[]) =>
  `<plugin name="script" ${attributes}>${interfaces.join('')}</plugin>`;

describeDatabases('core', (open) => {
  let database: CoreDatabase;
  let services: ServicesModule;
  beforeEach(async () => {
    database = await open();
    await database.client.service.deleteMany();
    await database.client.auditEntry.deleteMany();
    services = createServicesModule({
      database,
      clock: systemClock,
      audit: createAuditModule({ database, clock: systemClock }),
      entities: { entity: async (packageName, name) => (`${packageName}:${name}` === 'estate:host' ? {} : null) },
    });
  });

  const apply = (kind: PackageChange['kind'], pack: PackageRecord) =>
    database.transaction((tx) => services.participant.apply({ kind, package: pack, previous: null }, tx, SESSION));
  const register = (pack: PackageRecord) => apply('REGISTER', pack);
  const find = async (name: string) => {
    const found = await services.find(name);
    if (!found) throw new Error(`${name} is not there`);
    return found;
  };
  const update = async (name: string, change: object) => {
    const { id, rowVersion } = await find(name);
    return services.update({ id, rowVersion, ...change }, SESSION);
  };

  it('registers each interface under its stable name', async () => {
    await register(
      shell(
        'v1.0.0',
        plugin('', action('run', { idempotency: 'keyed' })) +
          plugin(
            'registerName="linux" targetEntity="host" targetPackage="estate"',
            action('run', { mapping: 'entity' }),
          ),
      ),
    );
    expect(await services.list()).toMatchObject([
      {
        name: 'shell/script(linux)/run',
        registration: 'linux',
        targetEntity: 'estate:host',
        enabled: true,
        idempotency: 'UNSAFE',
      },
      {
        name: 'shell/script/run',
        registration: '',
        targetEntity: null,
        enabled: true,
        idempotency: 'KEYED',
        inputs: [{ name: 'text' }],
      },
    ]);
  });

  it('starts a service disabled that needs a target entity and has none', async () => {
    const pack = shell('v1.0.0', plugin('', action('run', { mapping: 'entity' })));
    expect(await services.participant.check({ kind: 'REGISTER', package: pack, previous: null })).toMatchObject([
      { code: 'SERVICE_NEEDS_TARGET_ENTITY', level: 'WARNING', message: expect.stringContaining('shell/script/run') },
    ]);
    await register(pack);
    expect(await find('shell/script/run')).toMatchObject({ enabled: false });
    expect(await update('shell/script/run', { enabled: true })).toMatchObject({
      service: null,
      problems: [{ code: 'SERVICE_NEEDS_TARGET_ENTITY', message: expect.stringContaining('reads text from') }],
    });
    expect(await update('shell/script/run', { enabled: true, targetEntity: 'estate:nothing' })).toMatchObject({
      problems: [{ code: 'ENTITY_NOT_FOUND' }],
    });
    expect(await update('shell/script/run', { enabled: true, targetEntity: 'nonsense' })).toMatchObject({
      problems: [{ code: 'ENTITY_NOT_FOUND' }],
    });
    expect(await database.client.auditEntry.count()).toBe(0);
    expect(await update('shell/script/run', { enabled: true, targetEntity: 'estate:host' })).toMatchObject({
      problems: [],
      service: { enabled: true, targetEntity: 'estate:host', rowVersion: 2 },
    });
    expect(await database.client.auditEntry.findMany()).toMatchObject([
      { action: 'service:manage', outcome: 'DONE', who: 'test' },
    ]);
  });

  it('refuses a change made from an old look, also at the same moment', async () => {
    await register(shell('v1.0.0', plugin('', action('run'))));
    const { id, rowVersion } = await find('shell/script/run');
    const changes = (['SAFE', 'KEYED'] as const).map((idempotency) =>
      services.update({ id, rowVersion, idempotency }, SESSION),
    );
    const results = await Promise.all(changes);
    expect(results.filter(({ problems }) => problems.length === 0)).toHaveLength(1);
    expect(results.flatMap(({ problems }) => problems)).toMatchObject([{ code: 'SERVICE_CHANGED' }]);
    expect(await database.client.auditEntry.count()).toBe(1);
  });

  it('keeps what a person decided when a new version of the package registers', async () => {
    await register(shell('v1.0.0', plugin('', action('run'), action('stop'), action('old'))));
    const { id } = await find('shell/script/run');
    await update('shell/script/run', { idempotency: 'SAFE' });
    await update('shell/script/stop', { enabled: false });
    await update('shell/script/old', { idempotency: 'SAFE' });
    const next = shell(
      'v2.0.0',
      plugin('', action('run', { idempotency: 'keyed' }), action('stop', { idempotency: 'keyed' }), action('new')),
    );
    await register(next);
    expect(await find('shell/script/run')).toMatchObject({
      id,
      idempotency: 'SAFE',
      enabled: true,
      packageId: next.id,
    });
    expect(await find('shell/script/stop')).toMatchObject({ idempotency: 'KEYED', enabled: false });
    expect(await services.find('shell/script/old')).toBeNull();
    expect((await services.ofPackage(next.id)).map(({ name }) => name)).toEqual([
      'shell/script/new',
      'shell/script/run',
      'shell/script/stop',
    ]);
    await register(shell('v3.0.0', plugin('', action('old'))));
    expect(await find('shell/script/old')).toMatchObject({ idempotency: 'SAFE' });
  });

  it('takes the services of an active package away with it, and only those', async () => {
    const pack = shell('v1.0.0', plugin('', action('run')));
    await register(pack);
    await apply('DECOMMISSION', { ...pack, active: false });
    expect(await services.list()).toHaveLength(1);
    await apply('DECOMMISSION', { ...pack, active: true });
    expect(await services.list()).toEqual([]);
    expect(await services.find('shell/script/run')).toBeNull();
  });

  it('says that a service is not there, and refuses who may not', async () => {
    expect(await services.update({ id: 'svc_none', rowVersion: 1 }, SESSION)).toMatchObject({
      problems: [{ code: 'SERVICE_NOT_FOUND' }],
    });
    const reader = { ...SESSION, actions: ['service:read'] as const };
    await expect(services.update({ id: 'x', rowVersion: 1 }, reader)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('pages through services by name in both directions', async () => {
    await register(shell('v1.0.0', plugin('', ...['a', 'b', 'c', 'd'].map((name) => action(name)))));
    const order = [{ field: 'name', direction: 'asc' as const }];
    const page = (cursor: string | null, backwards = false) =>
      services.page({}, { take: 2, cursor: cursor === null ? null : [cursor], backwards }, order);
    expect((await page(null)).map(({ action: name }) => name)).toEqual(['a', 'b', 'c']);
    expect((await page('shell/script/b')).map(({ action: name }) => name)).toEqual(['c', 'd']);
    expect((await page('shell/script/d', true)).map(({ action: name }) => name)).toEqual(['c', 'b', 'a']);
    expect(await services.count({ packageName: 'shell' })).toBe(4);
  });
});
