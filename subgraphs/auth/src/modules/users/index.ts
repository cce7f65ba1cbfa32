import { UserResolver } from './api/user-resolver.ts';
import { createOneAtATime } from './app/one-at-a-time.ts';
import type { UserParts } from './app/user-parts.ts';
import { verifyPassword } from './app/verify-password.ts';
import { forgetOldFailures } from './data/password-failures.ts';
import { findUser } from './data/user-repository.ts';

export { presentOutcome } from './api/present-user.ts';
export { BasicPayload } from './api/user-types.ts';
export { ensureFirstAdministrator, type FirstAdministrator, resetAdministrator } from './app/first-administrator.ts';
export type { User } from './domain/user.ts';
export { userDisabled } from './domain/user-problems.ts';
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
    sweep: () => forgetOldFailures(client, parts.clock.now()),
  };
}

export type UsersModule = ReturnType<typeof createUsersModule>;
