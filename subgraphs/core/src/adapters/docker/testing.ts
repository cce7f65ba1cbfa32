import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, openSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import Docker from 'dockerode';
import { pack } from 'tar-stream';

export type TestEngine = {
  socketPath: string;
  /** Ends the daemon at once, as a crash would; its containers go on without it. */
  kill(): Promise<void>;
  /** The same daemon with the same folders. */
  startAgain(): Promise<void>;
} & AsyncDisposable;

/** Where an engine listens beside its socket, and the folder with `server.pem`, `server-key.pem` and `ca.pem`. */
export type EngineTls = { port: number; folder: string };

/**
 * A real Docker engine: the one at WECUBE_TEST_DOCKER_SOCKET, else one started here with its own socket, folders and
 * bridge, which leaves the machine's firewall alone. Published ports go through Docker's proxy. `apart` tells several
 * engines of one process from each other; those are always started here.
 */
export async function startDockerEngine({ apart = 0 } = {}): Promise<TestEngine> {
  const given = process.env['WECUBE_TEST_DOCKER_SOCKET'];
  if (given && apart === 0) {
    const never = () => Promise.reject(new Error('The engine at WECUBE_TEST_DOCKER_SOCKET is not ours to end.'));
    return { socketPath: given, kill: never, startAgain: never, [Symbol.asyncDispose]: async () => {} };
  }
  return startOwnEngine(apart);
}

/** An engine started here in any case; `tls` lets it listen for the network too. */
export async function startOwnEngine(apart: number, tls?: EngineTls): Promise<TestEngine> {
  requireTools();
  const folder = await mkdtemp(join(tmpdir(), 'wecube-docker-'));
  const socketPath = join(folder, 'docker.sock');
  const bridge = addBridge(apart);
  let daemon = startDaemon(folder, socketPath, bridge, tls);
  const stop = async () => {
    await endDaemon(daemon, 'SIGTERM');
    execFileSync('ip', ['link', 'del', bridge]);
    await unmountBelow(folder);
    await rm(folder, { recursive: true, force: true });
  };
  const started = () => untilItAnswers(socketPath, daemon, join(folder, 'log'));
  try {
    await started();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    socketPath,
    async kill() {
      await endDaemon(daemon, 'SIGKILL');
      await killContainerd(folder);
    },
    async startAgain() {
      daemon = startDaemon(folder, socketPath, bridge, tls);
      await started();
    },
    [Symbol.asyncDispose]: stop,
  };
}

function requireTools(): void {
  if (process.getuid?.() !== 0)
    throw new Error('A Docker engine for the tests needs root, or WECUBE_TEST_DOCKER_SOCKET.');
  for (const tool of ['/usr/sbin/dockerd', '/usr/sbin/ip', '/bin/busybox']) {
    if (!existsSync(tool)) throw new Error(`${tool} is missing: apt-get install docker.io iproute2 busybox-static`);
  }
}

function addBridge(apart: number): string {
  const bridge = `wct${process.pid % 100_000}${apart > 0 ? `x${apart}` : ''}`;
  execFileSync('ip', ['link', 'add', bridge, 'type', 'bridge']);
  execFileSync('ip', ['addr', 'add', `10.${231 + apart}.${process.pid % 250}.1/24`, 'dev', bridge]);
  execFileSync('ip', ['link', 'set', bridge, 'up']);
  return bridge;
}

function startDaemon(folder: string, socketPath: string, bridge: string, tls?: EngineTls): ChildProcess {
  const log = openSync(join(folder, 'log'), 'a');
  const options = [
    '--data-root',
    join(folder, 'data'),
    '--exec-root',
    join(folder, 'exec'),
    '--pidfile',
    join(folder, 'pid'),
  ];
  return spawn(
    '/usr/sbin/dockerd',
    ['-H', `unix://${socketPath}`, ...tlsOptions(tls), ...options, '--bridge', bridge, '--iptables=false'],
    {
      stdio: ['ignore', log, log],
    },
  );
}

function tlsOptions(tls: EngineTls | undefined): string[] {
  if (!tls) return [];
  const file = (name: string) => join(tls.folder, name);
  const certificates = [
    '--tlscacert',
    file('ca.pem'),
    '--tlscert',
    file('server.pem'),
    '--tlskey',
    file('server-key.pem'),
  ];
  return ['-H', `tcp://127.0.0.1:${tls.port}`, '--tlsverify', ...certificates];
}

async function endDaemon(daemon: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (daemon.exitCode !== null || daemon.signalCode !== null) return;
  const ended = new Promise((resolve) => daemon.once('exit', resolve));
  daemon.kill(signal);
  await ended;
}

/** It outlives its daemon, and one that is half gone keeps the next daemon from starting. */
async function killContainerd(folder: string): Promise<void> {
  const pid = Number(await readFile(join(folder, 'exec/containerd/containerd.pid'), 'utf8').catch(() => '0'));
  try {
    if (pid > 0) process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
  for (const left of ['pid', 'exec/containerd/containerd.pid', 'exec/containerd/containerd.sock']) {
    await rm(join(folder, left), { force: true });
  }
}

/** A daemon that was killed leaves its mounts behind. */
async function unmountBelow(folder: string): Promise<void> {
  const mounts = (await readFile('/proc/mounts', 'utf8')).split('\n').map((line) => line.split(' ')[1] ?? '');
  for (const path of mounts.filter((one) => one.startsWith(`${folder}/`)).reverse())
    execFileSync('umount', ['-l', path]);
}

async function untilItAnswers(socketPath: string, daemon: ChildProcess, log: string): Promise<void> {
  const docker = new Docker({ socketPath });
  for (const end = Date.now() + 60_000; ; await pause(100)) {
    try {
      return void (await docker.ping());
    } catch (error) {
      if (daemon.exitCode === null && Date.now() < end) continue;
      throw new Error(`dockerd did not start:\n${(await readFile(log, 'utf8')).slice(-2_000)}`, { cause: error });
    }
  }
}

const SERVER = `#!/bin/sh
tr '\\000' '\\n' </proc/1/environ | sed 's/^/env /'
if [ "$MODE" = die ]; then echo 'cannot go on' >&2; exit 3; fi
mkdir -p /www
echo served >/www/index.html
echo "ready $GREETING"
if [ "$MODE" = stubborn ]; then trap '' TERM; else trap 'exit 0' TERM; fi
httpd -f -p "$PORT" -h /www &
while true; do wait; done
`;
const APPLETS = ['sh', 'tr', 'sed', 'mkdir', 'echo', 'httpd', 'sleep'];

/** A client of an engine. */
export const connectDocker = ({ socketPath }: Pick<TestEngine, 'socketPath'>): Docker => new Docker({ socketPath });

/**
 * An image made from local files only, as `docker save` would write it: a small HTTP server that behaves by MODE and
 * listens on PORT, by itself on `port`.
 */
export async function buildServerImage(docker: Docker, imageName: string, port = 8080): Promise<Buffer> {
  const [repo, tag] = imageName.split(':');
  const changes = ['CMD ["/bin/sh","/server.sh"]', `ENV PORT=${port}`, `EXPOSE ${port}`];
  const answer = await docker.importImage(await serverFiles(), { repo, tag, changes } as object);
  await new Promise((resolve, reject) =>
    docker.modem.followProgress(answer, (error) => (error ? reject(error) : resolve(null))),
  );
  const image = docker.getImage(imageName);
  const chunks: Buffer[] = [];
  for await (const chunk of await image.get()) chunks.push(chunk as Buffer);
  await image.remove();
  return Buffer.concat(chunks);
}

async function serverFiles(): Promise<Readable> {
  const archive = pack();
  archive.entry({ name: 'server.sh', mode: 0o755 }, SERVER);
  archive.entry({ name: 'bin/busybox', mode: 0o755 }, await readFile('/bin/busybox'));
  for (const applet of APPLETS) archive.entry({ name: `bin/${applet}`, type: 'symlink', linkname: 'busybox' });
  for (const library of librariesOf('/bin/busybox')) {
    archive.entry({ name: library.slice(1), mode: 0o755 }, await readFile(library));
  }
  archive.finalize();
  return Readable.from(archive);
}

/** None when busybox is linked statically. */
function librariesOf(program: string): string[] {
  try {
    const listed = execFileSync('ldd', [program], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return [...listed.matchAll(/(\/\S+) \(0x/g)].flatMap(([, path]) => path ?? []);
  } catch {
    return [];
  }
}
