import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const WAIT_MS = 8_000;

/** Takes a data folder for this process alone; waits a little for a predecessor that is just ending. */
export async function takeDataFolder(folder) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = join(folder, 'owner.json');
  const deadline = Date.now() + WAIT_MS;
  while (isHeldByOther(lock)) {
    if (Date.now() > deadline) {
      throw new Error(`another instance works in ${folder}; stop it first, two cannot share one store`);
    }
    await pause(100);
  }
  writeFileSync(lock, JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid) }));
  return () => rmSync(lock, { force: true });
}

function isHeldByOther(lock) {
  try {
    const owner = JSON.parse(readFileSync(lock, 'utf8'));
    return owner.pid !== process.pid && startOf(owner.pid) === owner.startedAt && owner.startedAt !== null;
  } catch {
    return false;
  }
}

/** When a process began, in the kernel's ticks, so that a reused process id is not taken for the old owner. */
function startOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}
