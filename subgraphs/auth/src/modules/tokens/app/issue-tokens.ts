import { randomBytes } from 'node:crypto';
import { type Action, newId } from '@wecube/kit';
import type { AuthTransaction } from '@wecube/prisma';
import { findRoles, type Role } from '../../roles/index.ts';
import type { User } from '../../users/index.ts';
import { insertToken } from '../data/session-repository.ts';
import type { AccessClaims } from '../ports.ts';
import type { IssuedTokens, TokenParts } from './token-parts.ts';

type Prepared = { claims: AccessClaims; refreshToken: string; mustChangePassword: boolean };

/** Stores the next refresh token of a session, and says what the access token beside it will claim. */
export async function prepareTokens(
  { lives, clock }: TokenParts,
  tx: AuthTransaction,
  user: User,
  sessionId: string,
): Promise<Prepared> {
  const claims = claimsOf(user, await findRoles(tx, user.roleIds), sessionId);
  const refreshToken = `wcr_${randomBytes(32).toString('base64url')}`;
  const expiresAt = clock.now() + lives.refreshMs;
  await insertToken(tx, { id: newId('refresh'), sessionId, token: refreshToken, accessTokenId: claims.jti, expiresAt });
  return { claims, refreshToken, mustChangePassword: user.mustChangePassword };
}

/** Signs what was prepared. After the transaction: the signer may have to write a key of its own. */
export async function signTokens({ lives, clock, signer }: TokenParts, prepared: Prepared): Promise<IssuedTokens> {
  const { claims, refreshToken, mustChangePassword } = prepared;
  const accessToken = await signer.sign(claims, clock.now(), lives.accessMs);
  return {
    ...{ accessToken, refreshToken, mustChangePassword },
    expiresInMs: lives.accessMs,
    refreshExpiresInMs: lives.refreshMs,
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
