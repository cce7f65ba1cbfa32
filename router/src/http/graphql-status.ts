import type { Logger } from '@wecube/kit';
import type { GraphQLFormattedError } from 'graphql';
import { presentError } from '../present-error.ts';

/** Faults of the operation itself: its text, its fit to the schema, its variables. */
const REQUEST_ERRORS = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'OPERATION_RESOLUTION_FAILURE',
]);

type Refusal = { status: number; text: string };

/** An answer of errors alone as its client is to see it, for what has not passed the plugins of Apollo Server. */
export function presentRefusal(
  { status, text }: Refusal,
  accept: string | undefined,
  requestId: string,
  logger: Logger,
): Refusal {
  const { errors = [] } = JSON.parse(text) as { errors?: GraphQLFormattedError[] };
  const presented = errors.map((error) => presentError(error, requestId, logger));
  return { status: graphqlStatus(status, accept, presented), text: JSON.stringify({ errors: presented }) };
}

/**
 * The status of an answer of errors. Clients that asked for `application/json` by name are of the time when every
 * GraphQL answer to a well-formed request was a 200, and look no further at another status.
 */
function graphqlStatus(status: number, accept: string | undefined, errors: readonly GraphQLFormattedError[]): number {
  if (status !== 400 || !accept || !isPlainJson(accept)) return status;
  const isRequestError = ({ extensions }: GraphQLFormattedError) => REQUEST_ERRORS.has(String(extensions?.['code']));
  return errors.length > 0 && errors.every(isRequestError) ? 200 : status;
}

function isPlainJson(accept: string): boolean {
  return accept.includes('application/json') && !accept.includes('application/graphql-response+json');
}
