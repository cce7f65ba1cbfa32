import { readFileSync } from 'node:fs';

/** A process that is still the same one after its id was given to another: id and start time in clock ticks. */
export type ProcessIdentity = { pid: number; startedTicks: string };

export function identify(pid: number): ProcessIdentity | null {
  try {
    // The command's name may hold spaces and brackets; the fields after it do not.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z') return null;
    return { pid, startedTicks: fields[19] ?? '' };
  } catch {
    return null;
  }
}

export function isAlive(identity: ProcessIdentity): boolean {
  return identify(identity.pid)?.startedTicks === identity.startedTicks;
}

/** Asks a process to end, and after `patienceMs` ends it. Resolves true when it had to be forced. */
export async function endProcess(identity: ProcessIdentity, patienceMs: number): Promise<boolean> {
  if (!isAlive(identity)) return false;
  process.kill(identity.pid, 'SIGTERM');
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline; await pause(100)) {
    if (!isAlive(identity)) return false;
  }
  if (isAlive(identity)) process.kill(identity.pid, 'SIGKILL');
  return true;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
