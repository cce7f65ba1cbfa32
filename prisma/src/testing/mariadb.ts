import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import mariadb from 'mariadb';

export type TestMariaDb = { url: string; pid: number };

/**
 * The MariaDB of the tests: `WECUBE_TEST_MYSQL_URL` when set, else one shared by all test runs of this user,
 * started when first asked for. Durability is as in production: a flush per commit.
 */
export async function ensureTestMariaDb(): Promise<string> {
  const given = process.env['WECUBE_TEST_MYSQL_URL'];
  if (given) return given;
  const folder = join(tmpdir(), `wecube-test-mariadb-${process.getuid?.() ?? 0}`);
  for (;;) {
    const running = runningServer(folder);
    if (running) return running.url;
    if (lock(folder)) {
      try {
        return (await startMariaDb(folder)).url;
      } finally {
        rmSync(`${folder}.lock`, { recursive: true, force: true });
      }
    }
    await sleep(200);
  }
}

/** Starts a MariaDB server with its data in `folder`; it goes on after this process ends. */
export async function startMariaDb(folder: string): Promise<TestMariaDb> {
  if (!existsSync('/usr/sbin/mariadbd')) {
    throw new Error('mariadbd is missing: apt-get install mariadb-server (./wecube test does it as root).');
  }
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const data = join(folder, 'data');
  const user = execFileSync('id', ['-un'], { encoding: 'utf8' }).trim();
  const install = [`--user=${user}`, `--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db'];
  execFileSync('mariadb-install-db', install, { stdio: 'ignore' });
  const port = await freePort();
  const log = openSync(join(folder, 'log'), 'a');
  const child = spawn(
    '/usr/sbin/mariadbd',
    [
      '--no-defaults',
      `--user=${user}`,
      `--datadir=${data}`,
      `--socket=${join(folder, 's')}`,
      `--port=${port}`,
      '--bind-address=127.0.0.1',
      '--innodb-flush-log-at-trx-commit=1',
      '--innodb-buffer-pool-size=512M',
      '--max-connections=500',
      '--character-set-server=utf8mb4',
      '--collation-server=utf8mb4_bin',
    ],
    { detached: true, stdio: ['ignore', log, log] },
  );
  child.unref();
  const server = { url: `mysql://root@127.0.0.1:${port}`, pid: child.pid as number };
  await answering(server.url);
  writeFileSync(join(folder, 'server.json'), JSON.stringify(server));
  return server;
}

/** Creates an empty database and returns its URL. */
export async function createMysqlDatabase(serverUrl: string, name: string): Promise<string> {
  await onServer(serverUrl, `CREATE DATABASE \`${name}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  return `${serverUrl}/${name}`;
}

export async function dropMysqlDatabase(serverUrl: string, name: string): Promise<void> {
  await onServer(serverUrl, `DROP DATABASE IF EXISTS \`${name}\``);
}

/** What a MariaDB answers to one question of its administrator. */
export async function onServer<Row>(serverUrl: string, sql: string): Promise<Row[]> {
  const url = new URL(serverUrl);
  const connection = await mariadb.createConnection({
    host: url.hostname,
    port: Number(url.port),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  });
  try {
    return (await connection.query(sql)) as Row[];
  } finally {
    await connection.end();
  }
}

async function answering(url: string): Promise<void> {
  for (const deadline = Date.now() + 60_000; ; await sleep(100)) {
    try {
      await onServer(url, 'SELECT 1');
      return;
    } catch (error) {
      if (Date.now() > deadline) throw new Error('MariaDB did not start within 60 s.', { cause: error });
    }
  }
}

function runningServer(folder: string): TestMariaDb | null {
  try {
    const server = JSON.parse(readFileSync(join(folder, 'server.json'), 'utf8')) as TestMariaDb;
    process.kill(server.pid, 0);
    return server;
  } catch {
    return null;
  }
}

function lock(folder: string): boolean {
  try {
    mkdirSync(`${folder}.lock`);
    return true;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
