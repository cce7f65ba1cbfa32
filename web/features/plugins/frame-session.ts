import { goToSignIn } from '../../lib/session/go-to-sign-in.ts';
import { createSessionRefresh } from '../../lib/session/refresh-session.ts';
import { createSessionFetch } from '../../lib/session/session-fetch.ts';

/** What a frame is opened with: where it is, and a token that fits it and nothing else. */
export type FrameSession = { token: string; expiresInMs: number; user: string; origin: string };

/** Why the platform gives no token for a frame. */
export type FrameRefusal = 'NOT_ALLOWED' | 'NOT_SERVED' | 'UNREACHABLE';

export class FrameRefused extends Error {
  constructor(
    readonly refusal: FrameRefusal,
    detail: string,
  ) {
    super(detail);
  }
}

/** A token ends with the session's: when that is nearly over it is renewed first. */
const SHORTEST_MS = 90_000;

/** Asks for a token for the frame of a package, with the session's cookie. Throws FrameRefused. */
export async function openFrameSession(packageName: string): Promise<FrameSession> {
  const refresh = createSessionRefresh(window.fetch.bind(window));
  const ask = createSessionFetch(window.fetch.bind(window), refresh, goToSignIn);
  const first = await askOnce(ask, packageName);
  if (first.expiresInMs >= SHORTEST_MS || !(await refresh())) return first;
  return askOnce(ask, packageName);
}

async function askOnce(ask: typeof fetch, packageName: string): Promise<FrameSession> {
  const path = `/plugins/${encodeURIComponent(packageName)}/token`;
  const response = await ask(path, { method: 'POST', credentials: 'same-origin' }).catch((error: unknown) => {
    throw new FrameRefused('UNREACHABLE', String(error));
  });
  const body = (await response.json().catch(() => null)) as (FrameSession & { errors?: { message: string }[] }) | null;
  if (response.ok && body) return body;
  throw new FrameRefused(refusalOf(response.status), body?.errors?.[0]?.message ?? `HTTP ${response.status}`);
}

function refusalOf(status: number): FrameRefusal {
  if (status === 403) return 'NOT_ALLOWED';
  return status === 404 ? 'NOT_SERVED' : 'UNREACHABLE';
}
