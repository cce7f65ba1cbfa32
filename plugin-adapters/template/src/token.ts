import { createHmac, timingSafeEqual } from 'node:crypto';

/** Whether an Authorization header carries a token of the platform: HS512 under the package's own key, not expired. */
export function isAuthorized(header: string | undefined, signingKey: string, now = Date.now()): boolean {
  const [head, claims, signature, ...rest] = (/^bearer (\S+)$/i.exec(header ?? '')?.[1] ?? '').split('.');
  if (!head || !claims || !signature || rest.length > 0 || decode(head)?.['alg'] !== 'HS512') return false;
  const key = Buffer.from(signingKey, 'base64');
  const expected = Buffer.from(createHmac('sha512', key).update(`${head}.${claims}`).digest('base64url'));
  const given = Buffer.from(signature);
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return false;
  const expires = decode(claims)?.['exp'];
  return typeof expires === 'number' && expires * 1000 > now;
}

function decode(part: string): Record<string, unknown> | null {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString());
  } catch {
    return null;
  }
}
