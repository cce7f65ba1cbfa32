import type { Session } from '@wecube/kit';
import { describeDatabases } from '@wecube/prisma/testing';
import { beforeAll, expect, it } from 'vitest';
import { authParts, codesOf, sessionOf, withAdministrator } from '../../testing/auth-parts.ts';
import { createRole } from '../roles/app/create-role.ts';
import { updateRole } from '../roles/app/update-role.ts';
import { SUPER_ADMIN_ID } from '../roles/index.ts';
import { changePassword } from './app/change-password.ts';
import { createUser } from './app/create-user.ts';
import { ensureFirstAdministrator, resetAdministrator } from './app/first-administrator.ts';
import { listUserPage } from './app/list-user-page.ts';
import { updateUser } from './app/update-user.ts';
import type { UserParts } from './app/user-parts.ts';
import { verifyPassword } from './app/verify-password.ts';
import type { User } from './domain/user.ts';

describeDatabases('auth', (open) => {
  let parts: UserParts;
  let clock: { time: number };
  let admin: Session;
  let adminPassword: string;

  beforeAll(async () => {
    const made = authParts(await open());
    parts = made.users;
    clock = made.clock;
    const first = await withAdministrator(parts);
    admin = first.session;
    adminPassword = first.admin.password;
  });

  const aUser = async (username: string, roleIds: string[] = ['role_viewer']) => {
    const { user, initialPassword } = await createUser(parts, admin, { username, roleIds });
    return { user: user as User, password: initialPassword as string };
  };

  it('makes the first administrator once, with the generated password and all rights', async () => {
    expect(await ensureFirstAdministrator(parts)).toBeNull();
    const { user } = await verifyPassword(parts, 'ADMIN ', adminPassword);
    expect(user).toMatchObject({ username: 'admin', mustChangePassword: true, roleIds: [SUPER_ADMIN_ID] });
  });

  it('keeps passwords as argon2id only', async () => {
    const { password } = await aUser('kept');
    const row = await parts.database.client.user.findUniqueOrThrow({ where: { username: 'kept' } });
    expect(row.passwordHash).toMatch(/^\$argon2id\$/);
    expect(JSON.stringify(row)).not.toContain(password);
  });

  it.each([
    [{ username: 'x' }, ['USERNAME_INVALID']],
    [{ username: 'has space' }, ['USERNAME_INVALID']],
    [{ username: 'ADMIN' }, ['USERNAME_TAKEN']],
    [{ displayName: ' ' }, ['DISPLAY_NAME_INVALID']],
    [{ email: 'nobody' }, ['EMAIL_INVALID']],
    [{ roleIds: ['role_nothing'] }, ['ROLE_NOT_FOUND']],
  ])('refuses the new user %j', async (change, codes) => {
    const before = await parts.database.client.user.count();
    expect(codesOf(await createUser(parts, admin, { username: 'fine', roleIds: [], ...change }))).toEqual(codes);
    expect(await parts.database.client.user.count()).toBe(before);
  });

  it('lets nobody grant or take away what they may not do', async () => {
    const manager: Session = {
      ...sessionOf('VIEWER'),
      actions: [...sessionOf('VIEWER').actions, 'user:manage', 'role:manage'],
    };
    expect(codesOf(await createUser(parts, manager, { username: 'up', roleIds: [SUPER_ADMIN_ID] }))).toEqual([
      'ACTION_NOT_YOURS',
    ]);
    expect(codesOf(await createUser(parts, manager, { username: 'level', roleIds: ['role_viewer'] }))).toEqual([]);
    const { user } = await aUser('climber');
    expect(codesOf(await updateUser(parts, manager, { id: user.id, roleIds: ['role_operator'] }))).toEqual([
      'ACTION_NOT_YOURS',
    ]);
    expect(codesOf(await updateUser(parts, manager, { id: admin.subject, disabled: true }))).toContain(
      'ACTION_NOT_YOURS',
    );
    const labels = { labelEn: 'Own', labelZh: '自有' };
    expect(codesOf(await createRole(parts, manager, { name: 'OWN', ...labels, actions: ['run:start'] }))).toEqual([
      'ACTION_NOT_YOURS',
    ]);
    expect(codesOf(await createRole(parts, manager, { name: 'OWN', ...labels, actions: ['run:read'] }))).toEqual([]);
  });

  it('keeps the built-in roles and unknown actions out of changes', async () => {
    expect(codesOf(await updateRole(parts, admin, { id: SUPER_ADMIN_ID, actions: [] }))).toEqual(['ROLE_BUILT_IN']);
    expect(codesOf(await updateRole(parts, admin, { id: 'role_none' }))).toEqual(['ROLE_NOT_FOUND']);
    const asked = { name: 'ROBOT', labelEn: 'Robot', labelZh: '', actions: ['internal:registry', 'run:fly'] };
    expect(codesOf(await createRole(parts, admin, asked))).toEqual(['ACTION_UNKNOWN', 'ROLE_LABEL_MISSING']);
    const { role } = await createRole(parts, admin, { ...asked, labelZh: '机器人', actions: ['run:read'] });
    const changed = await updateRole(parts, admin, { id: role?.id as string, actions: ['run:read', 'run:start'] });
    expect(changed.role).toMatchObject({ version: 2, actions: ['run:read', 'run:start'], label: { zh: '机器人' } });
    expect(codesOf(await createRole(parts, admin, { ...asked, labelZh: '机器人', actions: [] }))).toEqual([
      'ROLE_NAME_TAKEN',
    ]);
  });

  it('never loses the last enabled administrator, not even when two go at once', async () => {
    expect(codesOf(await updateUser(parts, admin, { id: admin.subject, disabled: true }))).toEqual([
      'LAST_ADMINISTRATOR',
    ]);
    expect(codesOf(await updateUser(parts, admin, { id: admin.subject, roleIds: [] }))).toEqual(['LAST_ADMINISTRATOR']);
    const { user: second } = await aUser('second', [SUPER_ADMIN_ID]);
    const outcomes = await Promise.all([
      updateUser(parts, admin, { id: second.id, disabled: true }),
      updateUser(parts, admin, { id: admin.subject, roleIds: [] }),
    ]);
    expect(outcomes.flatMap(codesOf)).toEqual(['LAST_ADMINISTRATOR']);
    await updateUser(parts, admin, { id: second.id, disabled: false });
    await updateUser(parts, admin, { id: admin.subject, roleIds: [SUPER_ADMIN_ID] });
    await updateUser(parts, admin, { id: second.id, disabled: true });
  });

  it('changes the own password by the rules', async () => {
    const { user, password } = await aUser('changer');
    const own = sessionOf('VIEWER', user.id);
    const change = async (currentPassword: string, newPassword: string) =>
      (await changePassword(parts, own, { currentPassword, newPassword })).map(({ code }) => code);
    expect(await change('wrong', 'a fine new password')).toEqual(['CURRENT_PASSWORD_WRONG']);
    expect(await change(password, 'short')).toEqual(['PASSWORD_TOO_SHORT']);
    expect(await change(password, password)).toEqual(['PASSWORD_UNCHANGED']);
    expect(await change(password, 'a fine new one')).toEqual([]);
    expect((await verifyPassword(parts, 'changer', 'a fine new one')).user?.mustChangePassword).toBe(false);
    expect(codesOf(await verifyPassword(parts, 'changer', password))).toEqual(['INVALID_CREDENTIALS']);
  });

  it.each(['guessed', 'nobody-of-that-name'])(
    'makes %s wait after wrong passwords, longer each time',
    async (username) => {
      if (username === 'guessed') await aUser(username);
      const guess = async () => codesOf(await verifyPassword(parts, username, 'wrong'));
      const guesses = await Promise.all(Array.from({ length: 8 }, guess));
      expect(guesses.flat().filter((code) => code === 'INVALID_CREDENTIALS')).toHaveLength(5);
      expect(await guess()).toEqual(['SIGN_IN_LOCKED']);
      clock.time += 5_001;
      expect(await guess()).toEqual(['INVALID_CREDENTIALS']);
      clock.time += 5_001;
      expect(await guess()).toEqual(['SIGN_IN_LOCKED']);
    },
  );

  it('forgets wrong passwords after the right one, and takes the right one after the wait', async () => {
    const { password } = await aUser('patient');
    for (let count = 0; count < 5; count += 1) await verifyPassword(parts, 'patient', 'wrong');
    expect(codesOf(await verifyPassword(parts, 'patient', password))).toEqual(['SIGN_IN_LOCKED']);
    clock.time += 5_001;
    expect(codesOf(await verifyPassword(parts, 'patient', password))).toEqual([]);
    expect(codesOf(await verifyPassword(parts, 'patient', 'wrong'))).toEqual(['INVALID_CREDENTIALS']);
  });

  it('gives who owns the machine a new administrator password', async () => {
    const { password } = await resetAdministrator(parts);
    expect(codesOf(await verifyPassword(parts, 'admin', adminPassword))).toEqual(['INVALID_CREDENTIALS']);
    expect((await verifyPassword(parts, 'admin', password)).user?.mustChangePassword).toBe(true);
  });

  it('pages users by name and filters them', async () => {
    const { rows, count } = await listUserPage(parts, { take: 1, cursor: ['admin'], backwards: false }, undefined);
    expect(rows.map(({ username }) => username)).toEqual(['changer', 'climber']);
    expect(await count()).toBe(await parts.database.client.user.count());
    const filtered = await listUserPage(parts, { take: 9, cursor: null, backwards: false }, { startsWith: 'ch' });
    expect(filtered.rows.map(({ username }) => username)).toEqual(['changer']);
    expect(await filtered.count()).toBe(1);
  });
});
