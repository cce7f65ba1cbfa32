import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { until } from '../router/support/until.ts';
import { freePort } from '../support/platform.ts';

const built = join(import.meta.dirname, '..', '..', 'web', '.next', 'standalone', 'web');

/** The built portal as a process of its own. */
export class PortalProcess implements AsyncDisposable {
  port = 0;
  #child: ChildProcess | undefined;

  constructor(private readonly routerUrl: string) {}

  async start(): Promise<void> {
    this.port ||= await freePort();
    this.#child = spawn(process.execPath, [join(built, 'server.js')], {
      cwd: built,
      stdio: 'ignore',
      env: {
        PATH: process.env['PATH'] ?? '',
        NODE_ENV: 'production',
        HOSTNAME: '127.0.0.1',
        PORT: String(this.port),
        WECUBE_ROUTER_URL: this.routerUrl,
        NEXT_TELEMETRY_DISABLED: '1',
      },
    });
    await until('the portal answers', async () => (await fetch(`http://127.0.0.1:${this.port}/portal`)).status < 500);
  }

  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
  }
}
