import type { Problem, Session } from '@wecube/kit';
import { findCredentials, replacePassword } from '../data/user-repository.ts';
import { checkPassword } from '../domain/password-rule.ts';
import type { User } from '../domain/user.ts';
import { currentPasswordWrong, passwordUnchanged } from '../domain/user-problems.ts';
import { findOwnUser } from './find-own-user.ts';
import type { UserParts } from './user-parts.ts';
import { verifyPassword } from './verify-password.ts';

export type ChangePassword = { currentPassword: string; newPassword: string };

/** Replaces the own password and ends the user's other sessions. */
export async function changePassword(parts: UserParts, session: Session, input: ChangePassword): Promise<Problem[]> {
  const user = await findOwnUser(parts, session);
  const verified = await verifyPassword(parts, user.username, input.currentPassword);
  if (!verified.user) return verified.problems.map(asOwnPassword);
  const weak = checkPassword(input.newPassword, user.username);
  if (weak.length > 0) return weak;
  if (input.newPassword === input.currentPassword) return [passwordUnchanged()];
  return store(parts, user, session.tokenId, await parts.hasher.hash(input.newPassword));
}

async function store(parts: UserParts, user: User, tokenId: string | undefined, nextHash: string): Promise<Problem[]> {
  const current = await findCredentials(parts.database.client, user.username);
  const replaced = await parts.database.transaction(async (tx) => {
    const change = { currentHash: current?.passwordHash ?? '', nextHash, mustChangePassword: false };
    const done = await replacePassword(tx, user.id, change);
    if (done) await parts.sessions.endSessions(tx, user.id, tokenId);
    return done;
  });
  if (!replaced) return [currentPasswordWrong()];
  parts.logger.info({ by: user.username }, 'a user changed the own password');
  return [];
}

const asOwnPassword = (found: Problem): Problem =>
  found.code === 'INVALID_CREDENTIALS' ? currentPasswordWrong() : found;
