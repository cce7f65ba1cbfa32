import type { Clock } from '@wecube/kit';
import type { PluginIdentity } from '../../instances/index.ts';
import { SUB_SYSTEM_AUTHORITIES } from '../domain/package-rights.ts';
import type { PluginTokens } from '../ports.ts';

const ACCESS_MS = 20 * 60_000;
const REFRESH_MS = 12 * 60 * 60_000;

export type IssuedToken = { token: string; tokenType: 'accessToken' | 'refreshToken'; expiresAt: number };

/** The pair a sub-system gets for its sign-in, signed with its own package's key. */
export function issueTokens(
  { tokens, clock }: { tokens: PluginTokens; clock: Clock },
  { systemCode, signingKey }: PluginIdentity,
): IssuedToken[] {
  const now = clock.now();
  const issue = (tokenType: IssuedToken['tokenType'], lifeMs: number): IssuedToken => {
    const content = { signingKey, subject: systemCode, now, lifeMs, type: tokenType, clientType: '' as const };
    const token = tokens.mint({ ...content, authorities: SUB_SYSTEM_AUTHORITIES });
    return { token, tokenType, expiresAt: now + lifeMs };
  };
  return [issue('accessToken', ACCESS_MS), issue('refreshToken', REFRESH_MS)];
}
