import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type ProcessIdentity, parseStat } from './process-identity.ts';

/** The folder of one instance: its log and who its process is. */
export type InstanceFolder = {
  path: string;
  logFile: string;
  /** Written by the process itself before it becomes the plugin: `<boot id>\n<its /proc/self/stat>`. */
  identityFile: string;
};

export function instanceFolder(root: string, instanceId: string): InstanceFolder {
  const path = join(root, instanceId);
  return { path, logFile: join(path, 'output.log'), identityFile: join(path, 'process') };
}

/** Makes the folder empty, readable for the platform's user only. */
export async function makeFolder(folder: InstanceFolder): Promise<void> {
  await rm(folder.path, { recursive: true, force: true });
  await mkdir(folder.path, { recursive: true, mode: 0o700 });
}

/** Who was started last, `null` when nobody ever was. */
export async function readIdentity(folder: InstanceFolder): Promise<ProcessIdentity | null> {
  const text = await readFile(folder.identityFile, 'utf8').catch(() => '');
  const [bootId, line] = text.split('\n');
  const stat = parseStat(line ?? '');
  return bootId && stat ? { pid: stat.pid, startTicks: stat.startTicks, bootId } : null;
}
