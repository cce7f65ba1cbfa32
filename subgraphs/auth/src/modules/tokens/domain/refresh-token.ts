/** A refresh token as stored: never the token, only its hash. */
export type StoredToken = {
  id: string;
  sessionId: string;
  userId: string;
  expiresAt: number;
  usedAt: number | null;
  sessionEndedAt: number | null;
};

export type TokenState = 'FRESH' | 'EXPIRED' | 'ENDED' | 'USED';

/** What a presented refresh token is good for at `now`: only a FRESH one is exchanged, a USED one was stolen or copied. */
export function tokenState(token: StoredToken, now: number): TokenState {
  if (token.sessionEndedAt !== null) return 'ENDED';
  if (token.usedAt !== null) return 'USED';
  return token.expiresAt <= now ? 'EXPIRED' : 'FRESH';
}
