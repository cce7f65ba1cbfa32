import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const SHIPPED = join(import.meta.dirname, '../../../../../docker/squid/squid.conf');
const START_LIMIT_MS = 30_000;

export type TestSquid = { url: string; folder: string; reload: readonly string[] } & AsyncDisposable;

/** A real Squid with the configuration that the product ships; `names` stand for this machine. */
export async function startSquid(names: readonly string[]): Promise<TestSquid> {
  const home = await mkdtemp(join(tmpdir(), 'wecube-squid-'));
  await chmod(home, 0o777); // Squid's helpers run as the user proxy
  const folder = join(home, 'wecube');
  await mkdir(folder, { mode: 0o777 });
  const port = await freePort();
  await writeFile(join(home, 'hosts'), names.map((name) => `127.0.0.1 ${name}\n`).join(''));
  await writeFile(join(folder, 'packages.conf'), '');
  await writeFile(join(folder, 'passwords'), '');
  const shipped = (await readFile(SHIPPED, 'utf8')).replaceAll('/etc/squid/wecube', folder);
  const own = `pid_filename ${home}/pid\nhosts_file ${home}/hosts\ncache_log ${home}/cache.log\ncoredump_dir ${home}\n`;
  const conf = join(home, 'squid.conf');
  await writeFile(conf, own + shipped.replace('http_port 3128', `http_port 127.0.0.1:${port}`));
  const squid = spawn('/usr/sbin/squid', ['-N', '-f', conf], { stdio: 'ignore' });
  await untilListening(port, squid);
  return {
    url: `http://127.0.0.1:${port}`,
    folder,
    reload: ['/usr/sbin/squid', '-k', 'reconfigure', '-f', conf],
    async [Symbol.asyncDispose]() {
      const gone = once(squid, 'exit');
      if (squid.exitCode === null && squid.kill('SIGKILL')) await gone;
      await rm(home, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

async function untilListening(port: number, squid: ChildProcess): Promise<void> {
  for (const end = Date.now() + START_LIMIT_MS; Date.now() < end; await pause(50)) {
    if (squid.exitCode !== null) break;
    const socket = connect(port, '127.0.0.1');
    const ready = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (ready) return;
  }
  throw new Error('Squid did not start.');
}
