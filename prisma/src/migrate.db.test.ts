import { expect, it } from 'vitest';
import { migrate, requireMigrated } from './migrate.ts';
import { describeDatabases } from './testing/index.ts';

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
