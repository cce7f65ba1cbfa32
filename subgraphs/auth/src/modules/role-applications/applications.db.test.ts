import type { Session } from '@wecube/kit';
import { describeDatabases } from '@wecube/prisma/testing';
import { beforeAll, expect, it } from 'vitest';
import { authParts, codesOf, sessionOf, withAdministrator } from '../../testing/auth-parts.ts';
import { createUser } from '../users/app/create-user.ts';
import type { UserParts } from '../users/app/user-parts.ts';
import { createUsersModule, type User } from '../users/index.ts';
import { answerApplication } from './app/answer-application.ts';
import type { ApplicationParts } from './app/application-parts.ts';
import { applyForRoles } from './app/apply-for-roles.ts';
import { listApplicableRoles } from './app/list-applicable-roles.ts';
import { withdrawApplication } from './app/withdraw-application.ts';

describeDatabases('auth', (open) => {
  let parts: ApplicationParts;
  let users: UserParts;
  let admin: Session;

  beforeAll(async () => {
    const made = authParts(await open());
    users = made.users;
    parts = { ...users, users: createUsersModule(users) };
    admin = (await withAdministrator(users)).session;
  });

  async function aUser(username: string): Promise<{ user: User; session: Session }> {
    const { user } = await createUser(users, admin, { username, roleIds: ['role_viewer'] });
    return { user: user as User, session: { ...sessionOf('VIEWER', user?.id), name: username } };
  }
  const rolesOf = async (id: string) => (await parts.users.findUser(id))?.roleIds;
  const apply = (session: Session, ...roleIds: string[]) => applyForRoles(parts, session, { roleIds });
  const answer = (id: string, approve: boolean, session = admin) => answerApplication(parts, session, { id, approve });

  it('gives the role that was asked for, once it is approved', async () => {
    const { user, session } = await aUser('ada');
    const { applications } = await apply(session, 'role_operator', 'role_viewer');
    expect(applications).toMatchObject([{ userId: user.id, roleId: 'role_operator', status: 'PENDING' }]);
    expect(await rolesOf(user.id)).toEqual(['role_viewer']);
    const [{ id = '' } = {}] = applications;
    expect((await answer(id, true)).applications).toMatchObject([{ status: 'APPROVED', answeredBy: admin.name }]);
    expect(await rolesOf(user.id)).toEqual(['role_operator', 'role_viewer']);
    expect(codesOf(await answer(id, false))).toEqual(['APPLICATION_ANSWERED']);
    expect((await apply(session, 'role_operator')).applications).toEqual([]);
  });

  it('offers the roles that a user neither holds nor has asked for', async () => {
    const { session } = await aUser('zoe');
    const offered = async () => (await listApplicableRoles(parts, session)).map(({ id }) => id);
    expect(await offered()).toEqual(['role_designer', 'role_operator', 'role_super_admin']);
    const [{ id = '' } = {}] = (await apply(session, 'role_operator')).applications;
    expect(await offered()).toEqual(['role_designer', 'role_super_admin']);
    await answer(id, false);
    expect(await offered()).toContain('role_operator');
    expect(await listApplicableRoles(parts, { ...session, subject: 'user_none' })).toEqual([]);
  });

  it('takes the same wish once, also when it comes many times at once, and again after it was denied', async () => {
    const { user, session } = await aUser('bob');
    await Promise.all(Array.from({ length: 5 }, () => apply(session, 'role_operator')));
    const pending = { where: { userId: user.id } };
    expect(await parts.database.client.roleApplication.count(pending)).toBe(1);
    const { id } = await parts.database.client.roleApplication.findFirstOrThrow(pending);
    expect(codesOf(await answer(id, false))).toEqual([]);
    expect(await rolesOf(user.id)).toEqual(['role_viewer']);
    expect((await apply(session, 'role_operator')).applications).toHaveLength(1);
  });

  it('is answered once, however many answer at once', async () => {
    const { user, session } = await aUser('cleo');
    const [{ id = '' } = {}] = (await apply(session, 'role_designer')).applications;
    const answers = await Promise.all([true, false, true, false].map((approve) => answer(id, approve)));
    const [won, ...others] = answers.filter(({ applications }) => applications.length === 1);
    expect(others).toEqual([]);
    const isGiven = (await rolesOf(user.id))?.includes('role_designer');
    expect(isGiven).toBe(won?.applications[0]?.status === 'APPROVED');
  });

  it('is only answered by who could give the role, and only taken back by who asked', async () => {
    const { user, session } = await aUser('dora');
    const [{ id = '' } = {}] = (await apply(session, 'role_super_admin')).applications;
    const manager: Session = { ...sessionOf('OPERATOR'), actions: [...sessionOf('OPERATOR').actions, 'user:manage'] };
    expect(codesOf(await answer(id, true, manager))).toEqual(['ACTION_NOT_YOURS']);
    expect(await rolesOf(user.id)).toEqual(['role_viewer']);
    const other = await aUser('eve');
    expect(codesOf(await withdrawApplication(parts, other.session, { id }))).toEqual(['APPLICATION_NOT_FOUND']);
    expect((await withdrawApplication(parts, session, { id })).applications).toMatchObject([{ status: 'WITHDRAWN' }]);
    expect(codesOf(await withdrawApplication(parts, session, { id }))).toEqual(['APPLICATION_ANSWERED']);
    expect(codesOf(await answer(id, true))).toEqual(['APPLICATION_ANSWERED']);
  });

  it('comes from a user, also through a plugin, and names roles that exist', async () => {
    const { user, session } = await aUser('fay');
    const plugin: Session = { ...session, kind: 'sub-system', subject: 'SYS_TASKMAN', name: 'Fay' };
    expect((await apply(plugin, 'role_operator')).applications).toMatchObject([{ userId: user.id }]);
    expect(codesOf(await apply({ ...plugin, name: 'SYS_TASKMAN' }, 'role_operator'))).toEqual(['APPLICANT_UNKNOWN']);
    expect(codesOf(await apply(session, 'role_none'))).toEqual(['ROLE_NOT_FOUND']);
    expect(codesOf(await apply(session))).toEqual(['APPLICATION_EMPTY']);
  });
});
