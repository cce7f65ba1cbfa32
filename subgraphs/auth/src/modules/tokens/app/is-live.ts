import { hasSession } from '../data/session-repository.ts';
import type { TokenParts } from './token-parts.ts';

/** Whether a sign-in still holds: nobody signed out of it, ended it or let it run out. */
export function isLive({ database, clock }: TokenParts, sessionId: string): Promise<boolean> {
  return hasSession(database.client, sessionId, clock.now());
}
