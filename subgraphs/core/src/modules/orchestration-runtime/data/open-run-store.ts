import { parseDatabaseUrl } from '@wecube/prisma';
import type { RunStore } from '../ports.ts';
import { createMariadbRunStore } from './mariadb-run-store.ts';
import { createSqliteRunStore } from './sqlite-run-store.ts';

/** Commits of different runs go side by side on MySQL; a SQLite file has one writer. */
export type OpenedRunStore = { readonly store: RunStore; readonly lanes: number };

/** Opens the engine's own way into core's database, beside Prisma's client. */
export async function openRunStore(url: string): Promise<OpenedRunStore> {
  const address = parseDatabaseUrl(url);
  if (address.provider === 'sqlite') return { store: await createSqliteRunStore(address.file), lanes: 1 };
  const { host, port, user, password, database } = address;
  return { store: createMariadbRunStore({ host, port, user, password, database }, 2), lanes: 2 };
}
