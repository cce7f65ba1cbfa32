import type { AllocationSource } from '../../resources/index.ts';
import { toInstance } from '../data/instance-rows.ts';

/** The containers and processes on a host, as the module `resources` asks for them. */
export const instanceAllocations: AllocationSource = async (from, hostId) => {
  const rows = await from.instance.findMany({ where: { hostId, status: { not: 'REMOVED' } }, orderBy: { id: 'asc' } });
  return rows.map((row) => {
    const { id, name, packageName, launchedAt, needs } = toInstance(row, []);
    const { memoryMiB, cpus } = needs;
    return { kind: 'CONTAINER', id, name, packageName, since: launchedAt, memoryMiB, cpus };
  });
};
