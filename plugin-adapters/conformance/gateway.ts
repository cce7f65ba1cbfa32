import { constants, generateKeyPairSync, type KeyPairKeyObjectResult, publicDecrypt } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { mintPlatformToken } from '../wecube-rest/platform-token.ts';

export type SignIn = { username: string; nonce: string; proved: boolean };
export type Callback = { body: unknown; authorized: boolean; at: number };

/**
 * Stands in for the platform while a plugin is tested: it knows the identity that it gave the plugin, answers sign-ins,
 * takes callbacks, and remembers what came.
 */
export class Gateway implements AsyncDisposable {
  readonly signIns: SignIn[] = [];
  readonly callbacks: Callback[] = [];
  #keys: KeyPairKeyObjectResult | null = null;
  #server: Server | null = null;
  #address = '';

  constructor(
    readonly systemCode: string,
    readonly signingKey: string,
  ) {}

  get url(): string {
    return this.#address;
  }

  /** As a plugin gets it in `SUB_SYSTEM_KEY`. */
  get privateKey(): string {
    return this.#pair().privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64');
  }

  /** Made when it is first needed: it takes a moment. */
  #pair(): KeyPairKeyObjectResult {
    this.#keys ??= generateKeyPairSync('rsa', { modulusLength: 2048 });
    return this.#keys;
  }

  async listen(host = '127.0.0.1'): Promise<this> {
    const server = createServer((request, response) => {
      this.#answer(request)
        .then((answer) => send(response, answer))
        .catch(() => send(response, { code: 400, status: 'ERROR', message: 'The body is not JSON.', data: null }));
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, host, resolve);
    });
    this.#server = server;
    this.#address = `http://${host}:${(server.address() as AddressInfo).port}`;
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const server = this.#server;
    this.#server = null;
    server?.closeAllConnections();
    await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
  }

  async #answer(request: IncomingMessage): Promise<object> {
    const path = request.url?.split('?', 1)[0] ?? '';
    const body = request.method === 'GET' ? null : await json(request);
    if (path === '/auth/v1/api/login') return this.#signIn(body as Record<string, string>);
    if (path === '/auth/v1/api/token') return done(this.#tokens());
    if (path.endsWith('/process/instances/callback')) {
      const authorized = /^bearer \S+$/i.test(request.headers.authorization ?? '');
      this.callbacks.push({ body, authorized, at: performance.now() });
      return done(null);
    }
    return done([]);
  }

  #signIn({ username = '', password = '', nonce = '' }: Record<string, string>): object {
    const proved = username === this.systemCode && this.#proof(password) === `${username}:${nonce}`;
    this.signIns.push({ username, nonce, proved });
    if (proved) return done(this.#tokens());
    return { code: 1, status: 'ERROR', message: 'The password is not CODE:nonce under the private key.', data: null };
  }

  #proof(password: string): string | null {
    try {
      return publicDecrypt(
        { key: this.#pair().publicKey, padding: constants.RSA_PKCS1_PADDING },
        Buffer.from(password, 'base64'),
      ).toString();
    } catch {
      return null;
    }
  }

  #tokens(): object[] {
    const common = { signingKey: this.signingKey, subject: this.systemCode, clientType: '' as const };
    return (['accessToken', 'refreshToken'] as const).map((tokenType) => ({
      ...{ expiration: String(Date.now() + 20 * 60_000), tokenType },
      token: mintPlatformToken({ ...common, type: tokenType }),
    }));
  }
}

const done = (data: unknown) => ({ code: 0, status: 'OK', message: 'success', data });

function send(response: ServerResponse, answer: object): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
}
