import type { Session } from '@wecube/kit';
import { Authenticator, type KnownAccess } from '../auth/authenticate.ts';
import { SessionForwarder } from '../auth/forward-session.ts';
import { KeySet } from '../auth/key-set.ts';
import { TokenVerifier, type VerifiedToken } from '../auth/verify-token.ts';

/** The one session of a router that serves a supergraph alone: nobody signs in, and no action is granted. */
const ANONYMOUS: Session = { kind: 'user', subject: 'anonymous', name: 'anonymous', roles: [], actions: [] };

/** Stands in for sign-in where there is none: every request is the same anonymous one, and subgraphs are told of nobody. */
export function anonymousAccess() {
  const keys = new NoKeys('');
  return { keys, authenticator: new AnonymousAuthenticator(new TokenVerifier(keys), []), forwarder: new NoSession('') };
}

const FOREVER = Number.POSITIVE_INFINITY;

class AnonymousAuthenticator extends Authenticator {
  readonly #anyone: VerifiedToken = { session: ANONYMOUS, expiresAt: FOREVER };

  override async authenticate(): Promise<VerifiedToken> {
    return this.#anyone;
  }

  override recall(): KnownAccess {
    return { verified: this.#anyone, until: FOREVER };
  }
}

class NoKeys extends KeySet {
  override get known(): boolean {
    return true;
  }
}

class NoSession extends SessionForwarder {
  override sessionHeader(): Record<string, string> {
    return {};
  }
}
