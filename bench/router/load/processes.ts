import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** The gateway has a core for itself; load and subgraphs share the other. */
export const GATEWAY_CORE = 1;
export const LOAD_CORE = 0;

const started = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of started) child.kill('SIGKILL');
});

export type Launch = {
  core: number;
  command: string;
  args: readonly string[];
  environment?: Record<string, string>;
  folder?: string;
  /** Where its errors are written; by default nobody reads them. */
  stderr?: 'inherit' | 'ignore';
};

/** A process on a core of its own that ends with the benchmark. */
export function launch({ core, command, args, environment, folder, stderr = 'ignore' }: Launch): ChildProcess {
  const child = spawn('taskset', ['-c', String(core), command, ...args], {
    stdio: ['ignore', 'pipe', stderr],
    env: { ...process.env, ...environment },
    ...(folder && { cwd: folder }),
  });
  started.add(child);
  return child;
}

export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

/** The first line that a process prints. */
export async function firstLine(child: ChildProcess): Promise<string> {
  let text = '';
  for await (const chunk of child.stdout ?? []) {
    text += chunk;
    if (text.includes('\n')) break;
  }
  child.stdout?.resume();
  return text.split('\n')[0] ?? '';
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

/** Waits until `ready` holds; fails after a minute. */
export async function until(what: string, ready: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 60_000; !(await ready().catch(() => false)); await sleep(100)) {
    if (Date.now() > deadline) throw new Error(`${what} did not come up`);
  }
}

/** Debian's packages that the benchmark cannot do without, installed when this is root. */
export function requireCommands(commands: Readonly<Record<string, string>>): void {
  const missing = Object.entries(commands).filter(([path]) => !existsSync(path));
  if (missing.length === 0) return;
  const packages = missing.map(([, name]) => name);
  const install = ['install', '-y', '-qq', '--no-install-recommends', ...packages];
  if (process.getuid?.() !== 0) throw new Error(`Run as root, then repeat: apt-get install -y ${packages.join(' ')}`);
  for (const args of [['update', '-qq'], install]) {
    const { status, stderr } = spawnSync('apt-get', args, { encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] });
    if (status !== 0) throw new Error(`apt-get ${args[0]} failed: ${stderr}`);
  }
}
