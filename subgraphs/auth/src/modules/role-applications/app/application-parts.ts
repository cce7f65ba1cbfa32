import type { Clock, Logger, Problem } from '@wecube/kit';
import type { AuthDatabase } from '@wecube/prisma';
import type { UsersModule } from '../../users/index.ts';
import type { RoleApplication } from '../domain/role-application.ts';

/** What the use cases of this module work with. */
export type ApplicationParts = {
  database: AuthDatabase;
  logger: Logger;
  clock: Clock;
  users: Pick<UsersModule, 'findUser' | 'findUserNamed'>;
};

export type ApplicationsResult = { applications: RoleApplication[]; problems: Problem[] };

export const refused = (...problems: Problem[]): ApplicationsResult => ({ applications: [], problems });
