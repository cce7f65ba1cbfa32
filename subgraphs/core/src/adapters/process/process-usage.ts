import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { Usage } from '../../modules/instances/ports.ts';
import { isRunning, type ProcessIdentity } from './process-identity.ts';

const SAMPLE_EVERY_MS = 1_000;
/** The kernel counts processor time for programs in hundredths of a second on every machine that Node runs on. */
const TICKS_PER_SECOND = 100;
const KIBIBYTE = 1024;

/** What a process and all of its group use, read from /proc once a second until the process is gone. */
export async function* readProcessUsage(identity: ProcessIdentity, signal: AbortSignal): AsyncGenerator<Usage> {
  let before = await measure(identity.pid);
  while (!signal.aborted) {
    await pause(SAMPLE_EVERY_MS, undefined, { signal }).catch(() => {});
    if (signal.aborted || !(await isRunning(identity))) return;
    const now = await measure(identity.pid);
    const seconds = (now.at - before.at) / 1000;
    // Processor time of a child that ended is in none of the figures any more.
    const used = Math.max(0, now.ticks - before.ticks) / TICKS_PER_SECOND;
    before = now;
    yield {
      at: new Date(),
      cpuPercent: seconds > 0 ? (used / seconds) * 100 : 0,
      memoryBytes: now.memoryBytes,
      memoryLimitBytes: null,
    };
  }
}

async function measure(group: number): Promise<{ at: number; ticks: number; memoryBytes: number }> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(pids.map((pid) => read(pid, group)));
  const sum = { at: performance.now(), ticks: 0, memoryBytes: 0 };
  for (const one of found) {
    sum.ticks += one?.ticks ?? 0;
    sum.memoryBytes += one?.memoryBytes ?? 0;
  }
  return sum;
}

/** `null` for a process of another group, and for one that ended meanwhile. */
async function read(pid: string, group: number): Promise<{ ticks: number; memoryBytes: number } | null> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  if (Number(fields[2]) !== group) return null;
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kibibytes = Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0);
  return { ticks: Number(fields[11]) + Number(fields[12]), memoryBytes: kibibytes * KIBIBYTE };
}
