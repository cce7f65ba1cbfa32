import fc from 'fast-check';
import { expect, it } from 'vitest';
// The plugins check tokens with code of their own; it has to agree with what the platform mints.
import { isAuthorized } from '../sample/plugin-kit/platform-token.mjs';
import { claimedSubject, mintPlatformToken, readPlatformToken } from './platform-token.ts';

const key = 'c2lnbmluZyBrZXkgb2YgdGhlIHRlc3Rz';
const now = Date.UTC(2026, 0, 1);

it('mints the claims that existing plugins read', () => {
  const claims = readPlatformToken(mintPlatformToken({ signingKey: key, subject: 'SYS_PLATFORM', now }), key, now);
  expect(claims).toEqual({
    sub: 'SYS_PLATFORM',
    iat: now / 1000,
    exp: now / 1000 + 1_200,
    type: 'accessToken',
    clientType: 'SUB_SYSTEM',
    roles: [],
    authority: '[SUB_SYSTEM,ADMIN_SYSTEM_PARAMS]',
    needRegister: false,
  });
});

it('signs with the bytes that the base64 key stands for, padded or not', () => {
  const token = mintPlatformToken({ signingKey: 'Another+Auth+Server+Secret+', subject: 'S', now });
  expect(readPlatformToken(token, 'Another+Auth+Server+Secret+=', now)?.sub).toBe('S');
});

it('refuses the key that everybody can read in the sources of the original, and every other algorithm', () => {
  const published = 'Platform+Auth+Server+Secret';
  expect(() => mintPlatformToken({ signingKey: published, subject: 'S', now })).toThrow('published');
  const token = mintPlatformToken({ signingKey: key, subject: 'S', now });
  expect(claimedSubject(token)).toBe('S');
  const [, claims = '', signature = ''] = token.split('.');
  for (const alg of ['none', 'HS256', 'RS512', undefined]) {
    const other = [Buffer.from(JSON.stringify({ alg })).toString('base64url'), claims, signature].join('.');
    expect(readPlatformToken(other, key, now)).toBeNull();
    expect(claimedSubject(other)).toBeNull();
  }
});

it('is refused with another key, when it was changed, and when it has expired', () => {
  const token = mintPlatformToken({ signingKey: key, subject: 'S', now, lifeMs: 60_000 });
  expect(readPlatformToken(token, 'YW5vdGhlciBrZXk', now)).toBeNull();
  expect(readPlatformToken(token, key, now + 61_000)).toBeNull();
  fc.assert(
    fc.property(fc.nat(token.length - 1), (at) => {
      const changed = `${token.slice(0, at)}${token[at] === 'x' ? 'y' : 'x'}${token.slice(at + 1)}`;
      // The last character of a base64 text carries bits that do not count.
      return at === token.length - 1 || readPlatformToken(changed, key, now) === null;
    }),
  );
});

it('is accepted by the sample plugins', () => {
  const token = mintPlatformToken({ signingKey: key, subject: 'S', now });
  expect(isAuthorized(`Bearer ${token}`, key, now)).toBe(true);
  expect(isAuthorized(`Bearer ${token}`, 'b3RoZXI=', now)).toBe(false);
  expect(isAuthorized(`Bearer ${token}`, key, now + 2_000_000)).toBe(false);
  expect(isAuthorized(undefined, key, now)).toBe(false);
  expect(isAuthorized('Bearer a.b.c', key, now)).toBe(false);
});
