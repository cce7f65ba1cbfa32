import { createHmac, timingSafeEqual } from 'node:crypto';

export type PlatformTokenOptions = {
  /** The package's signing key, base64; its bytes are the HS512 secret. */
  signingKey: string;
  /** `SYS_PLATFORM` for the platform's own calls: plugins give it everything. */
  subject: string;
  /** Milliseconds since 1970. */
  now?: number;
  lifeMs?: number;
  authorities?: readonly string[];
  roles?: readonly string[];
  clientType?: 'SUB_SYSTEM' | 'USER';
};

export type PlatformTokenClaims = {
  sub: string;
  iat: number;
  exp: number;
  type: 'accessToken' | 'refreshToken';
  clientType: string;
  roles: string[];
  /** One string, `[A,B]`: plugins strip the brackets and split at commas. */
  authority: string;
  needRegister: boolean;
};

const DEFAULT_LIFE_MS = 20 * 60_000;
const HEADER = Buffer.from(JSON.stringify({ alg: 'HS512', typ: 'JWT' })).toString('base64url');

/** Mints the token by which the platform shows itself to a plugin: JWT, HS512 with the package's own key. */
export function mintPlatformToken(options: PlatformTokenOptions): string {
  const now = options.now ?? Date.now();
  const claims: PlatformTokenClaims = {
    sub: options.subject,
    iat: Math.floor(now / 1000),
    exp: Math.floor((now + (options.lifeMs ?? DEFAULT_LIFE_MS)) / 1000),
    type: 'accessToken',
    clientType: options.clientType ?? 'SUB_SYSTEM',
    roles: [...(options.roles ?? [])],
    authority: `[${(options.authorities ?? ['SUB_SYSTEM', 'ADMIN_SYSTEM_PARAMS']).join(',')}]`,
    needRegister: false,
  };
  const content = `${HEADER}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
  return `${content}.${sign(content, options.signingKey)}`;
}

/** The claims of a token signed with the key and not yet expired, or null. */
export function readPlatformToken(token: string, signingKey: string, now = Date.now()): PlatformTokenClaims | null {
  const [header, body, signature, ...rest] = token.split('.');
  if (!header || !body || !signature || rest.length > 0) {
    return null;
  }
  const expected = Buffer.from(sign(`${header}.${body}`, signingKey));
  const given = Buffer.from(signature);
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) {
    return null;
  }
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as PlatformTokenClaims;
  return claims.exp * 1000 > now ? claims : null;
}

function sign(content: string, signingKey: string): string {
  return createHmac('sha512', Buffer.from(signingKey, 'base64')).update(content).digest('base64url');
}
