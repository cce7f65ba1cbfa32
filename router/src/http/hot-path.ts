import { HeaderMap, type HTTPGraphQLResponse } from '@apollo/server';
import type { Logger } from '@wecube/kit';
import type { ExecutionAnswer } from '../execution/compiled-operation.ts';
import type { KnownOperation } from '../execution/known-operation.ts';
import { stringifyAnswer } from '../execution/raw-json.ts';
import type { SupergraphSnapshot } from '../federation/supergraph-snapshot.ts';
import { presentError } from '../present-error.ts';
import type { RouterContext } from '../router-context.ts';
import { contentTypeFor } from './content-type.ts';
import { mayAsk } from './graphql-server.ts';

export type HotPathOptions = { current(): SupergraphSnapshot; logger: Logger };

/** What Apollo Server reads of a body, if it is of the plain kind. */
type PlainRequest = { query: string; operationName: string | undefined; variables: Record<string, unknown> };

type AnswerHead = { status?: number; headers: HeaderMap };

/**
 * Answers operations that Apollo Server has found valid on the graph of this moment, and that were executed before.
 * Everything that is not plain is left to Apollo Server, which stays the authority: answers are the same either way.
 */
export class HotPath {
  constructor(private readonly options: HotPathOptions) {}

  /** Undefined when Apollo Server has to answer. Nothing was executed then. */
  async answer(
    body: unknown,
    accept: string | undefined,
    context: RouterContext,
  ): Promise<HTTPGraphQLResponse | undefined> {
    const request = plainRequest(body);
    if (!request) return undefined;
    const snapshot = this.options.current();
    const known = snapshot.compiledOperation(request.query, request.operationName);
    const contentType = contentTypeFor(accept);
    if (!known || !contentType || !mayAsk(known.operation, context.session)) return undefined;
    if (known.variableErrors(request.variables)) return undefined;
    return this.#execute(snapshot, known, request.variables, contentType, context);
  }

  async #execute(
    snapshot: SupergraphSnapshot,
    known: KnownOperation,
    variables: Record<string, unknown>,
    contentType: string,
    context: RouterContext,
  ): Promise<HTTPGraphQLResponse> {
    const headers = new HeaderMap([['content-type', contentType]]);
    try {
      const { errors, data, extensions } = await snapshot.executeKnown(known, variables, context);
      if (!errors) return complete({ headers }, stringifyAnswer({ data, extensions }));
      const presented = errors.map((error) => presentError(error, context.requestId, this.options.logger));
      return complete(headOf({ errors, data }, headers), stringifyAnswer({ errors: presented, data, extensions }));
    } catch (error) {
      const errors = [presentError(error, context.requestId, this.options.logger)];
      return complete({ status: 500, headers }, stringifyAnswer({ errors }));
    }
  }
}

function complete({ status, headers }: AnswerHead, string: string): HTTPGraphQLResponse {
  return { ...(status && { status }), headers, body: { kind: 'complete', string } };
}

/** Errors may set the status; without any data it is 400. */
function headOf({ errors = [], data }: ExecutionAnswer, headers: HeaderMap): AnswerHead {
  const head: AnswerHead = { headers };
  for (const error of errors) {
    const http: unknown = (error as { extensions?: { http?: unknown } }).extensions?.http;
    if (isHead(http) && http.status) head.status = http.status;
  }
  return data === undefined ? { status: 400, ...head } : head;
}

// Headers cannot come with the JSON of a subgraph.
function isHead(http: unknown): http is { status?: number } {
  if (typeof http !== 'object' || http === null || 'headers' in http) return false;
  return !('status' in http) || typeof http.status === 'number';
}

/** The parts of a body that holds nothing but an operation, its name and its variables; null for any other. */
function plainRequest(body: unknown): PlainRequest | null {
  if (!isRecord(body)) return null;
  const { query, operationName, variables, extensions } = body;
  if (typeof query !== 'string' || query === '') return null;
  if (!isAbsent(operationName) && (typeof operationName !== 'string' || operationName === '')) return null;
  if (!isAbsent(variables) && !isRecord(variables)) return null;
  if (!isAbsent(extensions) && !(isRecord(extensions) && !('persistedQuery' in extensions))) return null;
  return { query, operationName: operationName ?? undefined, variables: variables ?? {} };
}

function isAbsent(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
