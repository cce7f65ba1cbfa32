import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export type PlatformFigures =
  | { readonly secondsToReady: number; readonly idleRssMb: number; readonly processes: number }
  | { readonly skipped: string };

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SETTLE_MS = 15_000;

/** Seconds from `./wecube up` on a built tree to ready, and the memory of all its processes when idle, without samples. */
export async function measurePlatform(): Promise<PlatformFigures> {
  const command = join(ROOT, 'wecube');
  if (!existsSync(command)) return { skipped: 'there is no ./wecube' };
  const data = mkdtempSync(join(tmpdir(), 'wecube-bench-up-'));
  const port = await freePort();
  const wecube = (...words: string[]) =>
    promisify(execFile)(command, [...words, '--data', data], { cwd: ROOT, timeout: 600_000 });
  const up = () => wecube('up', '--empty', '--port', String(port));
  try {
    // The first start builds what is missing and fills the data folder.
    await up();
    await wecube('down');
    const from = performance.now();
    await up();
    const secondsToReady = Math.round((performance.now() - from) / 10) / 100;
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    const pids = platformPids(data);
    return {
      secondsToReady,
      idleRssMb: Math.round(pids.reduce((sum, pid) => sum + rssMb(pid), 0)),
      processes: pids.length,
    };
  } catch (error) {
    const words = String((error as { stderr?: string }).stderr || (error as Error).message).trim();
    return { skipped: `./wecube up failed: ${words.split('\n').at(-1)}` };
  } finally {
    await wecube('down').catch(() => undefined);
    rmSync(data, { recursive: true, force: true, maxRetries: 10 });
  }
}

type State = { readonly server: { readonly pid: number }; readonly portal?: { readonly pid: number } };

/** The platform's own processes and all below them. */
function platformPids(data: string): number[] {
  const state = JSON.parse(readFileSync(join(data, 'run', 'state.json'), 'utf8')) as State;
  const found = new Set([state.server.pid, ...(state.portal ? [state.portal.pid] : [])]);
  const parents = new Map(allPids().map((pid) => [pid, parentOf(pid)]));
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const [pid, parent] of parents) if (found.has(parent)) found.add(pid);
  }
  return [...found];
}

const allPids = (): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
const status = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return '';
  }
};
const parentOf = (pid: number): number => Number(/^PPid:\s+(\d+)/m.exec(status(pid))?.[1] ?? 0);
const rssMb = (pid: number): number => Number(/^VmRSS:\s+(\d+)/m.exec(status(pid))?.[1] ?? 0) / 1024;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
