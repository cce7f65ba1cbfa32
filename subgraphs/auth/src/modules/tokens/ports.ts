import type { JSONWebKeySet } from 'jose';

/** What an access token says. */
export type AccessClaims = {
  sub: string;
  name: string;
  roles: readonly string[];
  actions: readonly string[];
  /** Present while the password must be changed. */
  pwd?: true;
  jti: string;
  sid: string;
};

/** Signs access tokens and publishes the keys to check them with. */
export interface TokenSigner {
  /** A compact JWT that is good for `lifeMs` from `now`. */
  sign(claims: AccessClaims, now: number, lifeMs: number): Promise<string>;
  publicKeys(): Promise<JSONWebKeySet>;
  /** Replaces a key that grew old and forgets those whose last token has expired. */
  rotate(now: number): Promise<void>;
}
