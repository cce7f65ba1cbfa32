import type { Bridge } from './bridge.ts';

/** This long before a token ends, requests wait for the next one. */
const MARGIN_MS = 20_000;
const PATIENCE_MS = 15_000;

/** Holds the token of this page, in memory alone, and asks the portal for the next one in time. */
export class TokenKeeper {
  #token = '';
  #until = 0;
  #waiting: Promise<void> | undefined;

  constructor(private readonly bridge: Bridge) {
    bridge.on('token', (message) => this.take(message));
  }

  get token(): string {
    return this.#token;
  }

  get expiresAt(): number {
    return Date.now() + (this.#until - performance.now());
  }

  take({ token, expiresInMs }: { token: string; expiresInMs: number }): void {
    this.#token = token;
    this.#until = performance.now() + expiresInMs;
  }

  /** A token that lives for a moment at least; the last one when the portal gives no other. */
  async fresh(): Promise<string> {
    if (this.#until - performance.now() < MARGIN_MS) await this.renew();
    return this.#token;
  }

  /** Asks for another token; calls at the same time share one question. */
  renew(): Promise<void> {
    this.#waiting ??= this.#ask().finally(() => {
      this.#waiting = undefined;
    });
    return this.#waiting;
  }

  #ask(): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        stop();
        resolve();
      };
      const timer = setTimeout(end, PATIENCE_MS);
      const stop = this.bridge.on('token', end);
      this.bridge.tell({ type: 'token-wanted' });
    });
  }
}
