import type { Logger, Problem } from '@wecube/kit';
import type { AuthDatabase } from '@wecube/prisma';
import type { Role } from '../domain/role.ts';

/** What the use cases of this module work with. */
export type RoleParts = { database: AuthDatabase; logger: Logger };

export type RoleResult = { role: Role; problems: [] } | { role: null; problems: Problem[] };

export const refused = (...problems: Problem[]): RoleResult => ({ role: null, problems });
