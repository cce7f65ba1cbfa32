import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError } from '../errors.ts';

/** Carries the milliseconds that a caller still waits for its answer. */
export const TIMEOUT_HEADER = 'x-wecube-timeout-ms';

const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * Works on a request for as long as somebody waits: past the caller's deadline, or once the caller left, the signal
 * is aborted and this rejects, whether or not the work heeds it.
 */
export async function withinLimits<T>(
  request: IncomingMessage,
  response: ServerResponse,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const over = new AbortController();
  const leave = () => over.abort(clientLeft());
  const timeoutMs = timeoutOf(request);
  const timer = timeoutMs === null ? undefined : setTimeout(() => over.abort(tooLate(timeoutMs)), timeoutMs);
  response.once('close', leave);
  try {
    return await Promise.race([work(over.signal), rejection(over.signal)]);
  } finally {
    clearTimeout(timer);
    response.off('close', leave);
  }
}

function rejection(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

function timeoutOf({ headers }: IncomingMessage): number | null {
  const given = headers[TIMEOUT_HEADER];
  const ms = typeof given === 'string' && /^\d+$/.test(given) ? Number(given) : null;
  return ms === null ? null : Math.min(ms, LONGEST_TIMER_MS);
}

// 200, for the instance is well: the router passes the words on and looks for no other one.
function tooLate(timeoutMs: number): AppError {
  const message = `The answer was not ready within the ${timeoutMs} ms that the caller waits. A change may or may not have been made.`;
  return new AppError('DEADLINE_EXCEEDED', message, { status: 200, retryable: true });
}

function clientLeft(): AppError {
  return new AppError('CLIENT_CLOSED_REQUEST', 'The caller left before the answer.', { status: 499 });
}
