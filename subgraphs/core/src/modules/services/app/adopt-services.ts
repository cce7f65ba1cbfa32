import { serviceSession } from '@wecube/kit';
import type { PackageParticipant } from '../../packages/index.ts';
import type { ServiceDependencies } from './dependencies.ts';

/** Services that an older release stored get their registrations, as a new registration of their package would give them. */
export async function adoptServices(deps: ServiceDependencies, participant: PackageParticipant): Promise<void> {
  const rows = await deps.database.client.service.findMany({
    where: { registrationId: '', retired: false },
    select: { packageName: true },
  });
  for (const packageName of new Set(rows.map((one) => one.packageName))) {
    const pack = await deps.packages.activePackage(packageName);
    if (!pack) continue;
    const change = { kind: 'REGISTER', package: pack, previous: null } as const;
    await deps.database.transaction((tx) => participant.apply(change, tx, serviceSession('core')));
  }
}
