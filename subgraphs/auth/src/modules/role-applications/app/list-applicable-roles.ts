import type { Session } from '@wecube/kit';
import { findOtherRoles, type Role } from '../../roles/index.ts';
import { pendingRoleIds } from '../data/application-repository.ts';
import type { ApplicationParts } from './application-parts.ts';
import { applicantOf } from './apply-for-roles.ts';

/** The roles that the session's user neither holds nor has asked for. */
export async function listApplicableRoles(parts: ApplicationParts, session: Session): Promise<Role[]> {
  const { client } = parts.database;
  const applicant = await applicantOf(parts, session);
  if (!applicant) return [];
  return findOtherRoles(client, [...applicant.roleIds, ...(await pendingRoleIds(client, applicant.id))]);
}
