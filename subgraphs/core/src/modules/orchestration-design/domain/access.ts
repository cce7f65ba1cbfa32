import { can, type Session } from '@wecube/kit';
import type { DefinitionSettings } from './definition.ts';

/** Who may do what with a definition; everything that reads, changes or runs one asks here. */
export type Restricted = Pick<DefinitionSettings, 'mgmtRoles' | 'useRoles' | 'authorisedPlugins'>;

/** Whoever gives roles their rights could take any of these too, so nothing is kept from them. */
export const isUnrestricted = (session: Session): boolean => can(session, 'role:manage');

/** Whether the person may change the definition; without managing roles everybody may who edits orchestrations. */
export function mayManage(session: Session, { mgmtRoles }: Restricted): boolean {
  return isUnrestricted(session) || mgmtRoles.length === 0 || holdsOne(session, mgmtRoles);
}

/** Whether the person's roles, or the package of a plugin, may run the definition; without any named everybody may. */
export function mayUse(session: Session, { mgmtRoles, useRoles, authorisedPlugins }: Restricted): boolean {
  const roles = [...mgmtRoles, ...useRoles];
  if (isUnrestricted(session)) return true;
  if (session.kind === 'sub-system') {
    const isOpen = roles.length === 0 && authorisedPlugins.length === 0;
    return isOpen || authorisedPlugins.includes(session.packageName ?? session.subject);
  }
  return roles.length === 0 || holdsOne(session, roles);
}

/** Whether the definition is there for the person at all. */
export const maySee = (session: Session, definition: Restricted): boolean =>
  mayUse(session, definition) || (can(session, 'definition:edit') && mayManage(session, definition));

const holdsOne = (session: Session, roles: readonly string[]) => roles.some((role) => session.roles.includes(role));
