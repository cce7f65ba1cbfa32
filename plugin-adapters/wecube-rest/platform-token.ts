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
  /** Tokens of a sign-in carry none, as in the original. */
  clientType?: 'SUB_SYSTEM' | 'USER' | '';
  type?: 'accessToken' | 'refreshToken';
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
    type: options.type ?? 'accessToken',
    clientType: options.clientType ?? 'SUB_SYSTEM',
    roles: [...(options.roles ?? [])],
    authority: `[${(options.authorities ?? ['SUB_SYSTEM', 'ADMIN_SYSTEM_PARAMS']).join(',')}]`,
    needRegister: false,
  };
  const content = `${HEADER}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
  return `${content}.${sign(content, options.signingKey)}`;
}

/** The claims of a token signed with the key and not yet expired, or null. Only HS512 is taken, whatever a token says of itself. */
export function readPlatformToken(token: string, signingKey: string, now = Date.now()): PlatformTokenClaims | null {
  const [header, body, signature, ...rest] = token.split('.');
  if (!header || !body || !signature || rest.length > 0 || !isHs512(header)) return null;
  const expected = Buffer.from(sign(`${header}.${body}`, signingKey));
  const given = Buffer.from(signature);
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return null;
  const claims = decode(body) as PlatformTokenClaims | null;
  return claims && claims.exp * 1000 > now ? claims : null;
}

/** The subject a token names, before anything of it is checked: it only says whose key to try. */
export function claimedSubject(token: string): string | null {
  const [header, body] = token.split('.');
  if (!header || !body || !isHs512(header)) return null;
  const subject = (decode(body) as { sub?: unknown } | null)?.sub;
  return typeof subject === 'string' && subject !== '' ? subject : null;
}

const isHs512 = (header: string): boolean => (decode(header) as { alg?: unknown } | null)?.alg === 'HS512';

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString());
  } catch {
    return null;
  }
}

/** The key that everybody can read in the sources of the original: whoever knows it could be anybody. */
const PUBLISHED_KEY = Buffer.from('Platform+Auth+Server+Secret', 'base64');

function sign(content: string, signingKey: string): string {
  const key = Buffer.from(signingKey, 'base64');
  if (key.equals(PUBLISHED_KEY)) throw new Error('The signing key is the published default of the original.');
  return createHmac('sha512', key).update(content).digest('base64url');
}
