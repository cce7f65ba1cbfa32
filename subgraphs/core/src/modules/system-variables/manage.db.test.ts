import { createInProcessPubSub, serviceSession, systemClock } from '@wecube/kit';
import type { CoreDatabase } from '@wecube/prisma';
import { describeDatabases } from '@wecube/prisma/testing';
import { beforeEach, expect, it } from 'vitest';
import { createAuditModule } from '../audit/index.ts';
import { presentVariable } from './api/present-variable.ts';
import { createCreateVariable } from './app/create-variable.ts';
import { createDeleteVariable } from './app/delete-variable.ts';
import { createExportVariables } from './app/export-variables.ts';
import { createImportVariables } from './app/import-variables.ts';
import { VARIABLE_TOPIC, type VariableEvent } from './app/publish-change.ts';
import { seedPlatformVariables } from './app/seed-platform-variables.ts';
import { createUpdateVariable } from './app/update-variable.ts';
import { createVariableRepository } from './data/system-variables.ts';

const session = serviceSession('ann');
const box = {
  seal: (plain: string) => `sealed:${plain.length}:${plain}`,
  open: (text: string) => text.split(':')[2] ?? '',
};

describeDatabases('core', (open) => {
  let database: CoreDatabase;
  const repository = createVariableRepository(box);
  const useCases = () => {
    const pubSub = createInProcessPubSub();
    const audit = createAuditModule({ database, clock: systemClock });
    const all = { database, repository, clock: systemClock, audit, pubSub };
    const [create, update] = [createCreateVariable(all), createUpdateVariable(all)];
    const others = { remove: createDeleteVariable(all), exportAll: createExportVariables(all) };
    return { ...all, create, update, ...others, importAll: createImportVariables({ ...all, create, update }) };
  };
  beforeEach(async () => {
    database = await open();
    await database.client.systemVariable.deleteMany();
    await database.client.auditEntry.deleteMany();
  });
  const codes = ({ problems }: { problems: readonly { code: string }[] }) => problems.map(({ code }) => code);

  it('seals a secret in the database, and shows only that there is one', async () => {
    const { create } = useCases();
    const { variable } = await create({ name: 'API_TOKEN', value: 'geheim' }, session);
    const row = await database.client.systemVariable.findFirstOrThrow({ where: { name: 'API_TOKEN' } });
    expect(row).toMatchObject({ value: null, defaultValue: null, sealedValue: 'sealed:6:geheim', secret: true });
    if (!variable) throw new Error('not made');
    expect(presentVariable(variable)).toMatchObject({ value: null, hasValue: true, hasDefault: false, secret: true });
    expect(JSON.stringify(presentVariable(variable))).not.toContain('geheim');
    const audited = JSON.stringify(await database.client.auditEntry.findMany());
    expect(audited).toContain('API_TOKEN');
    expect(audited).not.toContain('geheim');
  });

  it('lets a secret out only with a new value', async () => {
    const { create, update } = useCases();
    const { variable } = await create({ name: 'A_KEY', value: 'old', secret: true }, session);
    const { id = '', rowVersion = 0 } = variable ?? {};
    expect(codes(await update({ id, rowVersion, secret: false }, session))).toEqual(['VARIABLE_STAYS_SECRET']);
    const shown = await update({ id, rowVersion, secret: false, value: 'new' }, session);
    expect(shown.variable).toMatchObject({ secret: false, value: 'new' });
    const row = await database.client.systemVariable.findUniqueOrThrow({ where: { id } });
    expect(row).toMatchObject({ value: 'new', sealedValue: null });
  });

  it('refuses names, sizes and doubles that cannot be, and changes of what changed meanwhile', async () => {
    const { create, update } = useCases();
    expect(codes(await create({ name: 'two words' }, session))).toEqual(['VARIABLE_NAME_INVALID']);
    expect(codes(await create({ name: 'A', value: 'x'.repeat(65_537) }, session))).toEqual(['VARIABLE_VALUE_TOO_LONG']);
    expect(codes(await create({ name: 'A', scope: 'no scope' }, session))).toEqual(['VARIABLE_WORD_INVALID']);
    const { variable } = await create({ name: 'A', value: '1' }, session);
    expect(codes(await create({ name: 'A' }, session))).toEqual(['VARIABLE_EXISTS']);
    expect((await create({ name: 'A', packageName: 'estate' }, session)).problems).toEqual([]);
    const { id = '', rowVersion = 0 } = variable ?? {};
    const answers = await Promise.all(['2', '3'].map((value) => update({ id, rowVersion, value }, session)));
    expect(answers.flatMap(codes)).toEqual(['VARIABLE_CHANGED']);
    expect(codes(await update({ id: 'var_none', rowVersion: 1 }, session))).toEqual(['VARIABLE_NOT_FOUND']);
  });

  it("keeps a declaration's scope and default, and deletes only what nobody declares", async () => {
    const { update, remove, create } = useCases();
    const declared = [{ name: 'PORT', scope: 'plugins', defaultValue: '1', secret: false }];
    await database.transaction((tx) =>
      repository.replaceDeclared(tx, 'estate', declared, { source: 'estate__v1', at: new Date(0) }),
    );
    const [port] = await repository.list(database.client, { name: 'PORT' });
    if (!port) throw new Error('not declared');
    const changed = await update({ ...port, scope: 'global', defaultValue: '9', value: '2' }, session);
    expect(changed.variable).toMatchObject({ scope: 'plugins', defaultValue: '1', value: '2', updatedBy: 'ann' });
    const seen = { id: port.id, rowVersion: port.rowVersion + 1 };
    expect(codes(await remove(seen, session))).toEqual(['VARIABLE_DECLARED']);
    await database.transaction((tx) => repository.deactivate(tx, 'estate', new Date(1)));
    expect(codes(await remove(seen, session))).toEqual(['VARIABLE_CHANGED']);
    expect((await remove({ ...seen, rowVersion: seen.rowVersion + 1 }, session)).problems).toEqual([]);
    const { variable } = await create({ name: 'MINE' }, session);
    expect((await remove(variable ?? { id: '', rowVersion: 0 }, session)).problems).toEqual([]);
    expect(await repository.count(database.client, {})).toBe(0);
  });

  it("keeps a person's own variables of a package over its versions", async () => {
    const { create } = useCases();
    await create({ name: 'MINE', packageName: 'estate', scope: 'plugins' }, session);
    await database.transaction((tx) => repository.deactivate(tx, 'estate', new Date(1)));
    expect(await repository.list(database.client)).toMatchObject([{ name: 'MINE', active: true }]);
  });

  it('brings variables to another installation, secrets by name only, and changes nothing twice', async () => {
    const { create, exportAll, importAll } = useCases();
    await create({ name: 'OPEN', value: 'x' }, session);
    await create({ name: 'A_SECRET', value: 'geheim' }, session);
    const file = JSON.stringify(await exportAll(session));
    expect(file).not.toContain('geheim');
    expect(await importAll(file, session)).toMatchObject({ created: 0, updated: 0, unchanged: 2, problems: [] });
    await database.client.systemVariable.deleteMany();
    expect(await importAll(file, session)).toMatchObject({ created: 2, updated: 0, unchanged: 0, problems: [] });
    expect(await importAll(file.replace('"x"', '"y"'), session)).toMatchObject({ updated: 1, unchanged: 1 });
    expect(await repository.list(database.client, { name: 'OPEN' })).toMatchObject([{ value: 'y' }]);
    expect(codes(await importAll('{"x":1}', session))).toEqual(['VARIABLE_IMPORT_INVALID']);
    expect(codes(await importAll('no json', session))).toEqual(['VARIABLE_IMPORT_INVALID']);
  });

  it("takes the platform's defaults anew at every start, makes some once, and seals what was stored plain", async () => {
    const all = useCases();
    const plain = { packageName: 'old', name: 'OLD_KEY', scope: 'global', value: 'v', defaultValue: null, source: 's' };
    const row = { ...plain, id: 'var_old', secret: true, active: true, updatedAt: new Date(0), rowVersion: 1 };
    await database.client.systemVariable.create({ data: row });
    let made = 0;
    const start = (url: string) =>
      seedPlatformVariables(all, [
        { name: 'GATEWAY_URL', defaultValue: url },
        { name: 'ENCRYPT_SEED', makeOnce: () => `seed ${++made}` },
      ]);
    await Promise.all([start('http://one'), start('http://one')]);
    await start('http://two');
    expect(await repository.list(database.client, { packageName: '' })).toMatchObject([
      { name: 'ENCRYPT_SEED', secret: true, defaultValue: expect.stringMatching(/^seed [12]$/) },
      { name: 'GATEWAY_URL', secret: false, defaultValue: 'http://two' },
    ]);
    const old = await database.client.systemVariable.findUniqueOrThrow({ where: { id: 'var_old' } });
    expect(old).toMatchObject({ value: null, sealedValue: 'sealed:1:v' });
  });

  it('tells subscribers, and refuses who lacks the right', async () => {
    const { create, update, remove, exportAll, importAll, pubSub } = useCases();
    const events = pubSub.subscribe<VariableEvent>(VARIABLE_TOPIC);
    const { variable } = await create({ name: 'A' }, session);
    const first = await events.next();
    expect(first.value).toMatchObject({ type: 'CREATED', subject: variable?.id, version: 1 });
    await pubSub[Symbol.asyncDispose]();
    const nobody = { ...session, actions: [] };
    const attempts = [
      create({ name: 'B' }, nobody),
      update({ id: '', rowVersion: 1 }, nobody),
      remove({ id: '', rowVersion: 1 }, nobody),
      exportAll(nobody),
      importAll('{}', nobody),
    ];
    for (const attempt of attempts) await expect(attempt).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});
