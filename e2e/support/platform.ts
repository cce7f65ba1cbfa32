import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '..', '..');

export type PlatformOptions = { arguments?: readonly string[]; environment?: Record<string, string> };

/** A platform that a scenario starts by the command a person would use, with data and port of its own. */
export class Platform implements AsyncDisposable {
  readonly data = mkdtempSync(join(tmpdir(), 'wecube-e2e-'));
  port = 0;
  password = '';
  /** Of pages of plugins. */
  pluginPort = 0;

  constructor(private readonly options: PlatformOptions = {}) {}

  get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Runs `./wecube up`; gives its output and the seconds it took. */
  async up(): Promise<{ output: string; seconds: number }> {
    this.port ||= await freePort();
    const started = Date.now();
    const { stdout, stderr } = await this.wecube(
      'up',
      '--port',
      String(this.port),
      '--data',
      this.data,
      ...(this.options.arguments ?? []),
    );
    this.password = /password\s+(\S+)/.exec(stdout)?.[1] ?? this.password;
    this.pluginPort = Number(/pages of plugins are served on port (\d+)/.exec(stdout)?.[1] ?? this.pluginPort);
    return { output: stdout + stderr, seconds: (Date.now() - started) / 1000 };
  }

  async down(): Promise<string> {
    const { stdout } = await this.wecube('down', '--data', this.data);
    return stdout;
  }

  /** Kills the server, the portal and every plugin instance at once, as a power cut would. */
  killAll(): void {
    const state = JSON.parse(readFileSync(join(this.data, 'run', 'state.json'), 'utf8')) as {
      server: { pid: number };
      portal?: { pid: number };
    };
    const plugins = spawnSync('pgrep', ['-f', this.data], { encoding: 'utf8' }).stdout.split('\n').map(Number);
    for (const pid of new Set([state.server.pid, state.portal?.pid, ...plugins, ...childrenOf(state.server.pid)])) {
      if (pid && pid !== process.pid) kill(pid);
    }
  }

  wecube(...args: string[]): Promise<{ stdout: string; stderr: string }> {
    return promisify(execFile)(join(root, 'wecube'), args, {
      cwd: root,
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, ...this.options.environment },
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.down().catch(() => this.killAll());
    rmSync(this.data, { recursive: true, force: true });
  }
}

function childrenOf(pid: number): number[] {
  const own = spawnSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' })
    .stdout.split('\n')
    .map(Number)
    .filter(Boolean);
  return own.flatMap((child) => [child, ...childrenOf(child)]);
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it was gone already
  }
}

/** A port of the loopback interface that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
