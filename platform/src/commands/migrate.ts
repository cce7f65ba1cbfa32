import { migrate } from '@wecube/prisma';
import type { Settings } from '../settings.ts';

/** Brings both databases to the schema of this version; repeating it changes nothing. */
export async function migrateDatabases(settings: Pick<Settings, 'authDatabaseUrl' | 'coreDatabaseUrl'>): Promise<void> {
  await migrate(settings.authDatabaseUrl, 'auth');
  await migrate(settings.coreDatabaseUrl, 'core');
}
