import type { Problem } from '@wecube/kit';
import type { User } from '../domain/user.ts';
import type { BasicPayload, UserObject } from './user-types.ts';

/** The only door out: a password hash has no field to leak through. */
export function presentUser(user: User): UserObject {
  const { id, username, displayName, email, mustChangePassword, disabled, createdAt, version, roleIds } = user;
  return { id, username, displayName, email, mustChangePassword, disabled, createdAt, version, roleIds };
}

export const presentOutcome = (problems: readonly Problem[]): BasicPayload =>
  ({ ok: problems.length === 0, problems }) as BasicPayload;
