import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

export type Issuer = Awaited<ReturnType<typeof startIssuer>>;

/** Stands for the auth service: its keys, and one token that may read the graph. */
export async function startIssuer() {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA');
  const key = { ...(await exportJWK(publicKey)), kid: 'e2e', alg: 'EdDSA' };
  const server = createServer((_request, response) => response.end(JSON.stringify({ keys: [key] })));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const token = await new SignJWT({ name: 'ada', roles: ['tester'], actions: ['graph:read', 'graph:manage'] })
    .setProtectedHeader({ alg: 'EdDSA', kid: 'e2e' })
    .setSubject('usr_ada')
    .setIssuer('wecube')
    .setAudience('wecube')
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(privateKey);
  return {
    token,
    keys: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
