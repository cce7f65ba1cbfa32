import { can, type Session } from '@wecube/kit';
import type { MenuItem } from './menu-item.ts';

/** A role that sees an entry, and the package whose manifest says so. */
export type RoleMenu = { roleName: string; menuCode: string; packageName: string };

/**
 * What a person sees: an entry that manifests give to roles is for these roles and for who may register packages;
 * an entry that no manifest gives to a role is for everybody.
 */
export function visibleItems(items: readonly MenuItem[], grants: readonly RoleMenu[], session: Session): MenuItem[] {
  const own = session.roles;
  if (can(session, 'package:register')) return [...items];
  return items.filter(({ code, packageName }) => {
    const roles = grants.filter(({ menuCode }) => menuCode === code).map(({ roleName }) => roleName);
    return packageName === null || roles.length === 0 || roles.some((role) => own.includes(role));
  });
}
