import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { LOAD_CORE } from './processes.ts';

export type Operation = { query: string; variables?: Record<string, unknown> };

/** What one load of some seconds gave; times in milliseconds. */
export type Figures = {
  requestsPerSecond: number;
  p50: number;
  p90: number;
  p99: number;
  failed: number;
  timeouts: number;
};

export type Load = { connections: number; seconds: number; token?: string };

/** Repeats one operation as fast as it is answered. */
export async function load(url: string, operation: Operation, options: Load): Promise<Figures> {
  const script = join(import.meta.dirname, 'post.lua');
  const { connections, seconds, token } = options;
  const args = ['-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '10s', '-s', script, url];
  const environment = { ...process.env, WRK_BODY: JSON.stringify(operation), ...(token && { WRK_TOKEN: token }) };
  const run = promisify(execFile);
  const { stdout } = await run('taskset', ['-c', String(LOAD_CORE), 'wrk', ...args], { env: environment });
  const raw = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Record<string, number>;
  const { requests = 0, seconds: took = 1, p50 = 0, p90 = 0, p99 = 0, failed = 0, timeouts = 0 } = raw;
  return { requestsPerSecond: Math.round((requests / took) * 10) / 10, p50, p90, p99, failed, timeouts };
}
