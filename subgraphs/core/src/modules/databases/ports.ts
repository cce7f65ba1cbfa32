import type { Readable } from 'node:stream';

export type DatabaseAccount = { schema: string; user: string; password: string };

/** The MySQL server that keeps the schemas of packages. */
export interface DatabaseServer {
  /** Where plugins reach it. */
  readonly host: string;
  readonly port: number;
  hasSchema(schema: string): Promise<boolean>;
  /** Makes the schema and a user who may do everything in it and nothing elsewhere. May be repeated. */
  ensure(account: DatabaseAccount): Promise<void>;
  /** Drops both; does nothing when they are gone. */
  drop(account: Pick<DatabaseAccount, 'schema' | 'user'>): Promise<void>;
  /** One session of the user that nobody else has for this schema at the same time. */
  open(account: DatabaseAccount): Promise<ScriptSession>;
}

/** A foreign key of a table, and the clause that makes it again. */
export type ForeignKey = { table: string; name: string; clause: string };

export interface ScriptSession extends AsyncDisposable {
  run(statement: string): Promise<void>;
  /** The foreign keys for which alone the server refused to change a column by this statement; often none. */
  keysInTheWay(statement: string, error: unknown): Promise<readonly ForeignKey[]>;
  /** Drops them; does nothing with those that are gone. */
  dropKeys(keys: readonly ForeignKey[]): Promise<void>;
  /** Makes it as it was, without a look at the rows; does nothing when it, or no table of its name, is there. */
  restoreKey(key: ForeignKey): Promise<void>;
  /** Whether an error says that what the statement makes is there already, or what it drops is gone. */
  isDoneBefore(error: unknown): boolean;
}

/** The files that came with a package's zip. */
export interface PackageFiles {
  list(pack: { name: string; version: string }): Promise<readonly { path: string }[]>;
  open(pack: { name: string; version: string }, path: string): Promise<Readable>;
}

export interface SecretBox {
  seal(plain: string): string;
  open(sealed: string): string;
}
