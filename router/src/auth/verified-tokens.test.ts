import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { expect, it } from 'vitest';
import { startPlainServer } from '../testing/plain-server.ts';
import { claimsOf } from '../testing/test-auth.ts';
import { KeySet } from './key-set.ts';
import { TokenVerifier } from './verify-token.ts';

it('checks a token again after a while, and refuses it once its key was withdrawn', async () => {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA');
  let keys = [{ ...(await exportJWK(publicKey)), kid: 'first', alg: 'EdDSA' }];
  await using server = await startPlainServer((_request, response) => response.end(JSON.stringify({ keys })));
  let now = Date.now();
  const clock = { now: () => now };
  const keySet = new KeySet(server.url, clock);
  const tokens = new TokenVerifier(keySet, clock);
  const token = await new SignJWT(claimsOf()).setProtectedHeader({ alg: 'EdDSA', kid: 'first' }).sign(privateKey);

  const first = await tokens.verify(token);
  expect(await tokens.verify(token)).toBe(first);
  keys = [];
  await keySet.refresh();
  expect(await tokens.verify(token)).toBe(first);
  now += 31_000;
  await expect(tokens.verify(token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
});

it('keeps no token past its end', async () => {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA');
  const keys = [{ ...(await exportJWK(publicKey)), kid: 'first', alg: 'EdDSA' }];
  await using server = await startPlainServer((_request, response) => response.end(JSON.stringify({ keys })));
  let now = Date.now();
  const tokens = new TokenVerifier(new KeySet(server.url, { now: () => now }), { now: () => now });
  const exp = Math.floor(now / 1_000) + 5;
  const token = await new SignJWT({ ...claimsOf(), exp })
    .setProtectedHeader({ alg: 'EdDSA', kid: 'first' })
    .sign(privateKey);
  await tokens.verify(token);
  now += 6_000;
  await expect(tokens.verify(token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
});
