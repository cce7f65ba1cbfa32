import { type Action, createLogger, type Session } from '@wecube/kit';
import type { AuthDatabase } from '@wecube/prisma';
import { createArgon2Hasher } from '../adapters/argon2-hasher.ts';
import { createDatabaseTokenSigner } from '../adapters/database-token-signer.ts';
import { createSigningKeyBox } from '../adapters/signing-key-box.ts';
import { BUILT_IN_ROLES } from '../modules/roles/domain/built-in-roles.ts';
import type { TokenParts } from '../modules/tokens/app/token-parts.ts';
import { createSessionEnder } from '../modules/tokens/index.ts';
import { createOneAtATime } from '../modules/users/app/one-at-a-time.ts';
import type { UserParts } from '../modules/users/app/user-parts.ts';
import { createUsersModule, ensureFirstAdministrator, type FirstAdministrator } from '../modules/users/index.ts';

export const TEST_KEY = 'the internal key of the tests, long enough';

/** The real parts of auth over a database, with a clock that tests move. */
export function authParts(database: AuthDatabase) {
  const clock = { time: Date.UTC(2026, 0, 1), now: () => clock.time };
  const logger = createLogger('test', { level: 'silent' });
  const hasher = createArgon2Hasher();
  const users: UserParts = {
    ...{ database, logger, clock, hasher },
    sessions: createSessionEnder(clock),
    oneAtATime: createOneAtATime(20),
  };
  const signer = createDatabaseTokenSigner(database, createSigningKeyBox(TEST_KEY));
  const lives = { accessMs: 300_000, refreshMs: 3_600_000 };
  const tokens: TokenParts = { database, logger, clock, users: createUsersModule(users), signer, lives };
  return { clock, users, tokens, signer, hasher };
}

/** Makes `admin` and its session. */
export async function withAdministrator(parts: UserParts): Promise<{ admin: FirstAdministrator; session: Session }> {
  const admin = (await ensureFirstAdministrator(parts)) as FirstAdministrator;
  const user = await parts.database.client.user.findUniqueOrThrow({ where: { username: admin.username } });
  return { admin, session: sessionOf('SUPER_ADMIN', user.id) };
}

/** A session of somebody who holds one built-in role. */
export function sessionOf(role: string, subject = 'user_test'): Session {
  const actions: readonly Action[] = BUILT_IN_ROLES.find(({ name }) => name === role)?.actions ?? [];
  return { kind: 'user', subject, name: role.toLowerCase(), roles: [role], actions };
}

export const codesOf = ({ problems }: { problems: readonly { code: string }[] }) => problems.map(({ code }) => code);
