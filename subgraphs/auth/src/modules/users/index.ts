import { UserResolver } from './api/user-resolver.ts';
import { createOneAtATime } from './app/one-at-a-time.ts';
import type { UserParts } from './app/user-parts.ts';
import { verifyPassword } from './app/verify-password.ts';
import { forgetOldFailures } from './data/password-failures.ts';
import { findCredentials, findUser } from './data/user-repository.ts';
import { normaliseUsername } from './domain/user.ts';

export { presentOutcome, presentUser } from './api/present-user.ts';
export { BasicPayload, UserObject } from './api/user-types.ts';
export { checkGrant } from './app/check-grant.ts';
export { ensureFirstAdministrator, type FirstAdministrator, resetAdministrator } from './app/first-administrator.ts';
export { giveRole } from './app/give-role.ts';
export type { User } from './domain/user.ts';
export { rolesUnknown, userDisabled } from './domain/user-problems.ts';
export type { SessionEnder } from './ports.ts';

const MOST_WAITING_SIGN_INS = 20;

/** Users: who may sign in, with which password, and which roles they hold. */
export function createUsersModule(given: Omit<UserParts, 'oneAtATime'>) {
  const parts: UserParts = { ...given, oneAtATime: createOneAtATime(MOST_WAITING_SIGN_INS) };
  const { client } = parts.database;
  return {
    resolvers: [[UserResolver, new UserResolver(parts)]] as const,
    /** The user that a username and a password belong to, or why there is none. */
    verifyPassword: (username: string, password: string) => verifyPassword(parts, username, password),
    findUser: (id: string) => findUser(client, id),
    findUserNamed: async (name: string) => (await findCredentials(client, normaliseUsername(name)))?.user ?? null,
    sweep: () => forgetOldFailures(client, parts.clock.now()),
  };
}

export type UsersModule = ReturnType<typeof createUsersModule>;
