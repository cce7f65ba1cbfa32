import type { Logger } from '@wecube/kit';
import { registrationsOf } from '../data/registrations.ts';
import { declaredRegistrations } from '../domain/declared-registrations.ts';
import { blockedActions } from '../domain/finding.ts';
import { callableActions, type RegistrationRecord } from '../domain/registration.ts';
import type { ServiceDependencies } from './dependencies.ts';
import { findFindings } from './find-findings.ts';
import { publishRegistration } from './publish-change.ts';

/**
 * Makes services callable whose registration is enabled and that something stood in the way of which is gone: the data
 * model of another package came, or a version offers them again. It never takes a service away.
 */
export function createSettler(deps: ServiceDependencies & { logger: Logger }) {
  const { client } = deps.database;
  const settle = async (): Promise<void> => {
    const waiting = await client.service.findMany({
      where: { enabled: false, switchedOff: false, retired: false },
      select: { registrationId: true, packageName: true },
    });
    const ids = new Set(waiting.map(({ registrationId }) => registrationId));
    for (const packageName of new Set(waiting.map((one) => one.packageName))) {
      const all = await registrationsOf(client, packageName);
      for (const one of all) if (ids.has(one.id) && one.status === 'ENABLED') await settleOne(deps, one);
    }
  };
  return async () => {
    try {
      await settle();
    } catch (error) {
      deps.logger.error({ err: error }, 'services that wait for something could not be looked at');
    }
  };
}

async function settleOne(deps: ServiceDependencies, registration: RegistrationRecord): Promise<void> {
  const pack = await deps.packages.activePackage(registration.packageName);
  if (!pack) return;
  const offer = declaredRegistrations(pack.manifest);
  const findings = await findFindings(deps, registration.packageName, registration, offer);
  const actions = registration.interfaces.map(({ action }) => action);
  const callable = callableActions(registration, blockedActions(findings, actions));
  const changed = await deps.database.transaction(async (tx) => {
    const { id, rowVersion } = registration;
    // Whoever changed it meanwhile looked at it too.
    const isSame = await tx.serviceRegistration.count({ where: { id, rowVersion, retired: false } });
    if (isSame === 0) return 0;
    const where = { registrationId: id, enabled: false, switchedOff: false, retired: false };
    const data = { enabled: true, updatedAt: new Date(deps.clock.now()), rowVersion: { increment: 1 } };
    return (await tx.service.updateMany({ where: { ...where, action: { in: [...callable] } }, data })).count;
  });
  if (changed > 0) publishRegistration(deps, registration);
}
