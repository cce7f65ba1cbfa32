import type { Session } from '@wecube/kit';
import { updateRoles } from '../data/definitions.ts';
import { mayManage } from '../domain/access.ts';
import type { DefinitionRecord } from '../domain/definition.ts';
import { definitionChanged, lockedOut } from '../domain/errors.ts';
import { type SettingsInput, settle } from '../domain/settings.ts';
import { type ChangeDeps, changeDefinition, type DefinitionOutcome } from './change-definition.ts';
import type { DefinitionActionInput } from './change-status.ts';
import { findManaged } from './find-managed.ts';

/** What became of each of several definitions. */
export type ManyOutcome = { id: string; outcome: DefinitionOutcome }[];

/** At most so many at once; a page of the portal shows fewer. */
export const MOST_AT_ONCE = 200;

/** Does the same to several definitions one after the other, each for itself: what is refused of one keeps no other. */
export async function changeMany(
  ids: readonly string[],
  change: (input: DefinitionActionInput) => Promise<DefinitionOutcome>,
): Promise<ManyOutcome> {
  const outcomes: ManyOutcome = [];
  for (const id of new Set(ids)) outcomes.push({ id, outcome: await change({ id }) });
  return outcomes;
}

export type SetRolesInput = { id: string; rowVersion?: number | null } & Pick<
  SettingsInput,
  'mgmtRoles' | 'useRoles' | 'authorisedPlugins'
>;

/** Gives a version other roles, whatever its status: who may run it is no part of what it does. */
export function createRoleSetter(deps: ChangeDeps) {
  return (input: SetRolesInput, session: Session): Promise<DefinitionOutcome> =>
    changeDefinition(deps, session, {
      action: 'definition:edit',
      subject: input.id,
      event: 'DEFINITION_ROLES_CHANGED',
      work: async (tx) => {
        const { found: now, refused } = await findManaged(tx, input.id, session);
        if (!now) return refused;
        const { mgmtRoles, useRoles, authorisedPlugins } = settle(now, input);
        const changed: DefinitionRecord = { ...now, mgmtRoles, useRoles, authorisedPlugins };
        if (!mayManage(session, changed)) return { definition: now, problems: [lockedOut(now)] };
        const isSeen = now.rowVersion === (input.rowVersion ?? now.rowVersion);
        const at = new Date(deps.clock.now());
        const isDone = isSeen && (await updateRoles(tx, now, changed, { by: session.name, at }));
        if (!isDone) return { definition: now, problems: [definitionChanged(now)] };
        const written = { updatedBy: session.name, updatedAt: at, rowVersion: now.rowVersion + 1 };
        return { definition: { ...changed, ...written }, problems: [] };
      },
    });
}
