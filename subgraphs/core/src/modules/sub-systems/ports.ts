export type TokenClaims = {
  readonly sub: string;
  /** Seconds since 1970. */
  readonly exp: number;
  readonly type: string;
  readonly roles: readonly string[];
};

export type TokenContent = {
  signingKey: string;
  subject: string;
  now: number;
  lifeMs: number;
  type?: 'accessToken' | 'refreshToken';
  clientType: 'SUB_SYSTEM' | 'USER' | '';
  authorities: readonly string[];
  roles?: readonly string[];
};

/** Tokens in the form that plugins read and sign. */
export interface PluginTokens {
  mint(content: TokenContent): string;
  /** The claims of a token that this key signed and that has not expired; null otherwise. */
  read(token: string, signingKey: string, now: number): TokenClaims | null;
  /** Whom a token names, unchecked; null for what is no token of this kind. */
  claimedSubject(token: string): string | null;
}

/** Which packages are in use now. */
export interface ActivePackages {
  activePackages(): Promise<readonly { name: string; manifest: { dependencies: readonly { name: string }[] } }[]>;
}
