import type { Prisma, PrismaClient } from '../generated/auth-sqlite/client/client.ts';
import { type Database, openDatabase } from './database.ts';

export type AuthClient = PrismaClient;
export type AuthTransaction = Prisma.TransactionClient;
export type AuthDatabase = Database<AuthClient, AuthTransaction>;

/** Opens auth's database; the client has one type on both engines. */
export function openAuthDatabase(url: string): Promise<AuthDatabase> {
  return openDatabase(url, {
    sqlite: async () => (await import('../generated/auth-sqlite/client/client.ts')).PrismaClient,
    mysql: async () => (await import('../generated/auth-mysql/client/client.ts')).PrismaClient,
  });
}
