import { type Action, newId, systemClock } from '@wecube/kit';
import { type AuthDatabase, openAuthDatabase } from '@wecube/prisma';
import { createArgon2Hasher } from './adapters/argon2-hasher.ts';
import { createDatabaseTokenSigner } from './adapters/database-token-signer.ts';
import { createSigningKeyBox } from './adapters/signing-key-box.ts';
import { createSessionEnder } from './modules/tokens/index.ts';
import * as users from './modules/users/index.ts';

/** Creates `admin` with a generated password in a database without users; null when it has some. */
export function ensureFirstAdministrator(databaseUrl: string): Promise<users.FirstAdministrator | null> {
  return withDatabase(databaseUrl, (database) =>
    users.ensureFirstAdministrator({ database, hasher: createArgon2Hasher() }),
  );
}

/** Gives `admin` a new generated password, its role, and ends its sessions: for who lost the password and owns the machine. */
export function resetAdministrator(databaseUrl: string): Promise<users.FirstAdministrator> {
  const sessions = createSessionEnder(systemClock);
  return withDatabase(databaseUrl, (database) =>
    users.resetAdministrator({ database, hasher: createArgon2Hasher(), sessions }),
  );
}

export type ServiceToken = { name: string; actions: readonly Action[]; lifeMs: number };

/**
 * An access token for work that the platform does through its own public API, such as loading the demo estate.
 * It belongs to no user and cannot be renewed; only who holds the internal key can make one.
 */
export function issueServiceToken(databaseUrl: string, internalKey: string, token: ServiceToken): Promise<string> {
  const { name, actions, lifeMs } = token;
  const claims = { sub: `service:${name}`, name, roles: [], actions, jti: newId('token'), sid: newId('session') };
  return withDatabase(databaseUrl, (database) =>
    createDatabaseTokenSigner(database, createSigningKeyBox(internalKey)).sign(claims, systemClock.now(), lifeMs),
  );
}

async function withDatabase<T>(url: string, work: (database: AuthDatabase) => Promise<T>): Promise<T> {
  const database = await openAuthDatabase(url);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
