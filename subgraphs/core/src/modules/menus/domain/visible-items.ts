import { can, type Session } from '@wecube/kit';
import type { MenuItem } from './menu-item.ts';

/** A role that sees an entry, and the package whose manifest says so. */
export type RoleMenu = { roleName: string; menuCode: string; packageName: string };

/**
 * What a person sees: an entry that its own package gives to roles is for these, for roles that other packages give it
 * to, and for who may register packages; any other entry is for everybody.
 */
export function visibleItems(items: readonly MenuItem[], grants: readonly RoleMenu[], session: Session): MenuItem[] {
  const own = session.roles;
  if (can(session, 'package:register')) return [...items];
  return items.filter(({ code, packageName }) => {
    const given = grants.filter(({ menuCode }) => menuCode === code);
    const isForRoles = given.some((grant) => grant.packageName === packageName);
    return !isForRoles || given.some(({ roleName }) => own.includes(roleName));
  });
}
