import type { Clock } from '@wecube/kit';
import type { SessionEnder } from '../users/index.ts';
import { createJwksRoute } from './api/jwks-route.ts';
import { TokenResolver } from './api/token-resolver.ts';
import type { TokenParts } from './app/token-parts.ts';
import { deleteExpired, endUserSessions } from './data/session-repository.ts';

export type { TokenSigner } from './ports.ts';

const KEPT_AFTER_EXPIRY_MS = 24 * 60 * 60_000;

/** Sessions: signing in and out, access tokens and rotating refresh tokens. */
export function createTokensModule(parts: TokenParts) {
  return {
    resolvers: [[TokenResolver, new TokenResolver(parts)]] as const,
    routes: [createJwksRoute(parts.signer)],
    start: () => parts.signer.rotate(parts.clock.now()),
    sweep: async () => {
      await parts.signer.rotate(parts.clock.now());
      await deleteExpired(parts.database.client, parts.clock.now() - KEPT_AFTER_EXPIRY_MS);
    },
  };
}

/** Ends sessions for the users module, which does not know how they are kept. */
export function createSessionEnder(clock: Clock): SessionEnder {
  return { endSessions: (tx, userId, keepTokenId) => endUserSessions(tx, userId, clock.now(), keepTokenId) };
}
