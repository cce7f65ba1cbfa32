import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { endProcess, identify, type ProcessIdentity } from './process-identity.ts';

const GRACE_MS = 5_000;
/** The file in which a plugin process writes who it is: the machine's boot id and its own line of /proc. */
const IDENTITY_FILE = 'process';
const DEPTH = 5;

/** Ends plugin processes that a killed platform left behind; gives how many there were. */
export async function endLeftoverInstances(data: string): Promise<number> {
  const found = findLeftoverInstances(data);
  await Promise.all(found.map(endWithGroup));
  return found.length;
}

/** Plugin processes of this data folder that are alive, whoever started them. */
export function findLeftoverInstances(data: string): ProcessIdentity[] {
  const bootId = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return identityFiles(join(data, 'core'), DEPTH).flatMap((file) => leftover(file, bootId));
}

// Each plugin leads a process group of its own; what it started goes with it.
async function endWithGroup(leader: ProcessIdentity): Promise<void> {
  await endProcess(leader, GRACE_MS);
  try {
    process.kill(-leader.pid, 'SIGKILL');
  } catch {
    // nobody was left
  }
}

function identityFiles(folder: string, depth: number): string[] {
  if (depth === 0) return [];
  return entriesOf(folder).flatMap((entry) => {
    if (entry.isDirectory()) return identityFiles(join(folder, entry.name), depth - 1);
    return entry.name === IDENTITY_FILE ? [join(folder, entry.name)] : [];
  });
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function leftover(file: string, bootId: string): ProcessIdentity[] {
  const [writtenBoot, stat = ''] = readFileSync(file, 'utf8').split('\n');
  const pid = Number.parseInt(stat, 10);
  const startedTicks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  const now = pid > 0 ? identify(pid) : null;
  return writtenBoot === bootId && now && now.startedTicks === startedTicks ? [now] : [];
}
