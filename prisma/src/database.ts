import { PrismaLibSql } from '@prisma/adapter-libsql';
import { PrismaMariaDb } from '@prisma/adapter-mariadb';
import { type DatabaseAddress, parseDatabaseUrl } from './address.ts';
import { isRepeatable } from './errors.ts';

/** What every generated client has in common and this file needs. */
type AnyClient = {
  $transaction: (work: (tx: never) => Promise<unknown>, options?: TransactionOptions) => Promise<unknown>;
  $disconnect(): Promise<void>;
  $executeRawUnsafe(sql: string): Promise<number>;
  $queryRawUnsafe(sql: string): Promise<unknown>;
};
type AdapterFactory = PrismaLibSql | PrismaMariaDb;
type ClientClass<Client> = new (options: { adapter: AdapterFactory }) => Client;

export type TransactionOptions = { timeout?: number; maxWait?: number };

/** An open database of one service, on either engine. */
export type Database<Client, Transaction> = {
  client: Client;
  provider: DatabaseAddress['provider'];
  url: string;
  /** Runs `work` in one transaction; a lost lock race or a busy file repeats all of it, so `work` has no other effects. */
  transaction<T>(work: (tx: Transaction) => Promise<T>, options?: TransactionOptions): Promise<T>;
  close(): Promise<void>;
};

const TRIES = 8;

/** Opens a database with the client generated for its engine. */
export async function openDatabase<Client, Transaction>(
  url: string,
  classes: { sqlite: () => Promise<unknown>; mysql: () => Promise<unknown> },
): Promise<Database<Client, Transaction>> {
  const address = parseDatabaseUrl(url);
  const PrismaClient = (await classes[address.provider]()) as ClientClass<Client>;
  const client = new PrismaClient({ adapter: adapterFor(address) });
  const raw = client as unknown as AnyClient;
  if (address.provider === 'sqlite') await prepareFile(raw);
  return {
    client,
    provider: address.provider,
    url,
    transaction: (work, options) => repeated(raw, work as never, options) as never,
    close: () => raw.$disconnect(),
  };
}

function adapterFor(address: DatabaseAddress): AdapterFactory {
  if (address.provider === 'sqlite') return new PrismaLibSql({ url: address.url });
  const { host, port, user, password, database } = address;
  return new PrismaMariaDb({
    host,
    port,
    user,
    password,
    database,
    connectionLimit: 8,
    connectTimeout: 10_000, // the default of a second is too short on a busy machine
    // Session times are UTC; readers see what is committed and never wait for a snapshot.
    initSql: ["SET time_zone='+00:00'", 'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED'],
  });
}

async function prepareFile(client: AnyClient): Promise<void> {
  await client.$queryRawUnsafe('PRAGMA journal_mode=WAL');
}

async function repeated(
  client: AnyClient,
  work: (tx: never) => Promise<unknown>,
  options: TransactionOptions = {},
): Promise<unknown> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await client.$transaction(work, { timeout: 15_000, maxWait: 15_000, ...options });
    } catch (error) {
      if (tried >= TRIES || !isRepeatable(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 2 ** tried * Math.random()));
    }
  }
}
