import { readFile } from 'node:fs/promises';

/** What tells a process from a later one with the same number: when it started, in which life of the machine. */
export type ProcessIdentity = { pid: number; startTicks: string; bootId: string };

/** The line that a launched process writes of itself is its own /proc/self/stat. */
export function parseStat(line: string): { pid: number; state: string; startTicks: string } | null {
  // The command's name stands in brackets and may hold anything, so fields count from the last bracket.
  const end = line.lastIndexOf(')');
  const pid = Number.parseInt(line, 10);
  const fields = line.slice(end + 2).split(' ');
  const [state, startTicks] = [fields[0], fields[19]];
  return end > 0 && pid > 0 && state && startTicks ? { pid, state, startTicks: startTicks.trim() } : null;
}

/** Whether exactly this process still runs; a zombie does not. */
export async function isRunning(identity: ProcessIdentity): Promise<boolean> {
  if (identity.bootId !== (await currentBootId())) return false;
  const stat = parseStat(await readFile(`/proc/${identity.pid}/stat`, 'utf8').catch(() => ''));
  return stat !== null && stat.startTicks === identity.startTicks && stat.state !== 'Z' && stat.state !== 'X';
}

/**
 * Whether a group that this process led may still exist. The number of a group is not given to another process while
 * a member lives, so a stranger under the same number means that the group is gone and must not be signalled.
 */
export async function mayHaveLeftGroup(identity: ProcessIdentity): Promise<boolean> {
  if (identity.bootId !== (await currentBootId())) return false;
  const stat = parseStat(await readFile(`/proc/${identity.pid}/stat`, 'utf8').catch(() => ''));
  return stat === null || stat.startTicks === identity.startTicks;
}

/** Changes with every start of the machine. */
export async function currentBootId(): Promise<string> {
  return (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
}
