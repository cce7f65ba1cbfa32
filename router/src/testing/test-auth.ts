import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Action } from '@wecube/kit';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

export type TestAuth = Awaited<ReturnType<typeof startTestAuth>>;

/** An issuer of access tokens with its keys at `jwksUrl`. */
export async function startTestAuth(port = 0) {
  const keys = new Map<string, Awaited<ReturnType<typeof generateKeyPair>>>();
  const addKey = async (kid: string) => keys.set(kid, await generateKeyPair('EdDSA', { extractable: true }));
  await addKey('first');
  let fetches = 0;
  const server = createServer(async (_request, response) => {
    fetches += 1;
    const published = [...keys].map(async ([kid, { publicKey }]) => ({
      ...(await exportJWK(publicKey)),
      kid,
      alg: 'EdDSA',
    }));
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: await Promise.all(published) }));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const at = (server.address() as AddressInfo).port;
  const sign = async (claims: JWTPayload, kid = 'first') => {
    const key = keys.get(kid)?.privateKey;
    if (!key) throw new Error(`no key ${kid}`);
    return new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA', kid }).sign(key);
  };
  return {
    jwksUrl: `http://127.0.0.1:${at}/jwks`,
    port: at,
    addKey,
    sign,
    fetches: () => fetches,
    token: (actions: Action[] = ['graph:read'], more: JWTPayload = {}) => sign({ ...claimsOf(actions), ...more }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export function claimsOf(actions: Action[] = []): JWTPayload {
  const now = Math.floor(Date.now() / 1000);
  return {
    sub: 'usr_1',
    name: 'ada',
    roles: ['tester'],
    actions,
    iss: 'wecube',
    aud: 'wecube',
    iat: now,
    exp: now + 300,
  };
}
