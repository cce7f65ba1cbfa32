import { toError } from '@wecube/kit';
import mariadb, { type Connection, type ConnectionConfig } from 'mariadb';
import { type DatabaseServer, sayDatabase } from '../../modules/databases/index.ts';
import { pinnedTls } from '../network/pinned-tls.ts';
import { createForeignKeys } from './foreign-keys.ts';
import { quote, runPlainly } from './plain-statement.ts';

const CONNECT_MS = 10_000;
/** How long a launch waits for another one that runs the scripts of the same schema. */
const LOCK_SECONDS = 600;
/** Table, column, key or row is there already; column or key to drop is gone. */
const DONE_BEFORE = [1050, 1060, 1061, 1062, 1091];

export type MysqlOptions = {
  /** How the platform reaches it. */
  host: string;
  port: number;
  user: string;
  password: string;
  /** Certificates in PEM, one of which it must show or be signed by; without one there is no TLS. */
  pinned?: string | null;
  /** How plugins reach it, where that differs. */
  forPlugins?: { host: string; port: number };
};

/** The schemas of packages on a MySQL or MariaDB server; its user may create schemas and users. */
export function createMysqlDatabaseServer(options: MysqlOptions): DatabaseServer {
  const { host, port, forPlugins = { host, port } } = options;
  const address = { host, port, connectTimeout: CONNECT_MS, charset: 'utf8mb4', ...tlsOf(options) };
  const connect = (login: Pick<ConnectionConfig, 'user' | 'password' | 'database'>): Promise<Connection> =>
    mariadb.createConnection({ ...address, ...login }).catch((error: Error) => {
      const said = sayDatabase('DATABASE_SERVER_UNREACHABLE', { server: `${host}:${port}`, reason: error.message });
      throw toError(said, { cause: error });
    });
  const asAdministrator = async <T>(work: (connection: Connection) => Promise<T>): Promise<T> => {
    const connection = await connect({ user: options.user, password: options.password });
    try {
      return await work(connection);
    } finally {
      await connection.end();
    }
  };
  return {
    ...forPlugins,
    hasSchema: (schema) =>
      asAdministrator(async (connection) => {
        const question = 'SELECT schema_name FROM information_schema.schemata WHERE schema_name = ?';
        return ((await connection.query(question, [schema])) as unknown[]).length > 0;
      }),
    ensure: ({ schema, user, password: secret }) =>
      asAdministrator(async (connection) => {
        const who = `${connection.escape(user)}@'%'`;
        await connection.query(`CREATE DATABASE IF NOT EXISTS ${quote(schema)} DEFAULT CHARACTER SET utf8mb4`);
        await connection.query(`CREATE USER IF NOT EXISTS ${who} IDENTIFIED BY ${connection.escape(secret)}`);
        await connection.query(`GRANT ALL PRIVILEGES ON ${quoteInGrant(schema)}.* TO ${who}`);
      }),
    drop: ({ schema, user }) =>
      asAdministrator(async (connection) => {
        await connection.query(`DROP USER IF EXISTS ${connection.escape(user)}@'%'`);
        await connection.query(`DROP DATABASE IF EXISTS ${quote(schema)}`);
      }),
    async open({ schema, user, password: secret }) {
      const connection = await connect({ user, password: secret, database: schema });
      await lock(connection, schema).catch(async (error: unknown) => {
        await connection.end();
        throw error;
      });
      return {
        run: (statement) => runPlainly(connection, statement),
        ...createForeignKeys(connection, schema),
        isDoneBefore: (error) => DONE_BEFORE.includes((error as { errno?: number }).errno ?? 0),
        [Symbol.asyncDispose]: () => connection.end(),
      };
    },
  };
}

/** Settings for TLS, where a certificate is pinned. */
export const tlsOf = ({ host, port, pinned }: Pick<MysqlOptions, 'host' | 'port' | 'pinned'>) =>
  pinned ? { ssl: pinnedTls(pinned, { host, port }) } : {};

/** Held until the session ends. */
async function lock(connection: Connection, schema: string): Promise<void> {
  const question = 'SELECT GET_LOCK(?, ?) AS mine';
  const [answer] = (await connection.query(question, [schema, LOCK_SECONDS])) as { mine: unknown }[];
  if (Number(answer?.mine) !== 1) throw toError(sayDatabase('DATABASE_SCRIPT_BUSY', { schema }));
}

/** In a grant `_` and `%` stand for other characters, and so for schemas of others. */
const quoteInGrant = (name: string): string => quote(name.replace(/[_%\\]/g, '\\$&'));
