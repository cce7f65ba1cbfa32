import { countFailure, forgetFailures, remainingWaitMs } from '../data/password-failures.ts';
import { findCredentials } from '../data/user-repository.ts';
import { LONGEST_PASSWORD } from '../domain/password-rule.ts';
import { normaliseUsername } from '../domain/user.ts';
import { invalidCredentials, signInBusy, signInLocked, userDisabled } from '../domain/user-problems.ts';
import { refused, type UserParts, type UserResult } from './user-parts.ts';

type VerifyParts = Pick<UserParts, 'database' | 'clock' | 'hasher' | 'oneAtATime'>;
const LONGEST_NAME = 200;

/**
 * Finds the user that a username and a password belong to. Wrong passwords make the username wait longer and longer.
 * Names that nobody has are treated, and take as long, as those of users. Guesses for one name go one after another,
 * so that many at once cannot pass the count.
 */
export async function verifyPassword(parts: VerifyParts, username: string, password: string): Promise<UserResult> {
  const name = normaliseUsername(username).slice(0, LONGEST_NAME);
  return (await parts.oneAtATime(name, () => verifyNow(parts, name, password))) ?? refused(signInBusy());
}

async function verifyNow(parts: VerifyParts, name: string, password: string): Promise<UserResult> {
  const { client } = parts.database;
  const wait = await remainingWaitMs(client, name, parts.clock.now());
  if (wait > 0) return refused(signInLocked(wait));
  const found = await findCredentials(client, name);
  const matches = await parts.hasher.verify(found?.passwordHash ?? null, password.slice(0, LONGEST_PASSWORD + 1));
  if (!found || !matches) {
    await countFailure(client, name, parts.clock.now());
    return refused(invalidCredentials());
  }
  await forgetFailures(client, name);
  return found.user.disabled ? refused(userDisabled()) : { user: found.user, problems: [] };
}
