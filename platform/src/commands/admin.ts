import { resetAdministrator } from '@wecube/auth';
import type { Settings } from '../settings.ts';
import { migrateDatabases } from './migrate.ts';

/** Gives `admin` a new generated password; works while the platform runs and while it does not. */
export async function resetAdmin(settings: Settings): Promise<void> {
  await migrateDatabases(settings);
  const { username, password } = await resetAdministrator(settings.authDatabaseUrl);
  console.log(`  user      ${username}`);
  console.log(`  password  ${password}   (to be changed at the next sign-in; shown only now)`);
}
