import type { GatewayGraphQLResponse } from './gateway-types.ts';

/**
 * How one attempt ended, as far as it matters for another one:
 * `not-executed` certainly did not run, `unknown` may have run, `final` will not go better elsewhere.
 */
export type Outcome =
  | { kind: 'answered'; text: string; response?: GatewayGraphQLResponse }
  /** `delivered`: the instance saw the request and put it off. */
  | { kind: 'not-executed'; reason: string; delivered: boolean; retryAfterMs?: number }
  | { kind: 'unknown'; reason: string; timedOut: boolean }
  | { kind: 'final'; reason: string }
  | { kind: 'cancelled' };
