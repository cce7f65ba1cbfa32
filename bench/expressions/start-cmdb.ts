import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export type Cmdb = { url: string; stop(): Promise<void> };

/** The sample CMDB's engine as a process of its own with an estate of the size asked for, in a folder that goes with it. */
export async function startCmdb(objects: number): Promise<Cmdb> {
  const folder = mkdtempSync(join(tmpdir(), 'wecube-bench-cmdb-'));
  const profile = process.env['BENCH_PROFILE'];
  const flags = profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [];
  const child = spawn(process.execPath, [...flags, '--preserve-symlinks', '--preserve-symlinks-main', 'server.mjs'], {
    cwd: join(import.meta.dirname, 'cmdb'),
    env: { PATH: process.env['PATH'], PORT: '0', DATA_DIR: folder, CMDB_OBJECTS: String(objects) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    rmSync(folder, { recursive: true, force: true });
  };
  for await (const line of createInterface({ input: child.stdout })) {
    const port = /listens on 127\.0\.0\.1:(\d+)/.exec(line)?.[1];
    if (port) return { url: `http://127.0.0.1:${port}`, stop };
  }
  await stop();
  throw new Error('the CMDB ended before it listened');
}
