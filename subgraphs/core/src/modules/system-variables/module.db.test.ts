import { createInProcessPubSub, serviceSession, systemClock } from '@wecube/kit';
import type { CoreDatabase } from '@wecube/prisma';
import { describeDatabases } from '@wecube/prisma/testing';
import { beforeEach, expect, it } from 'vitest';
import { createAuditModule } from '../audit/index.ts';
import type { PackageChange, PackageRecord } from '../packages/index.ts';
import { aPackage } from '../packages/testing.ts';
import { createSystemVariablesModule, type SystemVariablesModule } from './module.ts';

const withVariables = (name: string, version: string, ...variables: [string, string, string][]) => {
  const elements = variables.map(
    ([variable, scope, value]) => `<systemParameter name="${variable}" scopeType="${scope}" defaultValue="${value}"/>`,
  );
  return aPackage({ name, version, body: `<systemParameters>${elements.join('')}</systemParameters>` });
};

describeDatabases('core', (open) => {
  let database: CoreDatabase;
  let variables: SystemVariablesModule;
  beforeEach(async () => {
    database = await open();
    await database.client.systemVariable.deleteMany();
    variables = await createSystemVariablesModule({
      ...{ database, clock: systemClock, pubSub: createInProcessPubSub() },
      audit: createAuditModule({ database, clock: systemClock }),
      secretBox: { seal: (plain) => `sealed ${plain}`, open: (sealed) => sealed.slice('sealed '.length) },
      platform: [{ name: 'GATEWAY_URL', defaultValue: 'http://here' }],
    });
  });

  const apply = (kind: PackageChange['kind'], pack: PackageRecord) =>
    database.transaction((tx) =>
      variables.participant.apply({ kind, package: pack, previous: null }, tx, serviceSession('test')),
    );

  it('gives a package its own variable, and others the global ones', async () => {
    await apply('REGISTER', withVariables('a', 'v1', ['PORT', 'plugins', '1'], ['SHARED', 'global', 's']));
    await apply('REGISTER', withVariables('b', 'v1', ['PORT', 'plugins', '2'], ['B_TOKEN', 'plugins', 'x']));
    expect(await variables.effective('PORT', 'a')).toEqual({ value: '1', secret: false });
    expect(await variables.effective('PORT', 'b')).toEqual({ value: '2', secret: false });
    expect(await variables.effective('PORT')).toBeNull();
    expect(await variables.effective('SHARED', 'b')).toEqual({ value: 's', secret: false });
    expect(await variables.effective('B_TOKEN', 'b')).toEqual({ value: 'x', secret: true });
    expect(await variables.effective('NONE', 'b')).toBeNull();
  });

  it("gives the platform's own where no package says otherwise", async () => {
    expect(await variables.effective('GATEWAY_URL', 'a')).toEqual({ value: 'http://here', secret: false });
    await apply('REGISTER', withVariables('a', 'v1', ['GATEWAY_URL', 'plugins', 'http://there']));
    expect(await variables.effective('GATEWAY_URL', 'a')).toEqual({ value: 'http://there', secret: false });
    expect(await variables.effective('GATEWAY_URL', 'b')).toEqual({ value: 'http://here', secret: false });
  });

  it('keeps a value that a person set over new versions, and drops variables that left', async () => {
    await apply('REGISTER', withVariables('a', 'v1', ['KEPT', 'global', 'old'], ['LEFT', 'global', 'x']));
    await database.client.systemVariable.updateMany({ where: { name: 'KEPT' }, data: { value: 'mine' } });
    await apply('REGISTER', withVariables('a', 'v2', ['KEPT', 'global', 'new']));
    expect(await variables.effective('KEPT')).toMatchObject({ value: 'mine' });
    expect(await variables.effective('LEFT')).toBeNull();
    expect(await database.client.systemVariable.findMany({ where: { name: 'KEPT' } })).toMatchObject([
      { source: 'a__v2', defaultValue: 'new' },
    ]);
    await apply('DECOMMISSION', { ...withVariables('a', 'v2'), active: true });
    expect(await variables.effective('KEPT')).toBeNull();
  });

  it('warns of a global that somebody else declares too', async () => {
    await apply('REGISTER', withVariables('a', 'v1', ['SHARED', 'global', 's'], ['OWN', 'plugins', 's']));
    const check = (pack: PackageRecord) =>
      variables.participant.check({ kind: 'REGISTER', package: pack, previous: null });
    expect(await check(withVariables('b', 'v1', ['SHARED', 'global', 's'], ['OWN', 'global', 's']))).toMatchObject([
      { code: 'VARIABLE_DECLARED_TWICE', level: 'WARNING', message: expect.stringContaining('SHARED') },
    ]);
    expect(await check(withVariables('a', 'v2', ['SHARED', 'global', 's']))).toEqual([]);
  });
});
