import { describeDatabases } from '@wecube/prisma/testing';
import { expect, it } from 'vitest';
import type { DatabaseServer, ScriptSession } from '../../modules/databases/index.ts';
import { usePackageSchemas } from './testing.ts';

const INIT = `CREATE TABLE kind (id varchar(32), area varchar(16), PRIMARY KEY (id, area)) ENGINE=InnoDB;
CREATE TABLE attribute (id varchar(64) PRIMARY KEY) ENGINE=InnoDB;
CREATE TABLE filter (id int PRIMARY KEY, attribute varchar(64), kind varchar(32), area varchar(16),
  CONSTRAINT filter_attribute FOREIGN KEY (attribute) REFERENCES attribute (id),
  CONSTRAINT filter_kind FOREIGN KEY (kind, area) REFERENCES kind (id, area) ON DELETE CASCADE ON UPDATE SET NULL);
INSERT INTO attribute VALUES ('名称');
INSERT INTO filter VALUES (1, '名称', NULL, NULL);
SET foreign_key_checks = 0;
INSERT INTO filter VALUES (2, 'missing', NULL, NULL);
SET foreign_key_checks = 1;
`;
const GROW = "alter table filter modify column attribute varchar(128) COMMENT 'grown', modify kind varchar(48);\n";

describeDatabases('core', (open) => {
  const { begin } = usePackageSchemas(open);
  type Begun = Awaited<ReturnType<typeof begin>>;
  /** Sorted, for the server puts the index of a key that comes back behind the others. */
  const tableOf = async ({ rows }: Begun) =>
    (await rows<{ 'Create Table': string }>('SHOW CREATE TABLE filter'))
      .flatMap((row) => row['Create Table'].split(/,?\n/))
      .sort()
      .join('\n');
  const grown = (table: string) =>
    table
      .replace('`attribute` varchar(64) DEFAULT NULL', "`attribute` varchar(128) DEFAULT NULL COMMENT 'grown'")
      .replace('`kind` varchar(32)', '`kind` varchar(48)');

  it('lets columns grow that foreign keys use, and has the same keys afterwards', async () => {
    const begun = await begin({ 'init.sql': INIT });
    await begun.ensure('v1.0.0');
    const before = await tableOf(begun);
    begun.scripts['upgrade.sql'] = `#@v1.1.0-begin@;\n${GROW}alter table attribute modify id varchar(128);\n`;
    expect(await begun.ensure('v1.1.0')).toMatchObject({ ran: 2 });
    expect(await tableOf(begun)).toBe(grown(before));
    expect(begun.notes).toEqual([
      'upgrade.sql, line 2: run without foreign keys, which were made again: filter.filter_attribute, filter.filter_kind',
      'upgrade.sql, line 3: run without foreign keys, which were made again: filter.filter_attribute',
    ]);
    await expect(begun.rows("INSERT INTO filter VALUES (3, 'nobody', NULL, NULL)")).rejects.toThrow(/foreign key/);
  });

  it.each(['before the statement', 'behind it'])('loses no key when the platform ends %s', async (moment) => {
    let ends = false;
    const begun = await begin({ 'init.sql': INIT }, (server) => endingSessions(server, () => ends, moment));
    await begun.ensure('v1.0.0');
    const before = await tableOf(begun);
    begun.scripts['upgrade.sql'] = `#@v1.1.0-begin@;\n${GROW}`;
    ends = true;
    await expect(begun.ensure('v1.1.0')).rejects.toThrow('the platform ended');
    expect(await tableOf(begun)).not.toContain('CONSTRAINT `filter_attribute`');
    ends = false;
    await begun.ensure('v1.1.0');
    expect(await tableOf(begun)).toBe(grown(before));
  });

  it('says which key cannot come back, and makes it when the package was corrected', async () => {
    const begun = await begin({ 'init.sql': INIT });
    await begun.ensure('v1.0.0');
    begun.scripts['upgrade.sql'] = '#@v1.1.0-begin@;\nalter table filter modify kind int;\n';
    const wrong = {
      code: 'DATABASE_KEY_MISSING',
      message: expect.stringContaining('line 2: the statement was run without the foreign key "filter_kind"'),
    };
    await expect(begun.ensure('v1.1.0')).rejects.toMatchObject(wrong);
    begun.scripts['upgrade.sql'] = '#@v1.1.0-begin@;\nalter table filter modify kind varchar(40);\n';
    await begun.ensure('v1.1.0');
    expect(await tableOf(begun)).toContain(
      'CONSTRAINT `filter_kind` FOREIGN KEY (`kind`, `area`) REFERENCES `kind` (`id`, `area`) ON DELETE CASCADE ON UPDATE SET NULL',
    );
  });

  it('puts the keys back when the statement is wrong for another reason', async () => {
    const begun = await begin({ 'init.sql': INIT });
    await begun.ensure('v1.0.0');
    const before = await tableOf(begun);
    begun.scripts['upgrade.sql'] =
      '#@v1.1.0-begin@;\nalter table filter modify attribute varchar(1), add constraint odd check (id < 0);\n';
    await expect(begun.ensure('v1.1.0')).rejects.toMatchObject({ code: 'DATABASE_SCRIPT_FAILED' });
    expect(await tableOf(begun)).toBe(before);
  });
});

/** The platform ends when keys are dropped, or when they are about to be made again: nothing more reaches the server. */
function endingSessions(server: DatabaseServer, ends: () => boolean, moment: string): DatabaseServer {
  const end = () => Promise.reject(new Error('the platform ended'));
  return {
    ...server,
    async open(account) {
      const session = await server.open(account);
      let dropped = false;
      return {
        ...session,
        run: (sql) => (dropped && moment === 'before the statement' ? end() : session.run(sql)),
        async dropKeys(keys) {
          await session.dropKeys(keys);
          dropped = ends();
        },
        restoreKey: (key) => (dropped ? end() : session.restoreKey(key)),
      } satisfies ScriptSession;
    },
  };
}
