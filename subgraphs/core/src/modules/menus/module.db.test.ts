import { createInProcessPubSub, serviceSession } from '@wecube/kit';
import type { CoreDatabase } from '@wecube/prisma';
import { describeDatabases } from '@wecube/prisma/testing';
import { beforeEach, expect, it } from 'vitest';
import type { PackageChange, PackageRecord } from '../packages/index.ts';
import { aPackage } from '../packages/testing.ts';
import { mergeTopics } from './app/merge-topics.ts';
import { createMenusModule, type MenusModule } from './module.ts';

const menu = (code: string, category = 'ADMIN') =>
  `<menu code="${code}" cat="${category}" displayName="Page ${code}" localDisplayName="页">/page/${code}</menu>`;
const withMenus = (name: string, ...menus: string[]) => aPackage({ name, body: `<menus>${menus.join('')}</menus>` });

describeDatabases('core', (open) => {
  let database: CoreDatabase;
  let menus: MenusModule;
  const running = new Set<string>();
  const pubSub = createInProcessPubSub();
  beforeEach(async () => {
    database = await open();
    await database.client.menuItem.deleteMany();
    await database.client.roleMenu.deleteMany();
    running.clear();
    menus = createMenusModule({
      database,
      running: { runningPackages: async () => running },
      ...{ pubSub, topics: ['packages', 'instances'] },
    });
  });

  const apply = (kind: PackageChange['kind'], pack: PackageRecord) =>
    database.transaction((tx) =>
      menus.participant.apply({ kind, package: pack, previous: null }, tx, serviceSession('test')),
    );
  const check = (pack: PackageRecord) => menus.participant.check({ kind: 'REGISTER', package: pack, previous: null });
  const injected = async () =>
    (await menus.list(serviceSession('test'))).filter(({ packageName }) => packageName !== null);

  it('tells of events of every topic that may change it, until nobody listens', async () => {
    const events = mergeTopics(pubSub, ['packages', 'instances']);
    const first = events.next();
    pubSub.publish('instances', 'started');
    expect(await first).toEqual({ done: false, value: 'started' });
    pubSub.publish('packages', 'registered');
    pubSub.publish('other', 'nothing');
    pubSub.publish('instances', 'gone');
    const both = [(await events.next()).value, (await events.next()).value];
    expect(both.sort()).toEqual(['gone', 'registered']);
    await events.return();
    expect(await events.next()).toEqual({ done: true, value: undefined });
  });

  it('has eight roots of its own', async () => {
    const roots = await menus.list(serviceSession('test'));
    expect(roots).toHaveLength(8);
    expect(roots.every(({ active, category, packageName }) => active && category === '' && packageName === null)).toBe(
      true,
    );
  });

  it('shows what a package injects while an instance of it runs', async () => {
    await apply('REGISTER', withMenus('estate', menu('ONE'), menu('TWO', 'MONITORING')));
    expect(await injected()).toMatchObject([
      {
        code: 'ONE',
        category: 'ADMIN',
        label: { en: 'Page ONE', zh: '页' },
        path: '/page/ONE',
        packageName: 'estate',
        active: false,
      },
      { code: 'TWO', category: 'MONITORING', active: false },
    ]);
    running.add('estate');
    expect((await injected()).map(({ active }) => active)).toEqual([true, true]);
  });

  it('follows the active version of the package', async () => {
    await apply('REGISTER', withMenus('estate', menu('ONE')));
    await apply('REGISTER', withMenus('estate', menu('TWO')));
    expect((await injected()).map(({ code }) => code)).toEqual(['TWO']);
    await apply('DECOMMISSION', { ...withMenus('estate', menu('ONE')), active: false });
    expect(await injected()).toHaveLength(1);
    await apply('DECOMMISSION', { ...withMenus('estate', menu('TWO')), active: true });
    expect(await injected()).toEqual([]);
  });

  it('shows an entry that a manifest gives to roles to these roles, and to who may register packages', async () => {
    const authorities = '<authorities><authority systemRoleName="KEEPER"><menu code="ONE"/></authority></authorities>';
    const body = `<menus>${menu('ONE')}${menu('TWO')}</menus>${authorities}`;
    const seenBy = async (...roles: string[]) =>
      (await menus.list({ ...serviceSession('test'), roles, actions: ['menu:read'] }))
        .filter(({ packageName }) => packageName !== null)
        .map(({ code }) => code);
    await apply('REGISTER', aPackage({ name: 'estate', body }));
    expect(await seenBy('KEEPER')).toEqual(['ONE', 'TWO']);
    expect(await seenBy('GUEST')).toEqual(['TWO']);
    expect(await injected()).toHaveLength(2);
    await apply('REGISTER', aPackage({ name: 'other', body: authorities.replace('KEEPER', 'GUEST') }));
    expect(await seenBy('GUEST')).toEqual(['ONE', 'TWO']);
    await apply('REGISTER', withMenus('estate', menu('ONE')));
    expect([await seenBy('GUEST'), await seenBy('KEEPER')]).toEqual([['ONE'], ['ONE']]);
  });

  it('refuses a code that belongs to another package or to the platform, and warns of an unknown category', async () => {
    await apply('REGISTER', withMenus('estate', menu('ONE')));
    expect(await check(withMenus('estate', menu('ONE')))).toEqual([]);
    expect(await check(withMenus('other', menu('ONE')))).toMatchObject([{ code: 'MENU_CODE_TAKEN', level: 'ERROR' }]);
    expect(await check(withMenus('other', menu('JOBS')))).toMatchObject([{ code: 'MENU_CODE_TAKEN', level: 'ERROR' }]);
    expect(await check(withMenus('other', menu('NEW', 'NOWHERE')))).toMatchObject([
      { code: 'MENU_CATEGORY_UNKNOWN', level: 'WARNING' },
    ]);
  });
});
