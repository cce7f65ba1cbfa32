import { type Problem, requireAction, type Session } from '@wecube/kit';
import { launchProblems } from '../domain/errors.ts';
import type { InstanceDependencies } from './dependencies.ts';
import { type JudgedDemand, readDemands } from './read-demands.ts';

export type GrantOutcome = { demands: JudgedDemand[]; problems: Problem[] };

/** Grants a package what it asks for, or takes it back; who did so is in the audit log. Running instances stay as they are. */
export function createChangeGrants(dependencies: InstanceDependencies) {
  const { packages, grants, database, audit, clock } = dependencies;
  const change = (granted: boolean) => async (packageId: string, keys: readonly string[], session: Session) => {
    requireAction(session, 'instance:grant');
    const pack = await packages.findPackage(packageId);
    if (!pack) return { demands: [], problems: [launchProblems.packageNotFound(packageId)] };
    const asked = await readDemands(dependencies, pack);
    // Only what is asked for: a grant for anything else would wait for a version that nobody has looked at.
    const unknown = granted ? keys.find((key) => !asked.some((demand) => demand.key === key)) : undefined;
    if (unknown !== undefined) return { demands: asked, problems: [launchProblems.demandUnknown(pack, unknown)] };
    await database.transaction(async (tx) => {
      for (const demand of new Set(keys)) {
        const grant = { packageName: pack.name, demand, grantedBy: session.name, grantedAt: new Date(clock.now()) };
        const changed = granted ? await grants.add(tx, grant) : await grants.remove(tx, pack.name, demand);
        if (!changed) continue;
        const detail = { [granted ? 'granted' : 'withdrawn']: demand, packageName: pack.name, version: pack.version };
        await audit.record(tx, { session, action: 'instance:grant', subject: pack.name, outcome: 'DONE', detail });
      }
    });
    return { demands: await readDemands(dependencies, pack), problems: [] };
  };
  return { grantDemands: change(true), withdrawGrants: change(false) };
}
