import { AppError, type Session, serviceSession } from '@wecube/kit';
import type { CoreDatabase } from '@wecube/prisma';
import { describeDatabases } from '@wecube/prisma/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { GraphComposer } from '../../ports/graph-composer.ts';
import { aPackage } from '../packages/testing.ts';
import { createModelBench } from './testing.ts';

const SESSION = serviceSession('test');
const fixed = (attribute = 'size', version = 'v1.0.0') =>
  aPackage({
    ...{ name: 'shell', version },
    body: `<dataModel><entity name="agent" displayName="Agent" description="">
      <attribute name="${attribute}" datatype="int" description=""/>
      <attribute name="host" datatype="ref" refPackageName="estate" refEntityName="host" description=""/>
    </entity></dataModel>`,
  });
const dynamic = (version = 'v1.0.0') => aPackage({ name: 'estate', version, body: '<dataModel isDynamic="true"/>' });
const plain = (name: string) => ({
  name,
  dataType: 'str',
  required: 'N',
  multiple: 'N',
  refPackageName: '',
  refEntityName: '',
});

describeDatabases('core', (open) => {
  let database: CoreDatabase;
  let bench: Awaited<ReturnType<typeof createModelBench>>;
  const use = async (composer: GraphComposer | null) => {
    await bench?.[Symbol.asyncDispose]();
    bench = await createModelBench(database, composer);
  };
  beforeEach(async () => {
    database = await open();
    await database.client.dataModel.deleteMany();
    await database.client.dataModelVersion.deleteMany();
    await database.client.auditEntry.deleteMany();
    bench = await createModelBench(database);
  });
  afterEach(() => bench[Symbol.asyncDispose]());

  it('takes the entities of a manifest, with id and displayName', async () => {
    await bench.register(fixed());
    expect(await bench.model.entity('shell', 'agent')).toMatchObject({
      ...{ packageName: 'shell', name: 'agent', displayName: 'Agent', modelVersion: 1 },
      attributes: [
        { name: 'id', references: null },
        { name: 'displayName' },
        { name: 'size', dataType: 'int' },
        { name: 'host', references: { packageName: 'estate', entityName: 'host', attributeName: 'id' } },
      ],
    });
    expect(await bench.model.packages()).toMatchObject([
      { packageName: 'shell', version: 1, dynamic: false, entityCount: 1 },
    ]);
    expect(await bench.model.entity('shell', 'nothing')).toBeNull();
    expect(await bench.model.entity('nothing', 'agent')).toBeNull();
  });

  it('makes a new version only of a model that differs, and keeps the old one', async () => {
    await bench.register(fixed());
    await bench.register(fixed('size', 'v1.0.1'));
    expect(await bench.model.packages()).toMatchObject([{ version: 1 }]);
    await bench.register(fixed('weight', 'v1.1.0'));
    expect(await bench.model.entity('shell', 'agent')).toMatchObject({ modelVersion: 2 });
    expect(await database.client.dataModelVersion.count()).toBe(2);
  });

  it('forgets the model of a decommissioned package until it comes back', async () => {
    await bench.register(fixed());
    await bench.decommission(fixed());
    expect(await bench.model.entities()).toEqual([]);
    expect(await bench.model.packages()).toEqual([]);
    await bench.register(fixed());
    expect(await bench.model.entities()).toMatchObject([{ name: 'agent', modelVersion: 1 }]);
  });

  it('syncs a dynamic model from the running plugin and says what changed', async () => {
    await bench.register(dynamic());
    expect(await bench.model.packages()).toMatchObject([{ version: 1, dynamic: true, syncedAt: null, entityCount: 0 }]);
    bench.plugin.hasEntities(
      { name: 'host', attributes: [plain('ip')] },
      { name: 'unit', attributes: [plain('code')] },
    );
    expect(await bench.model.sync('estate', SESSION)).toMatchObject({
      added: ['host', 'unit'],
      changed: [],
      removed: [],
      problems: [],
    });
    bench.plugin.hasEntities({ name: 'host', attributes: [plain('ip'), plain('os')] }, { name: 'app', attributes: [] });
    const second = await bench.model.sync('estate', SESSION);
    expect(second).toMatchObject({
      added: ['app'],
      changed: ['host'],
      removed: ['unit'],
      package: { version: 3, entityCount: 2 },
    });
    expect(second.package?.syncedAt).toBeInstanceOf(Date);
    expect(await bench.model.sync('estate', SESSION)).toMatchObject({
      added: [],
      changed: [],
      removed: [],
      package: { version: 3 },
    });
    const entries = await database.client.auditEntry.findMany({ where: { action: 'model:sync' } });
    expect(entries).toHaveLength(3);
  });

  it('tells what depends on what goes, before it is saved and after, and writes it into the audit', async () => {
    await bench.register(dynamic());
    bench.plugin.hasEntities(
      { name: 'host', attributes: [plain('ip'), plain('os')] },
      { name: 'unit', attributes: [] },
    );
    await bench.model.sync('estate', SESSION);
    const mention = { id: 'd1', version: 2, seenBy: () => true, kind: 'ORCHESTRATION' as const };
    bench.mentions.push(
      { ...mention, name: 'Patch', place: 'Restart', expression: 'estate:host.ip' },
      { ...mention, name: 'Secret', place: 'Stop', expression: 'estate:unit', seenBy: () => false },
      { ...mention, name: 'Untouched', place: 'Look', expression: 'estate:host.os' },
    );
    bench.plugin.hasEntities({ name: 'host', attributes: [plain('os')] });
    const expected = {
      ...{ added: [], removed: ['unit'], changed: ['host'], hiddenUses: 1, problems: [] },
      attributes: [{ entity: 'host', attribute: 'ip', before: 'str', after: null }],
      uses: [expect.objectContaining({ name: 'Patch', place: 'Restart', entity: 'estate:host', attribute: 'ip' })],
    };
    const before = await bench.model.entities();
    const person: Session = { ...SESSION, actions: ['model:sync'], roles: ['DEV'] };
    expect(await bench.model.sync('estate', person, { dryRun: true })).toMatchObject(expected);
    expect(await bench.model.entities()).toEqual(before);
    expect(await database.client.auditEntry.count({ where: { action: 'model:sync' } })).toBe(1);
    expect(await bench.model.sync('estate', person)).toMatchObject({ ...expected, package: { version: 3 } });
    const entries = await database.client.auditEntry.findMany({ where: { action: 'model:sync' } });
    const details = entries.map(({ detail }) => detail).join();
    expect(details).toContain('estate:host.ip');
    expect(details).toContain('Secret');
  });

  it('keeps what was synced when a new version of the package registers', async () => {
    await bench.register(dynamic());
    bench.plugin.hasEntities({ name: 'host', attributes: [plain('ip')] });
    await bench.model.sync('estate', SESSION);
    await bench.register(dynamic('v2.0.0'));
    expect(await bench.model.entities()).toMatchObject([{ name: 'host', modelVersion: 2 }]);
  });

  it('tells who listens that a model changed', async () => {
    await bench.register(dynamic());
    const events = bench.pubSub.subscribe<{ subject: string }>('dataModelChanged');
    const heard = events.next();
    bench.plugin.hasEntities({ name: 'host', attributes: [] });
    await bench.model.sync('estate', SESSION);
    expect((await heard).value).toMatchObject({ subject: 'estate' });
  });

  it.each([
    ['500', { status: 500, body: 'oh no' }],
    ['garbage', { status: 200, body: '<html>' }],
    ['another form', { status: 200, body: '{"status":"OK","message":"","data":{"name":"host"}}' }],
    ['an error', { status: 200, body: '{"status":"ERROR","message":"no model","data":null}' }],
    ['an entity twice', { status: 200, body: '{"status":"OK","message":"","data":[{"name":"a"},{"name":"a"}]}' }],
  ])('leaves the model as it was when the plugin answers %s', async (_what, answer) => {
    await bench.register(dynamic());
    bench.plugin.hasEntities({ name: 'host', attributes: [] });
    await bench.model.sync('estate', SESSION);
    const before = await bench.model.entities();
    bench.plugin.answers(answer);
    const result = await bench.model.sync('estate', SESSION);
    expect(result).toMatchObject({
      package: null,
      problems: [{ message: expect.stringContaining('The data model was not changed.') }],
    });
    expect(await bench.model.entities()).toEqual(before);
  });

  it('says why there is nothing to sync', async () => {
    const code = async (name: string) => (await bench.model.sync(name, SESSION)).problems[0]?.code;
    expect(await code('estate')).toBe('PACKAGE_NOT_ACTIVE');
    await bench.register(fixed());
    expect(await code('shell')).toBe('MODEL_NOT_DYNAMIC');
    await bench.register(dynamic());
    bench.running.plugin = false;
    expect(await code('estate')).toBe('PLUGIN_UNREACHABLE');
    await expect(bench.model.sync('estate', { ...SESSION, actions: ['model:read'] })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  it('survives syncs at once with one new version', async () => {
    await bench.register(dynamic());
    bench.plugin.hasEntities({ name: 'host', attributes: [] });
    const results = await Promise.all([1, 2, 3].map(() => bench.model.sync('estate', SESSION)));
    for (const result of results) expect(result.problems).toEqual([]);
    expect(await bench.model.packages()).toMatchObject([{ version: 2, entityCount: 1 }]);
  });

  it('warns of references to what is absent, and of those that a decommission breaks', async () => {
    expect(await bench.checks('REGISTER', fixed())).toMatchObject([
      { code: 'REFERENCE_TARGET_ABSENT', level: 'WARNING' },
    ]);
    await bench.register(dynamic());
    bench.plugin.hasEntities({ name: 'host', attributes: [] });
    await bench.model.sync('estate', SESSION);
    expect(await bench.checks('REGISTER', fixed())).toEqual([]);
    await bench.register(fixed());
    expect(await bench.checks('DECOMMISSION', { ...dynamic(), active: true })).toMatchObject([
      { code: 'MODEL_STILL_REFERENCED' },
    ]);
  });

  it("refuses a package that does not compose, in the composer's words", async () => {
    const asked: string[] = [];
    await use({
      check: async ({ sdl }) => {
        asked.push(sdl);
        return { ok: false, error: 'Type "ShellAgent" clashes' };
      },
    });
    expect(await bench.checks('REGISTER', fixed())).toContainEqual(
      expect.objectContaining({
        code: 'GRAPH_DOES_NOT_COMPOSE',
        level: 'ERROR',
        message: expect.stringContaining('Type "ShellAgent" clashes'),
      }),
    );
    expect(asked).toEqual(['# shell: agent']);
    expect(await bench.checks('DECOMMISSION', fixed())).toEqual([]);
  });

  it('refuses to register while the graph cannot be asked', async () => {
    await use({
      check: async () => {
        throw new AppError('GRAPH_COMPOSER_UNREACHABLE', 'The router does not answer.');
      },
    });
    expect(await bench.checks('REGISTER', fixed())).toContainEqual(
      expect.objectContaining({ code: 'GRAPH_COMPOSER_UNREACHABLE', level: 'ERROR' }),
    );
  });
});
