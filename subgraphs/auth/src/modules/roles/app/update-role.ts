import type { Problem, Session } from '@wecube/kit';
import { findRole, saveRole } from '../data/role-repository.ts';
import { refuseForeignActions } from '../domain/grant.ts';
import type { Role } from '../domain/role.ts';
import { roleBuiltIn, roleNotFound } from '../domain/role-problems.ts';
import { checkActions, checkLabels } from './check-role-input.ts';
import { type RoleParts, type RoleResult, refused } from './role-parts.ts';

export type UpdateRole = {
  id: string;
  labelEn?: string | null;
  labelZh?: string | null;
  actions?: readonly string[] | null;
};

/** Changes the labels or the actions of a role; who may not do what the role allows, before or after, may not change it. */
export function updateRole(parts: RoleParts, session: Session, input: UpdateRole): Promise<RoleResult> {
  return parts.database.transaction(async (tx) => {
    const role = await findRole(tx, input.id);
    if (!role) return refused(roleNotFound(input.id));
    const { actions, problems } = checkActions(input.actions ?? role.actions);
    problems.push(...checkUpdate(session, role, [...role.actions, ...actions]), ...checkLabels(labelsOf(input)));
    if (problems.length > 0) return refused(...problems);
    const label = { en: input.labelEn?.trim() ?? role.label.en, zh: input.labelZh?.trim() ?? role.label.zh };
    const saved = await saveRole(tx, { ...role, label, actions });
    parts.logger.info({ by: session.name, role: role.name, actions }, 'a role was changed');
    return { role: saved, problems: [] };
  });
}

function checkUpdate(session: Session, role: Role, actions: Role['actions']): Problem[] {
  if (role.builtIn) return [roleBuiltIn(role.name)];
  const foreign = refuseForeignActions(session, actions, ['actions']);
  return foreign ? [foreign] : [];
}

const labelsOf = ({ labelEn, labelZh }: UpdateRole) => ({ labelEn, labelZh });
