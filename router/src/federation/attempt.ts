import type { WhenGone } from '../router-context.ts';
import type { PostResult } from './connections.ts';
import type { GatewayGraphQLResponse } from './gateway-types.ts';
import type { Instance } from './instance.ts';
import type { Outcome } from './outcome.ts';
import { retryAfterMs } from './retry-after.ts';

export type AttemptRequest = {
  body: string;
  headers: Record<string, string>;
  mutation: boolean;
  /** Whether a glance at the text is enough, because it is passed on as it is. */
  raw: boolean;
  timeoutMs: number;
  whenGone: WhenGone;
};

/** Sends one GraphQL operation to one instance and tells the instance how it went. Never rejects. */
export async function attempt(instance: Instance, request: AttemptRequest): Promise<Outcome> {
  const { mutation, headers, body, timeoutMs, whenGone } = request;
  const ended = instance.begin();
  const started = performance.now();
  const connections = mutation ? instance.freshConnections : instance.connections;
  const result = await connections.post({ path: instance.path, headers, body, timeoutMs, whenGone });
  const outcome = outcomeOf(result, request);
  if (outcome.kind === 'answered') instance.latency.add(performance.now() - started);
  ended(outcome);
  return outcome;
}

/** What a result means for another attempt. */
export function outcomeOf(result: PostResult, { raw, timeoutMs }: Pick<AttemptRequest, 'raw' | 'timeoutMs'>): Outcome {
  switch (result.kind) {
    case 'answered':
      return readAnswer(result, raw);
    case 'cancelled':
      return { kind: 'cancelled' };
    case 'timed-out': {
      const reason = `no answer within ${timeoutMs} ms`;
      if (!result.sent)
        return { kind: 'not-executed', reason: `no connection within ${timeoutMs} ms`, delivered: false };
      return { kind: 'unknown', reason, timedOut: true };
    }
    case 'failed':
      if (!result.sent) return { kind: 'not-executed', reason: result.reason, delivered: false };
      return { kind: 'unknown', reason: result.reason, timedOut: false };
  }
}

function readAnswer({ status, body, retryAfter }: Extract<PostResult, { kind: 'answered' }>, raw: boolean): Outcome {
  // By the contract of subgraphs both say that the request was put off before anything was executed.
  if (status === 503 || status === 429) {
    const wait = retryAfterMs(retryAfter, Date.now());
    return {
      kind: 'not-executed',
      reason: `HTTP ${status}`,
      delivered: true,
      ...(wait !== null && { retryAfterMs: wait }),
    };
  }
  if (status >= 500) return { kind: 'unknown', reason: `HTTP ${status}`, timedOut: false };
  const text = body.toString('utf8');
  if (raw && looksLikeAnswer(text)) return { kind: 'answered', text };
  const response = parseAnswer(text);
  if (response) return { kind: 'answered', text, response };
  if (status >= 400) return { kind: 'final', reason: `HTTP ${status}` };
  return { kind: 'unknown', reason: 'the answer is not a GraphQL response', timedOut: false };
}

function looksLikeAnswer(text: string): boolean {
  return (text.startsWith('{"data"') || text.startsWith('{"errors"')) && text.trimEnd().endsWith('}');
}

function parseAnswer(text: string): GatewayGraphQLResponse | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return null;
    return 'data' in value || Array.isArray((value as { errors?: unknown }).errors) ? value : null;
  } catch {
    return null;
  }
}
