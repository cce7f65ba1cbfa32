import { hash } from 'node:crypto';
import type { Clock } from '@wecube/kit';
import type { VerifiedToken } from './verify-token.ts';

const MOST_KEPT = 10_000;
/** A token is checked again after this, so that one whose key was withdrawn does not live on. */
const KEPT_MS = 30_000;

/** A token that was checked, and until when it need not be checked again, in UTC milliseconds. */
export type Kept = { verified: VerifiedToken; until: number };

/** Tokens that were checked a moment ago, by their hash: the tokens themselves are not kept. */
export class VerifiedTokens {
  readonly #kept = new Map<string, Kept>();

  constructor(private readonly clock: Clock) {}

  get(token: string): VerifiedToken | undefined {
    return this.recall(token)?.verified;
  }

  /** The same with the time until which it holds. */
  recall(token: string): Kept | undefined {
    const key = keyOf(token);
    const kept = this.#kept.get(key);
    if (!kept) return undefined;
    if (kept.until > this.clock.now()) return kept;
    this.#kept.delete(key);
    return undefined;
  }

  set(token: string, verified: VerifiedToken): void {
    const until = Math.min(verified.expiresAt, this.clock.now() + KEPT_MS);
    this.#kept.set(keyOf(token), { verified, until });
    if (this.#kept.size > MOST_KEPT) this.#kept.delete(this.#kept.keys().next().value as string);
  }
}

function keyOf(token: string): string {
  return hash('sha256', token, 'base64');
}
