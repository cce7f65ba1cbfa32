import type { Clock } from '@wecube/kit';
import type { PluginIdentities } from '../../instances/index.ts';
import { SUB_SYSTEM_AUTHORITIES } from '../domain/package-rights.ts';
import type { ActivePackages, PluginTokens } from '../ports.ts';

export type PackageCall = {
  /** The plugin that calls, and the one that is called. */
  from: string;
  to: string;
  /** The user it calls for; null when it calls for itself. */
  userName: string | null;
  roles: readonly string[];
};

type Dependencies = { identities: PluginIdentities; packages: ActivePackages; tokens: PluginTokens; clock: Clock };
type Caller = Pick<Parameters<PluginTokens['mint']>[0], 'subject' | 'clientType' | 'authorities' | 'roles'>;

const LIFE_MS = 20 * 60_000;
const SYSTEM_NAME = /^SYS_/i;
const SYSTEM_AUTHORITIES = new Set<string>(SUB_SYSTEM_AUTHORITIES);

/**
 * A token by which one plugin knows another one that calls it. Every plugin may call every other, but only one that
 * declares the other as a dependency does so with the authority of a system, or with the roles of a user.
 */
export function createTokenForPackage({ identities, packages, tokens, clock }: Dependencies) {
  return async ({ from, to, userName, roles }: PackageCall): Promise<string | null> => {
    const active = await packages.activePackages();
    if (!active.some(({ name }) => name === to)) return null;
    const caller = active.find(({ name }) => name === from);
    const isTrusted = from === to || (caller?.manifest.dependencies.some(({ name }) => name === to) ?? false);
    const [{ identity }, target] = await Promise.all([identities.ensure(from), identities.ensure(to)]);
    const isUser = userName !== null && !SYSTEM_NAME.test(userName);
    const called = isUser ? asUser(userName, roles, isTrusted) : asSystem(identity.systemCode, isTrusted);
    return tokens.mint({ signingKey: target.identity.signingKey, now: clock.now(), lifeMs: LIFE_MS, ...called });
  };
}

const asSystem = (subject: string, isTrusted: boolean): Caller => ({
  ...{ subject, clientType: 'SUB_SYSTEM', authorities: isTrusted ? SUB_SYSTEM_AUTHORITIES : [] },
});

function asUser(subject: string, given: readonly string[], isTrusted: boolean): Caller {
  // The authority is one text, split at commas: a role with one in its name would count as two.
  const plain = given.filter((role) => !SYSTEM_AUTHORITIES.has(role) && !/[,[\]]/.test(role));
  const roles = isTrusted ? plain : [];
  return { subject, clientType: 'USER', authorities: roles, roles };
}
