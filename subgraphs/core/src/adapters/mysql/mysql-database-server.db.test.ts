import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { systemClock } from '@wecube/kit';
import { describeDatabases, ensureTestMariaDb } from '@wecube/prisma/testing';
import { afterAll, expect, it } from 'vitest';
import { createAuditModule } from '../../modules/audit/index.ts';
import { createDatabasesModule } from '../../modules/databases/index.ts';
import { poolOf } from '../../ports/testing-pool.ts';
import { createMysqlDatabaseServer } from './mysql-database-server.ts';

const secretBox = { seal: (plain: string) => `sealed ${plain}`, open: (sealed: string) => sealed.slice(7) };
const COMMENTED = Array.from({ length: 1_200 }, (_, at) => `-- 第 ${at} 行；\n`).join('');
const INIT = `create database if not exists NAME; USE NAME;\n${COMMENTED}
CREATE TABLE unit (id INT PRIMARY KEY, name VARCHAR(32)) CHARSET=utf8mb4; # 单元; 'open
INSERT INTO unit VALUES (1, '系统;一');\n`;

async function administrator() {
  const { hostname: host, port, username: user, password } = new URL(await ensureTestMariaDb());
  return { host, port: Number(port), user: decodeURIComponent(user), password: decodeURIComponent(password) };
}

describeDatabases('core', (open) => {
  const made: (() => Promise<void>)[] = [];
  afterAll(async () => {
    for (const drop of made) await drop();
  });
  const begin = async () => {
    const server = createMysqlDatabaseServer(await administrator());
    const schema = `plug_${randomBytes(5).toString('hex')}`;
    const scripts: Record<string, string> = { 'init.sql': INIT.replaceAll('NAME', schema) };
    const files = {
      list: async () => Object.keys(scripts).map((path) => ({ path })),
      open: async (_pack: unknown, path: string) => Readable.from([Buffer.from(scripts[path] ?? '')]),
    };
    const database = await open();
    const audit = createAuditModule({ database, clock: systemClock });
    const servers = poolOf({ one: server });
    const module = createDatabasesModule({ database, audit, clock: systemClock, secretBox, files, servers });
    made.push(() => module.drop(schema));
    const declaration = { schema, initFileName: 'init.sql', upgradeFileName: 'upgrade.sql' };
    const notes: string[] = [];
    const ensure = (version: string) =>
      module.ensure({ name: schema, version }, declaration, (line) => notes.push(line));
    const names = async (): Promise<string[]> => {
      const { user, password } = await ensure('v0.0.0');
      const { createConnection } = (await import('mariadb')).default;
      const connection = await createConnection({
        host: server.host,
        port: server.port,
        user,
        password,
        database: schema,
      });
      const rows = (await connection.query('SELECT name FROM unit ORDER BY id')) as { name: string }[];
      await connection.end();
      return rows.map(({ name }) => name);
    };
    return { server, schema, scripts, module, ensure, names, declaration, notes, database };
  };

  it('gives a package a schema of its own, whose user is refused everywhere else', async () => {
    const [one, other] = [await begin(), await begin()];
    const [given] = [await one.ensure('v1.0.0'), await other.ensure('v1.0.0')];
    expect(given.password.length).toBeGreaterThanOrEqual(24);
    expect(await one.names()).toEqual(['系统;一']);
    await using session = await one.server.open(given);
    await session.run('CREATE TABLE mine (id INT)');
    // A schema whose name differs where the grant could take a character for any other.
    const similar = one.schema.replace('_', 'x');
    for (const foreign of [`\`${other.schema}\`.unit`, 'mysql.user']) {
      await expect(session.run(`SELECT * FROM ${foreign}`)).rejects.toThrow(/denied/);
    }
    await expect(session.run(`CREATE DATABASE \`${similar}\``)).rejects.toThrow(/denied/);
    expect(await one.ensure('v1.0.0')).toEqual({ ...given, ran: 0 });
  });

  it('keeps where an upgrade stopped, and a corrected script goes on from there', async () => {
    const { scripts, ensure, names } = await begin();
    await ensure('v1.0.0');
    const head = "#@v1.1.0-begin@;\nSET @third = 'three';INSERT INTO unit VALUES (2, 'two');\n";
    scripts['upgrade.sql'] = `${head}INSERT INTO nowhere VALUES (3);\n`;
    const wrong = {
      code: 'DATABASE_SCRIPT_FAILED',
      message: expect.stringMatching(/^upgrade\.sql, line 3: Table '\w+\.nowhere' doesn't exist$/),
    };
    await expect(ensure('v1.1.0')).rejects.toMatchObject(wrong);
    scripts['upgrade.sql'] = `${head.replace('two', 'zwei')}INSERT INTO unit VALUES (3, 'three');\n`;
    await expect(ensure('v1.1.0')).rejects.toMatchObject({ code: 'DATABASE_SCRIPT_CHANGED' });
    scripts['upgrade.sql'] = `${head}INSERT INTO unit VALUES (3, @third);\n`;
    expect(await ensure('v1.1.0')).toMatchObject({ ran: 1 });
    expect(await names()).toEqual(['系统;一', 'two', 'three']);
    expect(await ensure('v1.1.0')).toMatchObject({ ran: 0 });
  });

  it('runs the scripts once for launches at the same time', async () => {
    const { ensure, names } = await begin();
    const ran = await Promise.all([ensure('v1.0.0'), ensure('v1.0.0'), ensure('v1.0.0')]);
    expect(ran.map((one) => one.ran).sort()).toEqual([0, 0, 4]);
    expect(await names()).toEqual(['系统;一']);
  });

  it('writes down who made and dropped a schema, and where', async () => {
    const { ensure, module, schema, database } = await begin();
    await ensure('v1.0.0');
    await module.drop(schema);
    const entries = await database.client.auditEntry.findMany({ where: { subject: schema }, orderBy: { id: 'asc' } });
    expect(entries.map(({ action, detail }) => [action, JSON.parse(detail ?? '{}')])).toEqual([
      ['instance:launch', { schema, server: 'one', user: expect.any(String), made: true }],
      ['instance:remove', { schema, server: 'one', dropped: true }],
    ]);
  });

  it('takes over no schema of others, and drops all that it made', async () => {
    const { server, schema, module, ensure, declaration } = await begin();
    const { user, password } = await ensure('v1.0.0');
    const another = module.ensure({ name: 'another', version: 'v1.0.0' }, declaration, () => {});
    await expect(another).rejects.toMatchObject({ code: 'DATABASE_OF_ANOTHER' });
    const system = module.ensure({ name: 'thief', version: 'v1' }, { ...declaration, schema: 'mysql' }, () => {});
    await expect(system).rejects.toMatchObject({ code: 'DATABASE_NOT_OURS' });
    await module.drop(schema);
    expect([await server.hasSchema(schema), await module.schemaOf(schema)]).toEqual([false, null]);
    await expect(server.open({ schema, user, password })).rejects.toMatchObject({
      code: 'DATABASE_SERVER_UNREACHABLE',
    });
  });
});
