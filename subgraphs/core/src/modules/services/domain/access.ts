import { can, type Session } from '@wecube/kit';
import type { RoleBind } from './registration.ts';

/** Whoever gives roles their rights could take any of these too, so nothing is kept from them. */
const isAdministrator = (session: Session) => can(session, 'role:manage');

/** Whether the person's roles may change the registration; without MGMT roles everybody may who manages services. */
export function mayManage(session: Session, roles: readonly RoleBind[]): boolean {
  const managing = roles.filter(({ permission }) => permission === 'MGMT');
  return isAdministrator(session) || managing.length === 0 || holdsOne(session, managing);
}

/** Whether the person's roles may see the registration and use its services; without roles everybody may. */
export function mayUse(session: Session, roles: readonly RoleBind[]): boolean {
  return isAdministrator(session) || roles.length === 0 || holdsOne(session, roles);
}

const holdsOne = (session: Session, binds: readonly RoleBind[]) =>
  binds.some(({ role }) => session.roles.includes(role));
