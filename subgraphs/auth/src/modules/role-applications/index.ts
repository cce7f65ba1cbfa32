import { RoleApplicationResolver } from './api/application-resolver.ts';
import type { ApplicationParts } from './app/application-parts.ts';

/** Applications for roles: users ask, who may give the role answers. */
export function createRoleApplicationsModule(parts: ApplicationParts) {
  return { resolvers: [[RoleApplicationResolver, new RoleApplicationResolver(parts)]] as const };
}
