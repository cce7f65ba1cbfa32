import type { Prisma, PrismaClient } from '../generated/core-sqlite/client/client.ts';
import { type Database, openDatabase } from './database.ts';

export type CoreClient = PrismaClient;
export type CoreTransaction = Prisma.TransactionClient;
export type CoreDatabase = Database<CoreClient, CoreTransaction>;

/** Opens core's database; the client has one type on both engines. */
export function openCoreDatabase(url: string): Promise<CoreDatabase> {
  return openDatabase(url, {
    sqlite: async () => (await import('../generated/core-sqlite/client/client.ts')).PrismaClient,
    mysql: async () => (await import('../generated/core-mysql/client/client.ts')).PrismaClient,
  });
}
