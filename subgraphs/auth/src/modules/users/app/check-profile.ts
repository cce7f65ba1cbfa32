import type { Problem } from '@wecube/kit';
import { isEmail } from '../domain/user.ts';
import { displayNameInvalid, emailInvalid } from '../domain/user-problems.ts';

const LONGEST_NAME = 100;

/** Faults of what people see of a user; absent fields have none, an empty e-mail address means none. */
export function checkProfile(profile: { displayName?: string | null; email?: string | null }): Problem[] {
  const problems: Problem[] = [];
  const name = profile.displayName?.trim();
  if (name != null && (name.length === 0 || name.length > LONGEST_NAME)) problems.push(displayNameInvalid());
  if (profile.email && !isEmail(profile.email)) problems.push(emailInvalid());
  return problems;
}
