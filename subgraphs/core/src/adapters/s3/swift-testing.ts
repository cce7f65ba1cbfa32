import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const KINDS = ['account', 'container', 'object'] as const;
const START_LIMIT_MS = 60_000;
const PIPELINE =
  'catch_errors proxy-logging cache listing_formats bulk s3api tempauth slo dlo versioned_writes proxy-logging proxy-server';

export type TestSwift = {
  url: string;
  accessKey: string;
  secretKey: string;
  /** Accounts that may do nothing by themselves. */
  limitedKeys: readonly { accessKey: string; secretKey: string }[];
} & AsyncDisposable;

/** A real OpenStack Swift that speaks S3, on ports of its own with everything in a folder of its own. */
export async function startSwift(): Promise<TestSwift> {
  const home = await mkdtemp(join(tmpdir(), 'wecube-swift-'));
  const [proxy, memcached, ...storage] = await freePorts(2 + KINDS.length);
  const running: ChildProcess[] = [];
  const start = (command: string, parameters: string[]) => {
    running.push(spawn(command, parameters, { stdio: 'ignore', env: { ...process.env, PYTHONWARNINGS: 'ignore' } }));
  };
  await mkdir(join(home, 'devices/d1'), { recursive: true });
  await writeFile(join(home, 'swift.conf'), '[swift-hash]\nswift_hash_path_prefix = a\nswift_hash_path_suffix = b\n');
  for (const [index, kind] of KINDS.entries()) {
    makeRing(home, kind, storage[index] ?? 0);
    await writeFile(join(home, `${kind}.conf`), storageConf(home, kind, storage[index] ?? 0));
  }
  await writeFile(join(home, 'proxy.conf'), proxyConf(home, proxy ?? 0, memcached ?? 0));
  start('memcached', ['-u', 'root', '-l', '127.0.0.1', '-p', String(memcached), '-m', '16']);
  for (const kind of KINDS) start(`swift-${kind}-server`, [join(home, `${kind}.conf`)]);
  start('swift-proxy-server', [join(home, 'proxy.conf')]);
  for (const port of [memcached, ...storage, proxy]) await untilListening(port ?? 0);
  return {
    url: `http://127.0.0.1:${proxy}`,
    accessKey: 'test:tester',
    secretKey: 'testing',
    limitedKeys: ['first', 'second'].map((name) => ({ accessKey: `test:${name}`, secretKey: `of-${name}` })),
    async [Symbol.asyncDispose]() {
      await Promise.all(running.map(stop));
      await rm(home, { recursive: true, force: true });
    },
  };
}

function makeRing(home: string, kind: string, port: number): void {
  const builder = join(home, `${kind}.builder`);
  const run = (...parameters: string[]) =>
    execFileSync('/usr/bin/swift-ring-builder', [builder, ...parameters], { stdio: 'ignore' });
  run('create', '6', '1', '0');
  run('add', `r1z1-127.0.0.1:${port}/d1`, '1');
  run('rebalance');
}

const storageConf = (home: string, kind: string, port: number) => `[DEFAULT]
bind_ip = 127.0.0.1
bind_port = ${port}
workers = 0
user = root
swift_dir = ${home}
devices = ${home}/devices
mount_check = false
[pipeline:main]
pipeline = ${kind}-server
[app:${kind}-server]
use = egg:swift#${kind}
`;

const filter = (name: string, settings = '') =>
  `[filter:${name}]\nuse = egg:swift#${name.replaceAll('-', '_')}\n${settings}`;

const proxyConf = (home: string, port: number, memcached: number) => `[DEFAULT]
bind_ip = 127.0.0.1
bind_port = ${port}
workers = 0
user = root
swift_dir = ${home}
[pipeline:main]
pipeline = ${PIPELINE}
[app:proxy-server]
use = egg:swift#proxy
allow_account_management = true
account_autocreate = true
${filter('tempauth', 'user_test_tester = testing .admin\nuser_test_first = of-first\nuser_test_second = of-second\n')}
${filter('s3api', 's3_acl = false\nlocation = us-east-1\ncheck_bucket_owner = false\n')}
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:${memcached}
[filter:proxy-logging]
use = egg:swift#proxy_logging
${['catch_errors', 'listing_formats', 'bulk', 'slo', 'dlo', 'versioned_writes'].map((name) => filter(name)).join('\n')}
`;

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}

async function untilListening(port: number): Promise<void> {
  for (const end = Date.now() + START_LIMIT_MS; Date.now() < end; await pause(100)) {
    const socket = connect(port, '127.0.0.1');
    const ready = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (ready) return;
  }
  throw new Error(`Nothing listens on port ${port}.`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
