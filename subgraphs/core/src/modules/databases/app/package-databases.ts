import { randomBytes } from 'node:crypto';
import { type Clock, serviceSession, toError } from '@wecube/kit';
import { type CoreDatabase, isUniqueViolation } from '@wecube/prisma';
import type { ServerPool } from '../../../ports/server-pool.ts';
import type { Audit } from '../../audit/index.ts';
import { sayResource } from '../../resources/index.ts';
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
  /** `false`: there is no server. Throws when none, or not the chosen one, can take the package. */
  available(packageName: string, chosenId?: string | null): Promise<boolean>;
  has(packageName: string): Promise<boolean>;
  /** Makes schema and user and runs what the scripts have for this version. May be repeated. */
  ensure(
    pack: Pack,
    declaration: Declaration,
    note: (line: string) => void,
    chosenId?: string | null,
  ): Promise<GivenDatabase>;
  schemaOf(packageName: string): Promise<string | null>;
  /** What no output may show: the password of the package's user. */
  secretsOf(packageName: string): Promise<readonly string[]>;
  /** Drops schema and user of the package with all data; does nothing when there is none. */
  drop(packageName: string): Promise<void>;
};

export type Dependencies = {
  repository: DatabaseRepository;
  servers: ServerPool<DatabaseServer>;
  database: CoreDatabase;
  audit: Audit;
  files: PackageFiles;
  clock: Clock;
};

const NAME = /^[\w$-]{1,64}$/;
const PASSWORD_BYTES = 24;
const LONGEST_USER_START = 20;

export function createPackageDatabases(dependencies: Dependencies): PackageDatabases {
  const { repository, servers, database, audit } = dependencies;
  return {
    async available(packageName, chosenId) {
      const record = await repository.ofPackage(packageName);
      if (record) return (await stays(servers, record, chosenId)) !== null;
      return (await servers.choose(chosenId)) !== null;
    },
    has: async (packageName) => (await repository.ofPackage(packageName)) !== null,
    async ensure(pack, declaration, note, chosenId) {
      const { record, server } = await claim(dependencies, pack.name, declaration.schema, chosenId);
      await server.ensure(record);
      const ran = await runScripts({ ...dependencies, server }, record, { pack, declaration, note });
      const { user, password } = record;
      return { host: server.host, port: server.port, schema: record.schema, user, password, ran };
    },
    schemaOf: async (packageName) => (await repository.ofPackage(packageName))?.schema ?? null,
    secretsOf: async (packageName) => [(await repository.ofPackage(packageName))?.password ?? ''].filter(Boolean),
    async drop(packageName) {
      const record = await repository.ofPackage(packageName);
      if (!record) return;
      const { schema, serverId } = record;
      const placed = needed(await servers.find(serverId), packageName, schema);
      await placed.server.drop(record);
      await database.transaction(async (tx) => {
        if ((await repository.remove(tx, packageName)).count === 0) return;
        const detail = { schema, server: placed.name, dropped: true };
        const entry = { session: serviceSession('core'), subject: packageName, outcome: 'DONE', detail } as const;
        await audit.record(tx, { ...entry, action: 'instance:remove' });
      });
      await servers.changed(placed.id);
    },
  };
}

function needed<Found>(found: Found | null, packageName: string, schema: string): Found {
  if (found) return found;
  throw toError(sayDatabase('DATABASE_SERVER_NEEDED', { package: packageName, schema }));
}

type Claimed = { record: DatabaseRecord; server: DatabaseServer };

/** Where the schema of a package is; throws when a person chose another server, for its data is not moved. */
async function stays(
  servers: ServerPool<DatabaseServer>,
  { serverId, packageName }: DatabaseRecord,
  chosenId?: string | null,
): Promise<DatabaseServer | null> {
  const placed = await servers.find(serverId);
  if (placed && chosenId && chosenId !== placed.id) {
    throw toError(sayResource('SERVER_CHOSEN_BEFORE', { package: packageName, server: placed.name }));
  }
  return placed?.server ?? null;
}

/** A package keeps the schema and the server that it has, also when a later version names another: its data is there. */
async function claim(
  dependencies: Dependencies,
  packageName: string,
  schema: string,
  chosenId?: string | null,
): Promise<Claimed> {
  const { repository, servers } = dependencies;
  const present = await repository.ofPackage(packageName);
  if (present) {
    return { record: present, server: needed(await stays(servers, present, chosenId), packageName, schema) };
  }
  if (!NAME.test(schema)) throw toError(sayDatabase('DATABASE_NAME_INVALID', { schema }));
  const owner = await repository.ownerOf(schema);
  if (owner) throw toError(sayDatabase('DATABASE_OF_ANOTHER', { schema, other: owner }));
  const { id: serverId, name, server } = needed(await servers.choose(chosenId), packageName, schema);
  // Only before the row is there: behind it the schema is ours, also when the platform ended between the two.
  if (await server.hasSchema(schema)) {
    throw toError(sayDatabase('DATABASE_NOT_OURS', { schema, server: `${server.host}:${server.port}` }));
  }
  await writeDown(dependencies, { schema, packageName, serverId, name });
  const own = await repository.ofPackage(packageName);
  // Of two launches at once one was first; both go on with what it chose.
  if (own) return { record: own, server: needed(await servers.find(own.serverId), packageName, schema).server };
  throw toError(sayDatabase('DATABASE_OF_ANOTHER', { schema, other: (await repository.ownerOf(schema)) ?? '' }));
}

async function writeDown(
  { repository, servers, database, audit, clock }: Dependencies,
  { name, ...place }: { schema: string; packageName: string; serverId: string; name: string },
): Promise<void> {
  const { packageName, schema, serverId } = place;
  const account = { user: userFor(packageName), password: randomBytes(PASSWORD_BYTES).toString('base64url') };
  const record = { ...place, ...account, version: '', createdAt: new Date(clock.now()) };
  try {
    await database.transaction(async (tx) => {
      if (!(await servers.hold(tx, serverId))) throw toError(sayResource('SERVER_DISABLED', { server: name }));
      await repository.claim(tx, record);
      const detail = { schema, server: name, user: account.user, made: true };
      const entry = { session: serviceSession('core'), subject: packageName, outcome: 'DONE', detail } as const;
      await audit.record(tx, { ...entry, action: 'instance:launch' });
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
  }
  await servers.changed(serverId);
}

/** Never the name of a user who is there already, whatever the package calls itself; MySQL allows 32 characters. */
const userFor = (packageName: string): string =>
  `${packageName.replace(/\W/g, '_').slice(0, LONGEST_USER_START)}_${randomBytes(5).toString('hex')}`;
