import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { identify, isAlive, type ProcessIdentity } from './process-identity.ts';
import { UsageError } from './settings.ts';

/** Runs `work` unless another command is starting a platform with the same data folder; then throws a UsageError. */
export async function withStartLock(data: string, work: () => Promise<void>): Promise<void> {
  const file = join(resolve(data), 'run', 'starting.json');
  take(file);
  try {
    await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function take(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  if (isHeld(file)) throw startedElsewhere();
  rmSync(file, { force: true });
  try {
    writeFileSync(file, JSON.stringify(identify(process.pid)), { flag: 'wx', mode: 0o600 });
  } catch {
    throw startedElsewhere();
  }
}

// Who was killed while starting holds nothing.
function isHeld(file: string): boolean {
  try {
    return isAlive(JSON.parse(readFileSync(file, 'utf8')) as ProcessIdentity);
  } catch {
    return false;
  }
}

const startedElsewhere = () =>
  new UsageError('Another ./wecube up is starting a platform with this data folder. Wait for it.');
