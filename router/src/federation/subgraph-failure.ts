import { GraphQLError } from 'graphql';
import type { FailoverResult } from './failover.ts';
import type { Outcome } from './outcome.ts';

type Failure = { subgraph: string; mutation: boolean; retryAfterMs: number | null };
type Described = { code: string; retryable: boolean; message: string };

/** The error of a fetch that no attempt could answer: what happened, whether it may have been executed, when to come again. */
export function subgraphFailure({ outcome, budgetUsedUp }: FailoverResult, failure: Failure): GraphQLError {
  const { code, retryable, message } = describe(outcome, failure);
  const { subgraph: service, retryAfterMs } = failure;
  const note = budgetUsedUp ? ' It was not tried again: too many requests to this service are retries already.' : '';
  const extensions = {
    code,
    retryable,
    service,
    ...(budgetUsedUp && { retryBudgetUsedUp: true }),
    ...(retryAfterMs !== null && { retryAfterSeconds: Math.ceil(retryAfterMs / 1_000) }),
  };
  return new GraphQLError(message + note, { extensions });
}

function describe(outcome: Outcome, { subgraph, mutation }: Failure): Described {
  switch (outcome.kind) {
    case 'answered':
      throw new Error('An answer is no failure.');
    case 'cancelled':
      return { code: 'CLIENT_CLOSED_REQUEST', retryable: true, message: 'The client left before the answer.' };
    case 'not-executed':
      return {
        code: 'SUBGRAPH_UNAVAILABLE',
        retryable: true,
        message: `The service "${subgraph}" cannot be reached (${outcome.reason}). Nothing was executed there.`,
      };
    case 'unknown':
      return {
        code: outcome.timedOut ? 'SUBGRAPH_TIMEOUT' : 'SUBGRAPH_FAILED',
        retryable: !mutation,
        message: `The service "${subgraph}" failed (${outcome.reason}).${mutation ? ' The change may or may not have been made.' : ''}`,
      };
    case 'final':
      return {
        code: 'SUBGRAPH_REFUSED',
        retryable: false,
        message: `The service "${subgraph}" refused the request (${outcome.reason}).`,
      };
  }
}
