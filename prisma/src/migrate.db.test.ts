import { expect, it } from 'vitest';
import { openCoreDatabase } from './core.ts';
import { DatabaseError } from './errors.ts';
import { migrate, requireMigrated } from './migrate.ts';
import { describeDatabases } from './testing/index.ts';

it('tells a database that is away from one that was not migrated', async () => {
  const away = await openCoreDatabase('mysql://nobody:nothing@127.0.0.1:1/core');
  const refused = requireMigrated(away, 'core');
  await expect(refused).rejects.toThrow(DatabaseError);
  await expect(refused).rejects.toThrow('The core database cannot be read');
  await away.close();
});

describeDatabases('core', (open) => {
  it('lets several processes migrate one database at once and changes nothing the second time', async () => {
    const database = await open();
    await Promise.all([migrate(database.url, 'core'), migrate(database.url, 'core'), migrate(database.url, 'core')]);
    await expect(requireMigrated(database, 'core')).resolves.toBeUndefined();
  });

  it('refuses a database that lacks a migration', async () => {
    const database = await open();
    await database.client.$executeRawUnsafe("DELETE FROM schema_migrations WHERE version = '20261123001200'");
    await expect(requireMigrated(database, 'core')).rejects.toThrow('lacks 1 migrations');
    const row = database.client.$executeRawUnsafe("INSERT INTO schema_migrations (version) VALUES ('20261123001200')");
    await row;
  });
});
