import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export type TestSsh = {
  host: string;
  port: number;
  user: string;
  /** Opens the account; another key does not. */
  privateKey: string;
  strangersKey: string;
  /** The server's host key as in `known_hosts`, and its fingerprint. */
  hostKey: string;
  fingerprint: string;
} & AsyncDisposable;

/** A real sshd on a port of its own, with keys of the test, which lets the tests' own user in by key. */
export async function startSsh(): Promise<TestSsh> {
  const home = await mkdtemp(join(tmpdir(), 'wecube-ssh-'));
  const key = (name: string) => {
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'test', '-f', join(home, name)]);
    return Promise.all([readFile(join(home, name), 'utf8'), readFile(join(home, `${name}.pub`), 'utf8')]);
  };
  const [[, hostLine], [privateKey, ownLine], [strangersKey]] = [await key('host'), await key('own'), await key('no')];
  const port = await freePort();
  await writeFile(join(home, 'authorized'), ownLine, { mode: 0o600 });
  await writeFile(join(home, 'config'), configuration(home, port));
  await mkdir('/run/sshd', { recursive: true }); // where sshd keeps its rights apart
  const sshd = spawn('/usr/sbin/sshd', ['-D', '-e', '-f', join(home, 'config')], { stdio: 'ignore' });
  await untilListening(port);
  const [type, blob] = hostLine.split(' ');
  const listed = execFileSync('ssh-keygen', ['-l', '-f', join(home, 'host.pub')], { encoding: 'utf8' });
  return {
    ...{ host: '127.0.0.1', port, user: 'root', privateKey, strangersKey, hostKey: `${type} ${blob}` },
    fingerprint: listed.split(' ')[1] ?? '',
    async [Symbol.asyncDispose]() {
      const gone = once(sshd, 'exit');
      if (sshd.exitCode === null && sshd.kill('SIGTERM')) await gone;
      await rm(home, { recursive: true, force: true });
    },
  };
}

const configuration = (home: string, port: number) => `Port ${port}
ListenAddress 127.0.0.1
HostKey ${home}/host
PidFile ${home}/pid
AuthorizedKeysFile ${home}/authorized
PermitRootLogin prohibit-password
PasswordAuthentication no
StrictModes no
UsePAM no
Subsystem sftp internal-sftp
`;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

async function untilListening(port: number): Promise<void> {
  for (const end = Date.now() + 20_000; Date.now() < end; await pause(50)) {
    const socket = connect(port, '127.0.0.1');
    const ready = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (ready) return;
  }
  throw new Error('sshd did not start.');
}
