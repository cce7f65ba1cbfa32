import { DatabaseError } from './errors.ts';

export type DatabaseAddress =
  | { provider: 'sqlite'; url: string; file: string }
  | { provider: 'mysql'; url: string; host: string; port: number; user: string; password: string; database: string };

/** Reads `file:/absolute/path.db` or `mysql://user:password@host:port/database`; throws a DatabaseError for anything else. */
export function parseDatabaseUrl(url: string): DatabaseAddress {
  if (url.startsWith('file:/')) return { provider: 'sqlite', url, file: url.slice('file:'.length) };
  if (!url.startsWith('mysql://')) {
    throw new DatabaseError('A database URL is file:/absolute/path.db or mysql://user:password@host:port/database.');
  }
  const parsed = new URL(url);
  return {
    provider: 'mysql',
    url,
    host: parsed.hostname,
    port: Number(parsed.port || 3306),
    user: decodeURIComponent(parsed.username),
    password: decodeURIComponent(parsed.password),
    database: parsed.pathname.slice(1),
  };
}
