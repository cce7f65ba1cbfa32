import type { Clock } from '@wecube/kit';
import type { PluginIdentity } from '../../instances/index.ts';
import type { PluginTokens, TokenClaims } from '../ports.ts';
import type { KnownIdentities } from './known-identities.ts';

/** Whose key signed a token, and in whose name it speaks. */
export type Recognised = {
  identity: PluginIdentity;
  claims: TokenClaims;
  /** The sub-system itself; otherwise the plugin speaks for the user of that name. */
  isSystem: boolean;
};

type Dependencies = { known: KnownIdentities; tokens: PluginTokens; clock: Clock };

const SYSTEM_NAME = /^SYS_/i;
/** The platform's own name in tokens it gave to a plugin: shown back, it only says which plugin that was. */
const PLATFORM = 'SYS_PLATFORM';
const LONGEST_TOKEN = 16_384;

/**
 * Finds the package a token comes from by the key that signed it, never by what the token says. A name of a system only
 * counts under that system's own key, so no plugin can pose as another one.
 */
export function createRecogniseToken({ known, tokens, clock }: Dependencies) {
  return async (token: string, type: 'accessToken' | 'refreshToken'): Promise<Recognised | null> => {
    const subject = token.length > LONGEST_TOKEN ? null : tokens.claimedSubject(token);
    if (subject === null) return null;
    const isNamed = SYSTEM_NAME.test(subject) && subject !== PLATFORM;
    const all = await known.list();
    for (const identity of isNamed ? all.filter(({ systemCode }) => systemCode === subject) : all) {
      const claims = tokens.read(token, identity.signingKey, clock.now());
      if (!claims) continue;
      return claims.type === type ? { identity, claims, isSystem: isNamed || subject === PLATFORM } : null;
    }
    return null;
  };
}
export type RecogniseToken = ReturnType<typeof createRecogniseToken>;
