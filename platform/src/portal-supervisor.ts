import { type ChildProcess, spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@wecube/kit';
import { identify, type ProcessIdentity } from './process-identity.ts';

export type PortalOptions = {
  root: string;
  logFolder: string;
  port: number;
  routerUrl: string;
  logger: Logger;
  started: (identity: ProcessIdentity) => void;
};

const LONGEST_PAUSE_MS = 10_000;
const STABLE_MS = 30_000;

/** Runs the portal as a process of its own and starts it again when it dies, with growing pauses. */
export function supervisePortal(options: PortalOptions): AsyncDisposable {
  let child: ChildProcess | undefined;
  let stopped = false;
  const loop = async () => {
    for (let failures = 0; !stopped; ) {
      const since = Date.now();
      child = startPortal(options);
      const identity = child.pid ? identify(child.pid) : null;
      if (identity) options.started(identity);
      const code = await new Promise((resolve) => child?.once('exit', resolve));
      if (stopped) return;
      failures = Date.now() - since > STABLE_MS ? 0 : failures + 1;
      options.logger.warn({ code }, 'the portal ended and is started again');
      await sleep(Math.min(LONGEST_PAUSE_MS, 250 * 2 ** failures));
    }
  };
  const done = loop();
  return {
    async [Symbol.asyncDispose]() {
      stopped = true;
      child?.kill('SIGTERM');
      const force = setTimeout(() => child?.kill('SIGKILL'), 3_000);
      if (child?.exitCode === null) await done;
      clearTimeout(force);
    },
  };
}

function startPortal(options: PortalOptions): ChildProcess {
  const log = openSync(join(options.logFolder, 'portal.log'), 'a');
  // `next build` with standalone output leaves a server with only what it needs beside it.
  const server = join(options.root, 'web', '.next', 'standalone', 'web', 'server.js');
  return spawn(process.execPath, ['--max-old-space-size=256', '--max-semi-space-size=4', server], {
    cwd: join(options.root, 'web', '.next', 'standalone', 'web'),
    stdio: ['ignore', log, log],
    env: {
      PATH: process.env['PATH'] ?? '',
      NODE_ENV: 'production',
      HOSTNAME: '127.0.0.1',
      PORT: String(options.port),
      WECUBE_ROUTER_URL: options.routerUrl,
      NEXT_TELEMETRY_DISABLED: '1',
    },
  });
}
