import type { GatewayGraphQLResponse } from './gateway-types.ts';
import type { Instance } from './instance.ts';

export type AttemptRequest = {
  body: string;
  headers: Record<string, string>;
  timeoutMs: number;
  signal: AbortSignal;
};

/**
 * How one attempt ended, as far as it matters for another one:
 * `not-executed` certainly did not run, `unknown` may have run, `final` will not go better elsewhere.
 */
export type Outcome =
  | { kind: 'answered'; response: GatewayGraphQLResponse }
  | { kind: 'not-executed'; reason: string }
  | { kind: 'unknown'; reason: string; timedOut: boolean }
  | { kind: 'final'; reason: string }
  | { kind: 'cancelled' };

/** Raised by the network before any byte of the request was sent. */
const NOT_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Sends one GraphQL operation to one instance. Never throws. */
export async function attempt(instance: Instance, request: AttemptRequest): Promise<Outcome> {
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), request.timeoutMs);
  instance.inFlight += 1;
  instance.breaker.begin();
  try {
    const outcome = await send(instance, request, AbortSignal.any([request.signal, timeout.signal]));
    return judge(instance, outcome);
  } catch (error) {
    if (request.signal.aborted) return judge(instance, { kind: 'cancelled' });
    return judge(instance, failureOf(error, timeout.signal.aborted, request.timeoutMs));
  } finally {
    clearTimeout(timer);
    instance.inFlight -= 1;
  }
}

async function send(instance: Instance, { body, headers }: AttemptRequest, signal: AbortSignal): Promise<Outcome> {
  const answer = await instance.connections.request({
    method: 'POST',
    path: instance.path,
    headers,
    body,
    signal,
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const text = await answer.body.text();
  return readAnswer(answer.statusCode, text);
}

function readAnswer(status: number, text: string): Outcome {
  // A subgraph of the platform answers 503 only while it drains, before it executes anything.
  if (status === 503 || status === 429) return { kind: 'not-executed', reason: `HTTP ${status}` };
  if (status >= 500) return { kind: 'unknown', reason: `HTTP ${status}`, timedOut: false };
  const response = parseResponse(text);
  if (response) return { kind: 'answered', response };
  if (status >= 400) return { kind: 'final', reason: `HTTP ${status}` };
  return { kind: 'unknown', reason: 'the answer is not a GraphQL response', timedOut: false };
}

function parseResponse(text: string): GatewayGraphQLResponse | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return null;
    return 'data' in value || Array.isArray((value as { errors?: unknown }).errors) ? value : null;
  } catch {
    return null;
  }
}

function failureOf(error: unknown, timedOut: boolean, timeoutMs: number): Outcome {
  if (timedOut) return { kind: 'unknown', reason: `no answer within ${timeoutMs} ms`, timedOut };
  const code = codeOf(error);
  return NOT_SENT.has(code) ? { kind: 'not-executed', reason: code } : { kind: 'unknown', reason: code, timedOut };
}

function codeOf(error: unknown): string {
  const { code, cause, name } = error as { code?: string; cause?: { code?: string }; name?: string };
  return code ?? cause?.code ?? name ?? 'unknown error';
}

function judge(instance: Instance, outcome: Outcome): Outcome {
  if (outcome.kind === 'answered' || outcome.kind === 'final') instance.succeeded();
  else if (outcome.kind === 'cancelled') instance.breaker.release();
  else instance.failed(outcome.reason);
  return outcome;
}
