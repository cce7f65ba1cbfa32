import { AppError, type Clock, systemClock } from '@wecube/kit';
import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { request } from 'undici';

const REFRESH_MS = 5 * 60_000;
const TIMEOUT_MS = 3_000;
/** An unknown key id fetches the set anew, but not more often than this. */
const COOLDOWN_MS = 1_000;

/** The public keys of the auth service. The last set stays in use while that service is down. */
export class KeySet {
  #keys: ReturnType<typeof createLocalJWKSet> | undefined;
  #fetchedAt = 0;
  #fetching: Promise<void> | undefined;

  constructor(
    private readonly url: string,
    private readonly clock: Clock = systemClock,
  ) {}

  /** Whether a set was ever fetched. */
  get known(): boolean {
    return this.#keys !== undefined;
  }

  /** Finds the key of a token, for jose's `jwtVerify`. Throws AUTH_UNAVAILABLE while no key set could be fetched. */
  readonly keyOf: JWTVerifyGetKey = async (header, token) => {
    if (this.clock.now() - this.#fetchedAt > REFRESH_MS) await this.refresh().catch(() => {});
    const keys = this.#keys;
    if (!keys) throw unavailable();
    try {
      return await keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || this.clock.now() - this.#fetchedAt < COOLDOWN_MS) throw error;
      await this.refresh();
      return (this.#keys ?? keys)(header, token);
    }
  };

  /** Fetches the set now; calls at the same time share one fetch. Throws AUTH_UNAVAILABLE. */
  refresh(): Promise<void> {
    this.#fetching ??= this.#fetch().finally(() => {
      this.#fetching = undefined;
    });
    return this.#fetching;
  }

  async #fetch(): Promise<void> {
    try {
      const answer = await request(this.url, { headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS });
      const keys = (await answer.body.json()) as JSONWebKeySet;
      if (answer.statusCode !== 200) throw new Error(`HTTP ${answer.statusCode}`);
      this.#keys = createLocalJWKSet(keys);
      this.#fetchedAt = this.clock.now();
    } catch (error) {
      throw unavailable(error);
    }
  }
}

function unavailable(cause?: unknown): AppError {
  const message = 'Sign-ins cannot be checked at present: the auth service does not answer.';
  return new AppError('AUTH_UNAVAILABLE', message, { cause, status: 503, retryable: true });
}
