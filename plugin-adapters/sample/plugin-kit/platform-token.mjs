import { createHmac, timingSafeEqual } from 'node:crypto';

/** Whether an Authorization header carries a token signed with the key (JWT, HS512) that has not expired. */
export function isAuthorized(header, signingKey, now = Date.now()) {
  const [head, claims, signature, ...rest] = (/^Bearer (.+)$/i.exec(header ?? '')?.[1] ?? '').split('.');
  if (!head || !claims || !signature || rest.length > 0) {
    return false;
  }
  const key = Buffer.from(signingKey, 'base64');
  const expected = Buffer.from(createHmac('sha512', key).update(`${head}.${claims}`).digest('base64url'));
  const given = Buffer.from(signature);
  return expected.length === given.length && timingSafeEqual(expected, given) && isCurrent(claims, now);
}

function isCurrent(claims, now) {
  try {
    const { exp } = JSON.parse(Buffer.from(claims, 'base64url').toString());
    return typeof exp === 'number' && exp * 1000 > now;
  } catch {
    return false;
  }
}
