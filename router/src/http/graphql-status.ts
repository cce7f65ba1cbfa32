import type { GraphQLFormattedError } from 'graphql';

/** Faults of the operation itself: its text, its fit to the schema, its variables. */
const REQUEST_ERRORS = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'OPERATION_RESOLUTION_FAILURE',
]);

/**
 * The status of an answer of errors. Clients that asked for `application/json` by name are of the time when every
 * GraphQL answer to a well-formed request was a 200, and look no further at another status.
 */
export function graphqlStatus(
  status: number,
  accept: string | undefined,
  errors: readonly GraphQLFormattedError[],
): number {
  if (status !== 400 || !accept || !isPlainJson(accept)) return status;
  const isRequestError = ({ extensions }: GraphQLFormattedError) => REQUEST_ERRORS.has(String(extensions?.['code']));
  return errors.length > 0 && errors.every(isRequestError) ? 200 : status;
}

function isPlainJson(accept: string): boolean {
  return accept.includes('application/json') && !accept.includes('application/graphql-response+json');
}
