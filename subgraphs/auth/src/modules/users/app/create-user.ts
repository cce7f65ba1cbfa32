import { newId, type Problem, type Session } from '@wecube/kit';
import { type AuthTransaction, isUniqueViolation } from '@wecube/prisma';
import { insertUser } from '../data/user-repository.ts';
import { isUsername, normaliseUsername, type User } from '../domain/user.ts';
import { usernameInvalid, usernameTaken } from '../domain/user-problems.ts';
import { checkGrant } from './check-grant.ts';
import { checkProfile } from './check-profile.ts';
import { generatePassword } from './generate-password.ts';
import { refused, type UserParts, type UserResult } from './user-parts.ts';

export type CreateUser = {
  username: string;
  displayName?: string | null;
  email?: string | null;
  roleIds: readonly string[];
};
export type CreateUserResult = UserResult & { /** Told once, to who created the user. */ initialPassword?: string };

/** Makes a user with a generated password, which has to be changed at the first sign-in. */
export async function createUser(parts: UserParts, session: Session, input: CreateUser): Promise<CreateUserResult> {
  const user = newUser(input, parts.clock.now());
  const initialPassword = generatePassword();
  const passwordHash = await parts.hasher.hash(initialPassword);
  try {
    const problems = await parts.database.transaction(async (tx) => {
      const found = await checkNewUser(tx, session, user);
      if (found.length === 0) await insertUser(tx, user, passwordHash);
      return found;
    });
    if (problems.length > 0) return refused(...problems);
  } catch (error) {
    if (isUniqueViolation(error)) return refused(usernameTaken(user.username));
    throw error;
  }
  parts.logger.info({ by: session.name, user: user.username, roles: user.roleIds }, 'a user was created');
  return { user, problems: [], initialPassword };
}

/** A user as it stands before its first sign-in. */
export function newUser(input: CreateUser, now: number): User {
  const username = normaliseUsername(input.username);
  return {
    id: newId('user'),
    username,
    displayName: input.displayName?.trim() ?? username,
    email: input.email || null,
    roleIds: [...new Set(input.roleIds)],
    mustChangePassword: true,
    disabled: false,
    createdAt: new Date(now),
    version: 1,
  };
}

async function checkNewUser(tx: AuthTransaction, session: Session, user: User): Promise<Problem[]> {
  const problems = checkProfile(user);
  if (!isUsername(user.username)) problems.unshift(usernameInvalid());
  return [...problems, ...(await checkGrant(tx, session, user.roleIds))];
}
