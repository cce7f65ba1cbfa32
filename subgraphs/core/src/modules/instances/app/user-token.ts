import type { PackageCatalogue, PluginUser, TokenMint } from '../ports.ts';
import type { InstanceDependencies } from './dependencies.ts';
import { ensureIdentity } from './ensure-identity.ts';

const LIFE_MS = 20 * 60_000;
/** Plugins give whoever bears such a name the rights of the platform or of another system. */
const SYSTEM_NAME = /^SYS_/i;
const SYSTEM_AUTHORITIES = new Set(['SUB_SYSTEM', 'ADMIN_SYSTEM_PARAMS']);

type Dependencies = Pick<InstanceDependencies, 'identities' | 'clock'> & {
  packages: Pick<PackageCatalogue, 'activePackages'>;
  mint: TokenMint;
};

/** Tokens by which one plugin, and no other, knows a user. Null for an unknown package and for names of systems. */
export function createUserToken({ packages, mint, ...dependencies }: Dependencies) {
  return async (packageName: string, user: PluginUser): Promise<string | null> => {
    const active = await packages.activePackages();
    if (SYSTEM_NAME.test(user.name) || !active.some(({ name }) => name === packageName)) return null;
    const { signingKey } = (await ensureIdentity(dependencies, packageName)).identity;
    // The authority is one text, split at commas: a role with one in its name would count as two.
    const roles = user.roles.filter((role) => !SYSTEM_AUTHORITIES.has(role) && !/[,[\]]/.test(role));
    return mint({ signingKey, now: dependencies.clock.now(), lifeMs: LIFE_MS, user: { name: user.name, roles } });
  };
}
export type UserToken = ReturnType<typeof createUserToken>;
