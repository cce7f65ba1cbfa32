import type { CoreDatabase } from '@wecube/prisma';
import { describeDatabases } from '@wecube/prisma/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { aPackage } from '../packages/testing.ts';
import { createServicesBench, SESSION } from './testing-bench.ts';

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
  let bench: Awaited<ReturnType<typeof createServicesBench>>;
  beforeEach(async () => {
    database = await open();
    bench = await createServicesBench(database);
  });

  const find = async (name: string) => {
    const found = await bench.services.find(name);
    if (!found) throw new Error(`${name} is not there`);
    return found;
  };
  const update = async (name: string, change: object) => {
    const { id, rowVersion } = await find(name);
    return bench.services.update({ id, rowVersion, ...change }, SESSION);
  };
  const setStatus = async (title: string, enabled: boolean) => {
    const { id, rowVersion } = await bench.registration(title);
    return bench.commands.setStatus({ id, rowVersion, enabled }, SESSION);
  };
  const save = async (title: string, change: object, session = SESSION) => {
    const { id, rowVersion } = await bench.registration(title);
    return bench.commands.save({ id, rowVersion, ...change }, session);
  };
  const copy = async (title: string, name: string) => {
    const { id } = await bench.registration(title);
    return bench.commands.copy({ id, name }, SESSION);
  };

  it('registers each interface under its stable name', async () => {
    await bench.register(
      shell(
        'v1.0.0',
        plugin('', action('run', { idempotency: 'keyed' })) +
          plugin(
            'registerName="linux" targetEntity="host" targetPackage="estate"',
            action('run', { mapping: 'entity' }),
          ),
      ),
    );
    expect(await bench.services.list()).toMatchObject([
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

  it('takes what a manifest fills in: roles, filter, status, shapes, and when it answers', async () => {
    const attributes = `registerName="linux" targetEntity="host" targetEntityFilterRule="{state eq 'up'}" status="DISABLED"`;
    const binds =
      '<roleBinds><roleBind permission="MGMT" roleName="OPS"/><roleBind permission="USE" roleName="DEV"/></roleBinds>';
    const object = `<inputParameters><parameter datatype="object" mappingType="object" refObjectName="spec">spec</parameter></inputParameters>`;
    const pack = aPackage({
      name: 'shell',
      body: `<paramObjects>
          <paramObject name="spec"><property name="port" dataType="object" refObjectName="port" mapType="object"/></paramObject>
          <paramObject name="port"><property name="number" dataType="int" mapType="entity" mapExpr="shell:host.port"/></paramObject>
          <paramObject name="other"><property name="x" mapType="constant"/></paramObject>
        </paramObjects>
        <plugins><plugin name="script" ${attributes}>
          <interface action="run" path="/shell/run" isAsyncProcessing="Y" filterRule="{ip isnot NULL}">${object}</interface>${binds}
        </plugin></plugins>`,
    });
    await bench.register(pack);
    expect(await bench.registration('shell/script(linux)')).toMatchObject({
      ...{ targetEntity: 'shell:host', targetFilter: "{state eq 'up'}", status: 'DISABLED', origin: 'MANIFEST' },
      roles: [
        { permission: 'MGMT', role: 'OPS' },
        { permission: 'USE', role: 'DEV' },
      ],
      objects: [{ name: 'spec' }, { name: 'port' }],
    });
    expect(await find('shell/script(linux)/run')).toMatchObject({
      ...{ enabled: false, isAsync: true, filterRule: '{ip isnot NULL}' },
      inputs: [{ dataType: 'object', refObjectName: 'spec', mappingType: 'object' }],
      objects: [{ name: 'spec' }, { name: 'port' }],
    });
  });

  it('tells every expression of its registrations, filters behind their target entity', async () => {
    const body = `<interface action="run" path="/shell/run" filterRule="{os eq 'Linux'}">
      <inputParameters><parameter datatype="string" mappingType="entity" mappingEntityExpression="estate:host.ip">ip</parameter></inputParameters>
    </interface>`;
    await bench.register(
      shell(
        'v1.0.0',
        plugin(`targetPackage="estate" targetEntity="host" targetEntityFilterRule="{state eq 'on'}"`, body),
      ),
    );
    const mentions = await bench.services.modelMentions();
    expect(mentions.map(({ place, expression }) => [place, expression])).toEqual([
      ['', "estate:host{state eq 'on'}"],
      ['run', "estate:host{os eq 'Linux'}"],
      ['run · ip', 'estate:host.ip'],
    ]);
    expect(mentions[0]).toMatchObject({ kind: 'SERVICE', name: 'shell/script', version: null });
  });

  it('starts a service disabled that needs a target entity and has none', async () => {
    const pack = shell('v1.0.0', plugin('', action('run', { mapping: 'entity' })));
    expect(await bench.register(pack)).toMatchObject([
      { code: 'SERVICE_NEEDS_TARGET_ENTITY', level: 'WARNING', message: expect.stringContaining('shell/script/run') },
    ]);
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
    await bench.register(shell('v1.0.0', plugin('', action('run'))));
    const { id, rowVersion } = await find('shell/script/run');
    const changes = (['SAFE', 'KEYED'] as const).map((idempotency) =>
      bench.services.update({ id, rowVersion, idempotency }, SESSION),
    );
    const results = await Promise.all(changes);
    expect(results.filter(({ problems }) => problems.length === 0)).toHaveLength(1);
    expect(results.flatMap(({ problems }) => problems)).toMatchObject([{ code: 'SERVICE_CHANGED' }]);
    expect(await database.client.auditEntry.count()).toBe(1);
  });

  it('keeps what a person decided when a new version of the package registers', async () => {
    await bench.register(shell('v1.0.0', plugin('', action('run'), action('stop'), action('old'))));
    const { id } = await find('shell/script/run');
    await update('shell/script/run', { idempotency: 'SAFE' });
    await update('shell/script/stop', { enabled: false });
    await update('shell/script/old', { idempotency: 'SAFE' });
    const next = shell(
      'v2.0.0',
      plugin('', action('run', { idempotency: 'keyed' }), action('stop', { idempotency: 'keyed' }), action('new')),
    );
    expect(await bench.register(next)).toMatchObject([
      { code: 'REGISTRATIONS_LEFT_BEHIND', message: expect.stringContaining('shell/script/old') },
    ]);
    expect(await find('shell/script/run')).toMatchObject({
      id,
      idempotency: 'SAFE',
      enabled: true,
      packageId: next.id,
    });
    expect(await find('shell/script/stop')).toMatchObject({ idempotency: 'KEYED', enabled: false });
    expect(await bench.services.find('shell/script/old')).toBeNull();
    expect((await bench.services.ofPackage(next.id)).map(({ name }) => name)).toEqual([
      'shell/script/new',
      'shell/script/run',
      'shell/script/stop',
    ]);
    const last = await bench.register(shell('v3.0.0', plugin('', action('old'))));
    expect(last).toMatchObject([{ parameters: { names: ['shell/script/run', 'shell/script/stop'] } }]);
    expect(await find('shell/script/old')).toMatchObject({ idempotency: 'SAFE' });
  });

  it('takes the services of an active package away with it, and only those', async () => {
    const pack = shell('v1.0.0', plugin('', action('run')));
    await bench.register(pack);
    await bench.apply('DECOMMISSION', { ...pack, active: false });
    expect(await bench.services.list()).toHaveLength(1);
    await bench.apply('DECOMMISSION', { ...pack, active: true });
    expect(await bench.services.list()).toEqual([]);
    expect(await bench.services.find('shell/script/run')).toBeNull();
  });

  it('says that a service is not there, and refuses who may not', async () => {
    expect(await bench.services.update({ id: 'svc_none', rowVersion: 1 }, SESSION)).toMatchObject({
      problems: [{ code: 'SERVICE_NOT_FOUND' }],
    });
    const reader = { ...SESSION, actions: ['service:read'] as const };
    const refused = bench.services.update({ id: 'x', rowVersion: 1 }, reader);
    await expect(refused).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('pages through services by name in both directions', async () => {
    await bench.register(shell('v1.0.0', plugin('', ...['a', 'b', 'c', 'd'].map((name) => action(name)))));
    const order = [{ field: 'name', direction: 'asc' as const }];
    const page = (cursor: string | null, backwards = false) =>
      bench.services.page({}, { take: 2, cursor: cursor === null ? null : [cursor], backwards }, order);
    expect((await page(null)).map(({ action: name }) => name)).toEqual(['a', 'b', 'c']);
    expect((await page('shell/script/b')).map(({ action: name }) => name)).toEqual(['c', 'd']);
    expect((await page('shell/script/d', true)).map(({ action: name }) => name)).toEqual(['c', 'b', 'a']);
    expect(await bench.services.count({ packageName: 'shell' })).toBe(4);
  });

  it('gives services of an older release their registrations, with what was decided', async () => {
    const pack = shell('v1.0.0', plugin('', action('run', { mapping: 'entity' }), action('stop'), action('go')));
    bench.world.active.set('shell', pack);
    const row = {
      ...{ packageName: 'shell', packageId: pack.id, pluginName: 'script', registration: '', httpMethod: 'POST' },
      ...{ type: 'EXECUTION', idempotency: 'UNSAFE', idempotencyChosen: false, inputs: '[]', outputs: '[]' },
      ...{ retired: false, updatedAt: new Date(0), rowVersion: 3, targetEntity: null, targetChosen: false },
    };
    const named = (name: string) => ({
      id: `svc_${name}`,
      name: `shell/script/${name}`,
      action: name,
      path: `/shell/${name}`,
    });
    const chosen = { targetEntity: 'estate:host', targetChosen: true };
    await database.client.service.create({
      data: { ...row, ...named('run'), ...chosen, enabled: true, enabledChosen: true },
    });
    const off = { enabled: false, enabledChosen: true, switchedOff: true };
    await database.client.service.create({ data: { ...row, ...named('stop'), ...off } });
    await bench.services.start();
    await bench.services.stop();
    expect(await bench.registration('shell/script')).toMatchObject({ targetEntity: 'estate:host', status: 'ENABLED' });
    expect(await find('shell/script/run')).toMatchObject({ id: 'svc_run', enabled: true, inputs: [{ name: 'text' }] });
    expect(await find('shell/script/stop')).toMatchObject({ id: 'svc_stop', enabled: false, switchedOff: true });
    expect(await find('shell/script/go')).toMatchObject({ enabled: true });
  });

  describe('registrations', () => {
    const template = () => shell('v1.0.0', plugin('', action('run', { mapping: 'entity' }), action('stop')));

    it('are made from the one a plugin has of itself, any number of them', async () => {
      await bench.register(template());
      expect(await copy('shell/script', 'linux')).toMatchObject({ problems: [], registration: { status: 'DISABLED' } });
      expect(await copy('shell/script(linux)', 'windows')).toMatchObject({ registration: { origin: 'PERSON' } });
      expect(await copy('shell/script', 'linux')).toMatchObject({ problems: [{ code: 'REGISTRATION_EXISTS' }] });
      for (const name of ['', ' ', 'a/b', 'a(b)', 'x'.repeat(121)])
        expect(await copy('shell/script', name)).toMatchObject({ problems: [{ code: 'REGISTRATION_NAME_INVALID' }] });
      const names = (await bench.services.list()).map(({ name }) => name);
      expect(names).toContain('shell/script(windows)/stop');
      expect(names).toHaveLength(6);
    });

    it('are made once, however many ask at the same moment', async () => {
      await bench.register(template());
      const results = await Promise.all([1, 2, 3].map(() => copy('shell/script', 'linux')));
      expect(results.filter(({ problems }) => problems.length === 0)).toHaveLength(1);
      expect(results.flatMap(({ problems }) => problems.map(({ code }) => code))).toEqual(
        Array(2).fill('REGISTRATION_EXISTS'),
      );
    });

    it('are enabled when nothing stands in the way, and each thing that does is named', async () => {
      await bench.register(template());
      await copy('shell/script', 'linux');
      bench.world.wrong.set('estate:host.ipp', 'estate:host has no attribute "ipp".');
      bench.world.wrong.set("estate:host{stat eq 'up'}", 'estate:host has no attribute "stat".');
      const text = { name: 'text', mappingType: 'entity', mappingEntityExpression: 'estate:host.ipp' };
      const interfaces = [
        { action: 'run', inputs: [text] },
        { action: 'stop', filterRule: "{stat eq 'up'}" },
      ];
      const change = { targetEntity: 'estate:host', targetFilter: "{stat eq 'up'}", interfaces };
      expect(await save('shell/script(linux)', change)).toMatchObject({ problems: [] });
      const refused = await setStatus('shell/script(linux)', true);
      expect(refused.problems.map(({ code }) => code)).toEqual([
        'REGISTRATION_FILTER_INVALID',
        'MAPPING_EXPRESSION_INVALID',
        'SERVICE_FILTER_INVALID',
      ]);
      expect(refused.problems.every(({ remedy }) => remedy)).toBe(true);
      expect(refused.problems[1]).toMatchObject({ message: expect.stringContaining('no attribute "ipp"') });
      expect(await find('shell/script(linux)/run')).toMatchObject({ enabled: false });
      bench.world.wrong.clear();
      expect(await setStatus('shell/script(linux)', true)).toMatchObject({ problems: [] });
      expect(await find('shell/script(linux)/run')).toMatchObject({
        enabled: true,
        inputs: [{ mappingEntityExpression: 'estate:host.ipp', edited: true }],
      });
    });

    it('say which shape is missing, which has no end, and which mapping is not known', async () => {
      await bench.register(
        aPackage({
          name: 'shell',
          body: `<plugins><plugin name="script"><interface action="run" path="/shell/run"><inputParameters>
            <parameter datatype="object" mappingType="object" refObjectName="gone">a</parameter>
            <parameter datatype="object" mappingType="object" refObjectName="loop">b</parameter>
            <parameter datatype="string" mappingType="guess">c</parameter>
            </inputParameters></interface>
            <paramObject name="loop"><property name="x" dataType="object" refObjectName="loop" mapType="object"/></paramObject>
          </plugin></plugins>`,
        }),
      );
      expect((await bench.findings('shell/script')).map(({ code, parameter }) => [code, parameter])).toEqual([
        ['MAPPING_TYPE_UNKNOWN', 'c'],
        ['MAPPING_OBJECT_UNKNOWN', 'a'],
        ['MAPPING_OBJECT_ENDLESS', 'b'],
      ]);
      expect(await setStatus('shell/script', true)).toMatchObject({ problems: [{}, {}, {}] });
    });

    it('are given interfaces of their plugin under other actions, and lose them again', async () => {
      await bench.register(template());
      await copy('shell/script', 'linux');
      const added = [{ action: 'run' }, { action: 'stop' }, { action: 'halt', copyOf: 'stop', filterRule: '' }];
      expect(await save('shell/script(linux)', { interfaces: added })).toMatchObject({ problems: [] });
      expect(await find('shell/script(linux)/halt')).toMatchObject({ path: '/shell/stop' });
      const strange = [{ action: 'fly', copyOf: 'nothing' }];
      expect(await save('shell/script(linux)', { interfaces: strange })).toMatchObject({
        problems: [{ code: 'SERVICE_NOT_FOUND' }],
      });
      const twice = [{ action: 'run' }, { action: 'run', copyOf: 'stop' }];
      expect(await save('shell/script(linux)', { interfaces: twice })).toMatchObject({
        problems: [{ code: 'SERVICE_ACTION_REPEATED' }],
      });
      await save('shell/script(linux)', { interfaces: [{ action: 'run' }] });
      expect(await bench.services.find('shell/script(linux)/halt')).toBeNull();
      // What a package declares is never taken out, only switched off.
      expect(await save('shell/script', { interfaces: [] })).toMatchObject({ registration: { interfaces: [{}, {}] } });
    });

    it('keep only what the chosen mapping reads', async () => {
      await bench.register(template());
      await copy('shell/script', 'linux');
      const map = (text: object) =>
        save('shell/script(linux)', { interfaces: [{ action: 'run', inputs: [{ name: 'text', ...text }] }] });
      await map({ mappingType: 'entity', mappingEntityExpression: 'estate:host.ip', required: true });
      await map({ mappingType: 'system_variable', mappingSystemVariableName: 'SEED' });
      const [text] = (await find('shell/script(linux)/run')).inputs;
      expect(text).toMatchObject({ mappingSystemVariableName: 'SEED', mappingEntityExpression: null, required: true });
      expect(await map({ name: 'other' })).toMatchObject({ problems: [{ code: 'MAPPING_PARAMETER_UNKNOWN' }] });
    });

    it('cannot be taken from a deployed orchestration, in whatever way', async () => {
      await bench.register(template());
      await copy('shell/script', 'linux');
      await save('shell/script(linux)', { targetEntity: 'estate:host' });
      await setStatus('shell/script(linux)', true);
      bench.world.uses = [{ name: 'Patch hosts', version: 4, services: ['shell/script(linux)/stop'] }];
      const still = {
        problems: [{ code: 'SERVICE_STILL_USED', message: expect.stringContaining('Patch hosts (version 4)') }],
      };
      expect(await setStatus('shell/script(linux)', false)).toMatchObject(still);
      expect(await update('shell/script(linux)/stop', { enabled: false })).toMatchObject(still);
      expect(await save('shell/script(linux)', { interfaces: [{ action: 'run' }] })).toMatchObject(still);
      const seen = await bench.registration('shell/script(linux)');
      expect(await bench.commands.remove(seen, SESSION)).toMatchObject(still);
      expect(await find('shell/script(linux)/stop')).toMatchObject({ enabled: true });
      expect(await update('shell/script(linux)/run', { enabled: false })).toMatchObject({ problems: [] });
      bench.world.uses = [];
      expect(await setStatus('shell/script(linux)', false)).toMatchObject({ problems: [] });
      const now = await bench.registration('shell/script(linux)');
      expect(await bench.commands.remove(now, SESSION)).toMatchObject({ problems: [] });
      expect(await bench.services.find('shell/script(linux)/stop')).toBeNull();
      const own = await bench.registration('shell/script');
      expect(await bench.commands.remove(own, SESSION)).toMatchObject({
        problems: [{ code: 'REGISTRATION_OF_MANIFEST' }],
      });
    });

    it('come along with a new version, and what has no place is told', async () => {
      await bench.register(template());
      await copy('shell/script', 'linux');
      const text = { name: 'text', mappingType: 'constant', mappingValue: 'kept' };
      const interfaces = [
        { action: 'run', inputs: [text] },
        { action: 'halt', copyOf: 'stop' },
      ];
      await save('shell/script(linux)', { targetEntity: 'estate:host', interfaces });
      await setStatus('shell/script(linux)', true);
      const more = '<parameter datatype="int" mappingType="constant" mappingVal="3">times</parameter>';
      const run = `<interface action="run" path="/shell/run"><inputParameters><parameter datatype="string" mappingType="entity">text</parameter>${more}</inputParameters></interface>`;
      expect(await bench.register(shell('v2.0.0', plugin('', run)))).toMatchObject([
        { code: 'SERVICE_NEEDS_TARGET_ENTITY' },
        { code: 'REGISTRATIONS_LEFT_BEHIND', message: expect.stringContaining('shell/script(linux)/halt') },
      ]);
      expect(await find('shell/script(linux)/run')).toMatchObject({
        enabled: true,
        inputs: [
          { name: 'text', mappingValue: 'kept', edited: true },
          { name: 'times', mappingValue: '3', edited: false },
        ],
      });
      expect(await bench.services.find('shell/script(linux)/halt')).toBeNull();
      await bench.register(template());
      expect(await find('shell/script(linux)/halt')).toMatchObject({ path: '/shell/stop' });
    });

    it('are inherited from a version that was active before', async () => {
      await bench.register(template());
      await copy('shell/script', 'linux');
      await save('shell/script(linux)', { targetEntity: 'estate:host' });
      await bench.register(shell('v2.0.0', plugin('', action('run', { mapping: 'entity' }), action('stop'))));
      await bench.commands.remove(await bench.registration('shell/script(linux)'), SESSION);
      expect(await bench.reads.snapshots('shell')).toMatchObject([{ version: 'v1.0.0' }]);
      const inherit = (dryRun: boolean) =>
        bench.commands.inherit({ packageName: 'shell', version: 'v1.0.0', dryRun }, SESSION);
      expect(await inherit(true)).toMatchObject({
        applied: false,
        steps: [
          { title: 'shell/script', change: 'UNCHANGED' },
          { title: 'shell/script(linux)', change: 'ADDED' },
        ],
      });
      expect(await bench.services.find('shell/script(linux)/run')).toBeNull();
      expect(await inherit(false)).toMatchObject({ applied: true });
      expect(await bench.registration('shell/script(linux)')).toMatchObject({ targetEntity: 'estate:host' });
      const unknown = { packageName: 'shell', version: 'v9', dryRun: false };
      expect(await bench.commands.inherit(unknown, SESSION)).toMatchObject({
        problems: [{ code: 'SNAPSHOT_NOT_FOUND' }],
      });
    });

    it('become callable by themselves once what stood in the way is gone', async () => {
      await bench.register(template());
      await copy('shell/script', 'linux');
      await save('shell/script(linux)', { targetEntity: 'estate:host' });
      await setStatus('shell/script(linux)', true);
      bench.world.entities.clear();
      await save('shell/script(linux)', { targetFilter: '' });
      expect(await find('shell/script(linux)/run')).toMatchObject({ enabled: false });
      expect(await bench.findings('shell/script(linux)')).toMatchObject([{ code: 'ENTITY_NOT_FOUND' }]);
      bench.world.entities.add('estate:host');
      await bench.services.start();
      await bench.services.stop();
      expect(await find('shell/script(linux)/run')).toMatchObject({ enabled: true });
    });
  });

  describe('roles', () => {
    const person = (...roles: string[]) => ({
      ...{ ...SESSION, kind: 'user' as const, roles },
      actions: ['service:read', 'service:manage'] as const,
    });

    beforeEach(async () => {
      await bench.register(shell('v1.0.0', plugin('', action('run'))));
      await copy('shell/script', 'linux');
      const roles = [
        { permission: 'MGMT', role: 'OPS' },
        { permission: 'USE', role: 'DEV' },
      ];
      await save('shell/script(linux)', { roles });
    });

    it('decide who sees a registration and who changes it', async () => {
      const { id, rowVersion } = await bench.registration('shell/script(linux)');
      expect(await bench.reads.hidden(person('OPS'))).toEqual([]);
      expect(await bench.reads.hidden(person('DEV'))).toEqual([]);
      expect(await bench.reads.hidden(person('OTHER'))).toEqual([id]);
      expect(await bench.reads.hidden(SESSION)).toEqual([]);
      const change = { id, rowVersion, targetEntity: 'estate:host' };
      expect(await bench.commands.save(change, person('OTHER') as never)).toMatchObject({
        problems: [{ code: 'REGISTRATION_NOT_FOUND' }],
      });
      expect(await bench.commands.save(change, person('DEV') as never)).toMatchObject({
        problems: [{ code: 'REGISTRATION_NOT_YOURS', message: expect.stringContaining('OPS') }],
      });
      expect(await bench.commands.save(change, person('OPS') as never)).toMatchObject({ problems: [] });
    });

    it('let nobody lock themselves out', async () => {
      const roles = [{ permission: 'MGMT', role: 'DEV' }];
      expect(await save('shell/script(linux)', { roles }, person('OPS') as never)).toMatchObject({
        problems: [{ code: 'REGISTRATION_LOCKED_OUT' }],
      });
      expect(await save('shell/script(linux)', { roles })).toMatchObject({ problems: [] });
    });
  });
});
