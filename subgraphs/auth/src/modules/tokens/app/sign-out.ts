import { endSession, findToken } from '../data/session-repository.ts';
import type { TokenParts } from './token-parts.ts';

/** Ends the session of a refresh token; signing out of what is no session (any more) is no fault. */
export async function signOut(parts: TokenParts, refreshToken: string | null | undefined): Promise<void> {
  const stored = refreshToken ? await findToken(parts.database.client, refreshToken) : null;
  if (stored) await endSession(parts.database.client, stored.sessionId, parts.clock.now());
}
