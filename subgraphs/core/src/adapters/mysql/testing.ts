import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { systemClock } from '@wecube/kit';
import type { CoreDatabase } from '@wecube/prisma';
import { ensureTestMariaDb } from '@wecube/prisma/testing';
import mariadb from 'mariadb';
import { afterAll } from 'vitest';
import { createAuditModule } from '../../modules/audit/index.ts';
import { createDatabasesModule, type DatabaseServer } from '../../modules/databases/index.ts';
import { poolOf } from '../../ports/testing-pool.ts';
import { createMysqlDatabaseServer } from './mysql-database-server.ts';

const secretBox = { seal: (plain: string) => `sealed ${plain}`, open: (sealed: string) => sealed.slice(7) };

type Scripts = Record<string, string>;

/** Packages with a schema each on the MariaDB of the tests; all are dropped at the end. */
export function usePackageSchemas(open: () => Promise<CoreDatabase>) {
  const made: (() => Promise<void>)[] = [];
  afterAll(async () => {
    for (const drop of made) await drop();
  });
  return {
    /** In a script {{schema}} stands for the schema. `around` changes the server that the platform sees. */
    async begin(given: Scripts, around: (server: DatabaseServer) => DatabaseServer = (server) => server) {
      const server = createMysqlDatabaseServer(await administrator());
      const schema = `plug_${randomBytes(5).toString('hex')}`;
      const scripts = Object.fromEntries(
        Object.entries(given).map(([path, text]) => [path, text.replaceAll('{{schema}}', schema)]),
      );
      const database = await open();
      const module = moduleOf(database, around(server), scripts);
      made.push(() => module.drop(schema));
      const declaration = { schema, initFileName: 'init.sql', upgradeFileName: 'upgrade.sql' };
      const notes: string[] = [];
      const ensure = (version: string) =>
        module.ensure({ name: schema, version }, declaration, (line) => notes.push(line));
      return {
        ...{ server, schema, scripts, module, ensure, declaration, notes, database },
        rows: <Row>(question: string) => asAdministrator<Row>(question.replaceAll('{{schema}}', schema), schema),
      };
    },
  };
}

function moduleOf(database: CoreDatabase, server: DatabaseServer, scripts: Scripts) {
  const files = {
    list: async () => Object.keys(scripts).map((path) => ({ path })),
    open: async (_pack: unknown, path: string) => Readable.from([Buffer.from(scripts[path] ?? '')]),
  };
  const audit = createAuditModule({ database, clock: systemClock });
  const servers = poolOf({ one: server });
  return createDatabasesModule({ database, audit, clock: systemClock, secretBox, files, servers });
}

async function asAdministrator<Row>(question: string, schema: string): Promise<Row[]> {
  const connection = await mariadb.createConnection({ ...(await administrator()), database: schema });
  try {
    return (await connection.query(question)) as Row[];
  } finally {
    await connection.end();
  }
}

async function administrator() {
  const { hostname: host, port, username: user, password } = new URL(await ensureTestMariaDb());
  return { host, port: Number(port), user: decodeURIComponent(user), password: decodeURIComponent(password) };
}
