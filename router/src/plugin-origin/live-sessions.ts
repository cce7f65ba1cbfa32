import { AppError, type Clock, systemClock } from '@wecube/kit';
import { z } from 'zod';
import type { CoreDoor } from '../plugins/core-door.ts';

const answer = z.object({ sessionIsLive: z.boolean() });
const QUERY = 'query RouterSession($id: ID!) { sessionIsLive(id: $id) }';
/** A page outlives its session by no more than this. */
const BELIEVED_MS = 5_000;
const MOST_KEPT = 10_000;

/** Whether sign-ins still hold, as auth tells; what it said a moment ago is believed. */
export class LiveSessions {
  readonly #live = new Map<string, number>();

  constructor(
    private readonly auth: Pick<CoreDoor, 'ask'>,
    private readonly clock: Clock = systemClock,
  ) {}

  /** Throws AUTH_UNAVAILABLE while that cannot be told: a page then waits, it is not let in. */
  async isLive(sessionId: string): Promise<boolean> {
    if ((this.#live.get(sessionId) ?? 0) > this.clock.now()) return true;
    this.#live.delete(sessionId);
    const asked = await this.auth.ask(QUERY, { id: sessionId }).catch((cause: unknown) => {
      const message = 'Whether the session still holds cannot be told: auth does not answer.';
      throw new AppError('AUTH_UNAVAILABLE', message, { cause, status: 503, retryable: true });
    });
    const { sessionIsLive } = answer.parse(asked);
    if (sessionIsLive) this.#believe(sessionId);
    return sessionIsLive;
  }

  #believe(sessionId: string): void {
    this.#live.set(sessionId, this.clock.now() + BELIEVED_MS);
    if (this.#live.size > MOST_KEPT) this.#live.delete(this.#live.keys().next().value as string);
  }
}
