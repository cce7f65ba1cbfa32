import { describeDatabases } from '@wecube/prisma/testing';
import { expect, it } from 'vitest';
import { usePackageSchemas } from './testing.ts';

const COMMENTED = Array.from({ length: 1_200 }, (_, at) => `-- 第 ${at} 行；\n`).join('');
const INIT = `create database if not exists {{schema}}; USE {{schema}};\n${COMMENTED}
CREATE TABLE unit (id INT PRIMARY KEY, name VARCHAR(32)) CHARSET=utf8mb4; # 单元; 'open
INSERT INTO unit VALUES (1, '系统;一');\n`;

describeDatabases('core', (open) => {
  const { begin: beginWith } = usePackageSchemas(open);
  const begin = async () => {
    const one = await beginWith({ 'init.sql': INIT });
    const names = async () =>
      (await one.rows<{ name: string }>('SELECT name FROM unit ORDER BY id')).map(({ name }) => name);
    return { ...one, names };
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
