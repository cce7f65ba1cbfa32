import { randomBytes } from 'node:crypto';
import { type Clock, toError } from '@wecube/kit';
import type { DatabaseRecord, DatabaseRepository } from '../data/database-repository.ts';
import { sayDatabase } from '../domain/texts.ts';
import type { DatabaseServer, PackageFiles } from '../ports.ts';
import { runScripts } from './run-scripts.ts';

export type Pack = { name: string; version: string };
export type Declaration = { schema: string; initFileName: string; upgradeFileName: string };
export type GivenDatabase = {
  host: string;
  port: number;
  schema: string;
  user: string;
  password: string;
  /** Statements that ran now. */
  ran: number;
};

/** The database of a package, as its launch and its removal need it. */
export type PackageDatabases = {
  readonly available: boolean;
  has(packageName: string): Promise<boolean>;
  /** Makes schema and user and runs what the scripts have for this version. May be repeated. */
  ensure(pack: Pack, declaration: Declaration, note: (line: string) => void): Promise<GivenDatabase>;
  schemaOf(packageName: string): Promise<string | null>;
  /** What no output may show: the password of the package's user. */
  secretsOf(packageName: string): Promise<readonly string[]>;
  /** Drops schema and user of the package with all data; does nothing when there is none. */
  drop(packageName: string): Promise<void>;
};

export type Dependencies = {
  repository: DatabaseRepository;
  server: DatabaseServer | null;
  files: PackageFiles;
  clock: Clock;
};

const NAME = /^[\w$-]{1,64}$/;
const PASSWORD_BYTES = 24;
const LONGEST_USER_START = 20;

export function createPackageDatabases(dependencies: Dependencies): PackageDatabases {
  const { repository, server } = dependencies;
  return {
    available: server !== null,
    has: async (packageName) => (await repository.ofPackage(packageName)) !== null,
    async ensure(pack, declaration, note) {
      const { schema } = declaration;
      const present = needed(server, pack.name, schema);
      const record = await claim(dependencies, present, pack.name, schema);
      await present.ensure(record);
      const ran = await runScripts({ ...dependencies, server: present }, record, { pack, declaration, note });
      const { user, password } = record;
      return { host: present.host, port: present.port, schema: record.schema, user, password, ran };
    },
    schemaOf: async (packageName) => (await repository.ofPackage(packageName))?.schema ?? null,
    secretsOf: async (packageName) => [(await repository.ofPackage(packageName))?.password ?? ''].filter(Boolean),
    async drop(packageName) {
      const record = await repository.ofPackage(packageName);
      if (!record) return;
      await needed(server, packageName, record.schema).drop(record);
      await repository.remove(packageName);
    },
  };
}

function needed(server: DatabaseServer | null, packageName: string, schema: string): DatabaseServer {
  if (server) return server;
  throw toError(sayDatabase('DATABASE_SERVER_NEEDED', { package: packageName, schema }));
}

/** A package keeps the schema that it has, also when a later version names another: its data is there. */
async function claim(
  { repository, clock }: Dependencies,
  server: DatabaseServer,
  packageName: string,
  schema: string,
): Promise<DatabaseRecord> {
  const present = await repository.ofPackage(packageName);
  if (present) return present;
  if (!NAME.test(schema)) throw toError(sayDatabase('DATABASE_NAME_INVALID', { schema }));
  const owner = await repository.ownerOf(schema);
  if (owner) throw toError(sayDatabase('DATABASE_OF_ANOTHER', { schema, other: owner }));
  // Only before the row is there: behind it the schema is ours, also when the platform ended between the two.
  if (await server.hasSchema(schema)) {
    throw toError(sayDatabase('DATABASE_NOT_OURS', { schema, server: `${server.host}:${server.port}` }));
  }
  const password = randomBytes(PASSWORD_BYTES).toString('base64url');
  const user = userFor(packageName);
  await repository.claim({ schema, packageName, user, password, version: '', createdAt: new Date(clock.now()) });
  const own = await repository.ofPackage(packageName);
  if (own) return own;
  throw toError(sayDatabase('DATABASE_OF_ANOTHER', { schema, other: (await repository.ownerOf(schema)) ?? '' }));
}

/** Never the name of a user who is there already, whatever the package calls itself; MySQL allows 32 characters. */
const userFor = (packageName: string): string =>
  `${packageName.replace(/\W/g, '_').slice(0, LONGEST_USER_START)}_${randomBytes(5).toString('hex')}`;
