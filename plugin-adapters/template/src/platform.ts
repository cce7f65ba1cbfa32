import { constants, createPrivateKey, privateEncrypt, randomBytes } from 'node:crypto';
import type { Settings } from './settings.ts';

type Token = { token: string; tokenType: string; expiration: string };
/** A token is renewed when it has less than this left. */
const SPARE_MS = 60_000;

/** Asks the platform in the plugin's own name: signs in when it must, and keeps the token while it is good. */
export class Platform {
  #token: { value: string; until: number } | null = null;

  constructor(private readonly settings: Pick<Settings, 'gatewayUrl' | 'systemCode' | 'systemKey'>) {}

  /** The `data` of an answer of the platform; throws with its words. */
  async ask(method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown> {
    const headers = { authorization: `Bearer ${await this.#accessToken()}`, 'content-type': 'application/json' };
    return this.#send(path, { method, headers, ...(method === 'POST' && { body: JSON.stringify(body ?? {}) }) });
  }

  async #accessToken(): Promise<string> {
    if (this.#token && this.#token.until - SPARE_MS > Date.now()) return this.#token.value;
    const tokens = (await this.#signIn()) as Token[];
    const access = tokens.find(({ tokenType }) => tokenType === 'accessToken');
    if (!access) throw new Error('The platform gave no access token.');
    this.#token = { value: access.token, until: Number(access.expiration.slice(0, 10)) * 1000 };
    return access.token;
  }

  /** The proof is `CODE:nonce` under the private key; a nonce is used once. */
  #signIn(): Promise<unknown> {
    const { systemCode, systemKey } = this.settings;
    const key = createPrivateKey({ key: Buffer.from(systemKey, 'base64'), format: 'der', type: 'pkcs8' });
    const nonce = randomBytes(6).toString('hex');
    const proof = privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, Buffer.from(`${systemCode}:${nonce}`));
    const body = { username: systemCode, password: proof.toString('base64'), nonce, clientType: 'SUB_SYSTEM' };
    const headers = { 'content-type': 'application/json' };
    return this.#send('/auth/v1/api/login', { method: 'POST', headers, body: JSON.stringify(body) });
  }

  async #send(path: string, request: RequestInit): Promise<unknown> {
    const response = await fetch(this.settings.gatewayUrl + path, request);
    const { status, message, data } = (await response.json()) as { status: string; message: string; data: unknown };
    if (status !== 'OK') throw new Error(`The platform refused ${path}: ${message}`);
    return data;
  }
}
