import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import type { Ownership } from '../../modules/instances/index.ts';
import { currentBootId, isRunning, parseStat } from './process-identity.ts';

/**
 * Names this process so that another on the same machine can tell that it is gone, without waiting for its lease.
 * Owners on other machines are never known to be gone.
 */
export async function createProcessOwnership(): Promise<Ownership> {
  const stat = parseStat(await readFile('/proc/self/stat', 'utf8'));
  const self = [hostname(), await currentBootId(), process.pid, stat?.startTicks ?? '', randomUUID().slice(0, 8)].join(
    '/',
  );
  return {
    self,
    async isGone(owner) {
      const [host, bootId = '', pid, startTicks = ''] = owner.split('/');
      if (host !== hostname()) return false;
      return !(await isRunning({ pid: Number(pid), startTicks, bootId }));
    },
  };
}
