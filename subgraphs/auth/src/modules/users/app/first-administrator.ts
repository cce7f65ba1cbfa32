import { type Clock, systemClock } from '@wecube/kit';
import type { AuthDatabase } from '@wecube/prisma';
import { ensureBuiltInRoles, SUPER_ADMIN_ID } from '../../roles/index.ts';
import { takeAdministrationGuard } from '../data/administration-guard.ts';
import { forgetFailures } from '../data/password-failures.ts';
import { countUsers, findCredentials, insertUser, replacePassword, saveUser } from '../data/user-repository.ts';
import type { PasswordHasher, SessionEnder } from '../ports.ts';
import { newUser } from './create-user.ts';
import { generatePassword } from './generate-password.ts';

export type FirstAdministrator = { username: string; password: string };
type Parts = { database: AuthDatabase; hasher: PasswordHasher; clock?: Clock };
const USERNAME = 'admin';

/** Creates `admin` with a generated password while there are no users; null when there are some. */
export async function ensureFirstAdministrator(parts: Parts): Promise<FirstAdministrator | null> {
  const { database, hasher, clock = systemClock } = parts;
  if ((await countUsers(database.client)) > 0) return null;
  await ensureBuiltInRoles({ database });
  const password = generatePassword();
  const passwordHash = await hasher.hash(password);
  const user = newUser({ username: USERNAME, displayName: 'Administrator', roleIds: [SUPER_ADMIN_ID] }, clock.now());
  return database.transaction(async (tx) => {
    await takeAdministrationGuard(tx);
    if ((await countUsers(tx)) > 0) return null;
    await insertUser(tx, user, passwordHash);
    return { username: USERNAME, password };
  });
}

/** For who lost the password and owns the machine: enables `admin`, gives back its role and a new generated password. */
export async function resetAdministrator(parts: Parts & { sessions: SessionEnder }): Promise<FirstAdministrator> {
  const { database, hasher } = parts;
  const created = await ensureFirstAdministrator(parts);
  if (created) return created;
  const password = generatePassword();
  const passwordHash = await hasher.hash(password);
  await forgetFailures(database.client, USERNAME);
  return database.transaction(async (tx) => {
    await takeAdministrationGuard(tx);
    const found = await findCredentials(tx, USERNAME);
    if (!found) throw new Error('There is no user "admin" to reset.');
    const { user } = found;
    await saveUser(tx, { ...user, disabled: false, roleIds: [...new Set([...user.roleIds, SUPER_ADMIN_ID])] });
    const change = { currentHash: found.passwordHash, nextHash: passwordHash, mustChangePassword: true };
    await replacePassword(tx, user.id, change);
    await parts.sessions.endSessions(tx, user.id);
    return { username: USERNAME, password };
  });
}
