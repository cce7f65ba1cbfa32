import type { InstanceRepository } from '../data/instance-repository.ts';
import type { InstanceRecord } from '../domain/instance.ts';
import { NEEDING_FILES } from '../domain/status.ts';

/** Whether other instances of the package live on what its launch made once for all of them. */
export async function isUsedByOthers(
  repository: Pick<InstanceRepository, 'list'>,
  { id, packageName }: InstanceRecord,
): Promise<boolean> {
  const others = await repository.list({ packageName, id: { not: id }, status: { in: NEEDING_FILES } });
  return others.length > 0;
}
