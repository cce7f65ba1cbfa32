import { randomBytes } from 'node:crypto';
import { type Action, newId } from '@wecube/kit';
import type { AuthTransaction } from '@wecube/prisma';
import { findRoles, type Role } from '../../roles/index.ts';
import type { User } from '../../users/index.ts';
import { insertToken } from '../data/session-repository.ts';
import type { AccessClaims } from '../ports.ts';
import type { IssuedTokens, TokenParts } from './token-parts.ts';

/** Signs an access token with what the user's roles allow now, and stores the refresh token that follows it. */
export async function issueTokens(
  parts: TokenParts,
  tx: AuthTransaction,
  user: User,
  sessionId: string,
): Promise<IssuedTokens> {
  const { lives, clock, signer } = parts;
  const now = clock.now();
  const claims = claimsOf(user, await findRoles(tx, user.roleIds), sessionId);
  const refreshToken = `wcr_${randomBytes(32).toString('base64url')}`;
  const expiresAt = now + lives.refreshMs;
  await insertToken(tx, { id: newId('refresh'), sessionId, token: refreshToken, accessTokenId: claims.jti, expiresAt });
  return {
    accessToken: await signer.sign(claims, now, lives.accessMs),
    expiresInMs: lives.accessMs,
    refreshToken,
    refreshExpiresInMs: lives.refreshMs,
    mustChangePassword: user.mustChangePassword,
  };
}

function claimsOf(user: User, roles: readonly Role[], sid: string): AccessClaims {
  return {
    sub: user.id,
    name: user.username,
    roles: roles.map(({ name }) => name).sort(),
    actions: [...actionsOf(roles)],
    ...(user.mustChangePassword && { pwd: true as const }),
    jti: newId('token'),
    sid,
  };
}

// Whoever is signed in may use the own session, whatever the roles say.
const actionsOf = (roles: readonly Role[]): Set<Action> =>
  new Set<Action>(['session:self', ...roles.flatMap(({ actions }) => actions)]);
