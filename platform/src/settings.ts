import { createHash, randomBytes } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A fault of this machine or of the command line that a person can put right; shown as one line. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export type Options = {
  port: number;
  /** Where pages of plugins are served. */
  pluginPort?: number;
  data: string;
  empty: boolean;
  docker?: string;
  allowProcessPackages: boolean;
};

/** Everything that one embedded platform needs to know; written by `up`, read by its server process. */
export type Settings = Options & {
  root: string;
  address: string;
  coreDatabaseUrl: string;
  authDatabaseUrl: string;
  internalKey: string;
  objectStoreSocket: string;
  /** What else the environment sets of the services; `up` wins where it decides itself. */
  environment: Readonly<Record<string, string>>;
};

const LONGEST_SOCKET_PATH = 100;

/** The folder of the checkout: bundles stand in platform/dist, sources in platform/src. */
export const productRoot = findRoot();

/** Where the platform keeps its data unless `--data` says otherwise. */
export const defaultData = join(productRoot, '.wecube');

/** Prepares the data folder and reads or makes its secrets. */
export function prepareSettings(options: Options, env: Readonly<Record<string, string | undefined>>): Settings {
  const data = resolve(options.data);
  makeWritable(data);
  for (const folder of ['run', 'logs', 'database', 'objects', 'router', 'core']) makeWritable(join(data, folder));
  return {
    ...options,
    data,
    root: productRoot,
    address: `http://127.0.0.1:${options.port}`,
    coreDatabaseUrl: env['WECUBE_CORE_DATABASE_URL'] ?? `file:${join(data, 'database', 'core.db')}`,
    authDatabaseUrl: env['WECUBE_AUTH_DATABASE_URL'] ?? `file:${join(data, 'database', 'auth.db')}`,
    internalKey: readSecrets(data).internalKey,
    objectStoreSocket: socketPath(data),
    environment: serviceSettings(env),
  };
}

function serviceSettings(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const set = Object.entries(env).filter(
    ([name, value]) => /^(WECUBE_|OTEL_EXPORTER_OTLP_ENDPOINT$)/.test(name) && value !== undefined,
  );
  return Object.fromEntries(set) as Record<string, string>;
}

export function statePath(data: string): string {
  return join(resolve(data), 'run', 'state.json');
}

/** Makes sure that the data folder exists and can be written; throws a UsageError that says why not. */
export function makeWritable(data: string): void {
  try {
    makeFolder(data);
    accessSync(data, constants.W_OK | constants.X_OK);
    const probe = join(data, '.writable');
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown';
    throw new UsageError(`The data folder ${data} cannot be written (${reason}). Choose another with --data DIR.`);
  }
}

// One level after the other: Node's recursive mkdir never ends below a folder like /proc.
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}

function readSecrets(data: string): { internalKey: string } {
  const file = join(data, 'secrets.json');
  if (!existsSync(file)) {
    writeFileSync(file, JSON.stringify({ internalKey: randomBytes(32).toString('base64url') }), {
      mode: 0o600,
      flag: 'wx',
    });
  }
  return JSON.parse(readFileSync(file, 'utf8')) as { internalKey: string };
}

// A socket's path is limited to about 108 bytes, a data folder's is not.
function socketPath(data: string): string {
  const preferred = join(data, 'run', 'objects.sock');
  if (Buffer.byteLength(preferred) <= LONGEST_SOCKET_PATH) return preferred;
  const folder = join(tmpdir(), `wecube-${createHash('sha256').update(data).digest('hex').slice(0, 16)}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return join(folder, 'objects.sock');
}

function findRoot(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'turbo.json'))) return folder;
  }
  throw new UsageError('The folder of the product was not found beside the command.');
}
