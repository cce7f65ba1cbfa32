import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendJson } from '@wecube/kit';
import type { TokenSigner } from '../ports.ts';

/** `GET /jwks`: the public keys that access tokens are checked with. */
export function createJwksRoute(signer: TokenSigner) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    if (request.method !== 'GET' || request.url?.split('?', 1)[0] !== '/jwks') return false;
    const keys = await signer.publicKeys();
    response.setHeader('cache-control', 'public, max-age=60');
    sendJson(response, 200, keys);
    return true;
  };
}
