import type { Operation } from '@apollo/federation-internals';
import { computeResponse } from '@apollo/gateway/dist/resultShaping.js';
import { GraphQLError } from 'graphql';
import type { ExecutionAnswer } from './compiled-operation.ts';
import type { Run } from './run.ts';

/** Completes what was fetched as Apollo's gateway does: nulls rise to where they may stand, wrong values are named. */
export function completeCarefully(operation: Operation, { variables, data: input, errors }: Run): ExecutionAnswer {
  try {
    const completed = computeResponse({ operation, variables, input, introspectionHandling: noIntrospection });
    const data = completed.data ?? null;
    if (errors.length > 0) return { errors, data };
    return completed.errors.length > 0 ? { data, extensions: { valueCompletion: completed.errors } } : { data };
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error] };
    return { errors: [new GraphQLError((error as Error).message, { originalError: error as Error })] };
  }
}

function noIntrospection(): never {
  throw new Error('An operation that asks for the schema was compiled.');
}
