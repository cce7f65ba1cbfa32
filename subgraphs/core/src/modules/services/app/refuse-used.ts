import { type Problem, toProblem } from '@wecube/kit';
import type { CoreTransaction } from '@wecube/prisma';
import { sayService } from '../domain/texts.ts';
import type { ServiceUses } from '../ports.ts';
import { Refusal } from './dependencies.ts';

/** The names of a package's services that can be called now, of these registrations or of all. */
export async function callableServices(
  tx: CoreTransaction,
  packageName: string,
  registrationIds?: readonly string[],
): Promise<Set<string>> {
  const where = registrationIds ? { registrationId: { in: [...registrationIds] } } : {};
  const rows = await tx.service.findMany({
    where: { packageName, enabled: true, retired: false, ...where },
    select: { name: true },
  });
  return new Set(rows.map(({ name }) => name));
}

/** Undoes the transaction when a service could be called before it, cannot after it, and a deployed orchestration calls it. */
export async function refuseUsed(
  { uses }: { uses: ServiceUses },
  tx: CoreTransaction,
  packageName: string,
  before: ReadonlySet<string>,
): Promise<void> {
  const after = await callableServices(tx, packageName);
  const lost = [...before].filter((name) => !after.has(name));
  if (lost.length === 0) return;
  const problem = stillUsed(lost, await uses.deployed(tx, packageName));
  if (problem) throw new Refusal(problem);
}

function stillUsed(lost: readonly string[], uses: Awaited<ReturnType<ServiceUses['deployed']>>): Problem | null {
  const callers = uses.filter(({ services }) => services.some((name) => lost.includes(name)));
  if (callers.length === 0) return null;
  const services = lost.filter((name) => callers.some((caller) => caller.services.includes(name)));
  const orchestrations = callers.map(({ name, version }) =>
    sayService('SERVICE_STILL_USED.orchestration', { name, version }),
  );
  return toProblem(sayService('SERVICE_STILL_USED', { services, orchestrations }));
}
