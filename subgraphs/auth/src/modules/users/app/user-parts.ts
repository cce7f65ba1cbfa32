import type { Clock, Logger, Problem } from '@wecube/kit';
import type { AuthDatabase } from '@wecube/prisma';
import type { User } from '../domain/user.ts';
import type { PasswordHasher, SessionEnder } from '../ports.ts';
import type { OneAtATime } from './one-at-a-time.ts';

/** What the use cases of this module work with. */
export type UserParts = {
  database: AuthDatabase;
  logger: Logger;
  clock: Clock;
  hasher: PasswordHasher;
  sessions: SessionEnder;
  oneAtATime: OneAtATime;
};

export type UserResult = { user: User; problems: [] } | { user: null; problems: Problem[] };

export const refused = (...problems: Problem[]): { user: null; problems: Problem[] } => ({ user: null, problems });
