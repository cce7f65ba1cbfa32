import { userDisabled } from '../../users/index.ts';
import { endSession, extendSession, findToken, useToken } from '../data/session-repository.ts';
import { type StoredToken, tokenState } from '../domain/refresh-token.ts';
import { sessionEnded, sessionExpired, sessionReused, sessionUnknown } from '../domain/session-problems.ts';
import { prepareTokens, signTokens } from './issue-tokens.ts';
import { refused, type TokenParts, type TokenResult } from './token-parts.ts';

/**
 * Exchanges a refresh token, once, for a new pair with the user's present rights. A token that comes a second time was
 * copied: the session it belongs to ends for everybody.
 */
export async function refreshSession(parts: TokenParts, refreshToken: string): Promise<TokenResult> {
  const stored = await findToken(parts.database.client, refreshToken);
  if (!stored) return refused(sessionUnknown());
  switch (tokenState(stored, parts.clock.now())) {
    case 'ENDED':
      return refused(sessionEnded());
    case 'EXPIRED':
      return refused(sessionExpired());
    case 'USED':
      return endReused(parts, stored);
    case 'FRESH':
      return exchange(parts, stored);
  }
}

async function exchange(parts: TokenParts, stored: StoredToken): Promise<TokenResult> {
  const user = await parts.users.findUser(stored.userId);
  if (!user || user.disabled) return refused(userDisabled());
  const prepared = await parts.database.transaction(async (tx) => {
    const now = parts.clock.now();
    if (!(await useToken(tx, stored.id, now))) return null;
    await extendSession(tx, stored.sessionId, now + parts.lives.refreshMs);
    return prepareTokens(parts, tx, user, stored.sessionId);
  });
  return prepared ? { tokens: await signTokens(parts, prepared), problems: [] } : endReused(parts, stored);
}

async function endReused(parts: TokenParts, stored: StoredToken): Promise<TokenResult> {
  await endSession(parts.database.client, stored.sessionId, parts.clock.now());
  parts.logger.warn(
    { user: stored.userId, session: stored.sessionId },
    'a refresh token came twice; its session was ended',
  );
  return refused(sessionReused());
}
