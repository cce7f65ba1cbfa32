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
import type { PersistedOperations } from './persisted-operations.ts';

export type HotPathOptions = { current(): SupergraphSnapshot; persisted: PersistedOperations; logger: Logger };

/** What Apollo Server reads of a body, if it is of the plain kind. */
type PlainRequest = { query: string; operationName: string | undefined; variables: Record<string, unknown> };

/** Who asks for an operation. */
type Asker = Pick<RouterContext, 'session' | 'isOwn'>;

type AnswerHead = { status?: number };

/** An operation that may be executed at once. */
export type HotOperation = {
  snapshot: SupergraphSnapshot;
  known: KnownOperation;
  variables: Record<string, unknown>;
  contentType: string;
};

/** What Apollo Server would have answered; without a status it is 200. */
export type HotAnswer = { status?: number; contentType: string; text: string };

/** Who is told of an answer that may go through: its bytes as characters, or another answer. */
type HotPassed = { passed(latin1: string): void; answered(answer: HotAnswer): void };

/**
 * Answers operations that Apollo Server has found valid on the graph of this moment, and that were executed before.
 * Everything that is not plain is left to Apollo Server, which stays the authority: answers are the same either way.
 */
export class HotPath {
  readonly #refused = new WeakMap<KnownOperation, boolean>();

  constructor(private readonly options: HotPathOptions) {}

  /** Undefined when Apollo Server has to answer. Nothing was executed then. */
  async answer(
    body: unknown,
    accept: string | undefined,
    context: RouterContext,
  ): Promise<HTTPGraphQLResponse | undefined> {
    const hot = this.find(body, accept, context);
    if (!hot) return undefined;
    const { status, contentType, text } = await this.execute(hot, context);
    const headers = new HeaderMap([['content-type', contentType]]);
    return { ...(status && { status }), headers, body: { kind: 'complete', string: text } };
  }

  /** The operation of a body, if it may be executed without Apollo Server. */
  find(body: unknown, accept: string | undefined, asker: Asker): HotOperation | undefined {
    const request = plainRequest(body);
    if (!request) return undefined;
    const { query, operationName, variables } = request;
    const snapshot = this.options.current();
    const known = snapshot.compiledOperation(query, operationName);
    const contentType = contentTypeFor(accept);
    if (!known || !contentType || !mayAsk(known.operation, asker.session)) return undefined;
    if (!asker.isOwn && this.#isRefused(known)) return undefined;
    return known.variableErrors(variables) ? undefined : { snapshot, known, variables, contentType };
  }

  execute({ snapshot, known, variables, contentType }: HotOperation, context: RouterContext): Promise<HotAnswer> {
    return this.#present(contentType, context, snapshot.executeKnown(known, variables, context));
  }

  /** Passes the answer of a subgraph through, if it is all of the answer; false, and nothing done, when it is not. */
  pass({ snapshot, known, variables, contentType }: HotOperation, context: RouterContext, then: HotPassed): boolean {
    return snapshot.passKnown(known, variables, context, {
      passed: then.passed,
      looked: (answer) => void this.#present(contentType, context, answer).then(then.answered),
    });
  }

  async #present(contentType: string, context: RouterContext, answer: Promise<ExecutionAnswer>): Promise<HotAnswer> {
    const { logger } = this.options;
    try {
      const { errors, data, extensions } = await answer;
      if (!errors) return { contentType, text: stringifyAnswer({ data, extensions }) };
      const presented = errors.map((error) => presentError(error, context.requestId, logger));
      return {
        ...headOf({ errors, data }),
        contentType,
        text: stringifyAnswer({ errors: presented, data, extensions }),
      };
    } catch (error) {
      const errors = [presentError(error, context.requestId, logger)];
      return { status: 500, contentType, text: stringifyAnswer({ errors }) };
    }
  }

  // The router's own operations make known what no list has.
  #isRefused(known: KnownOperation): boolean {
    let refused = this.#refused.get(known);
    if (refused === undefined) {
      refused = this.options.persisted.refusalOf(known.document) !== null;
      this.#refused.set(known, refused);
    }
    return refused;
  }
}

/** Errors may set the status; without any data it is 400. */
function headOf({ errors = [], data }: ExecutionAnswer): AnswerHead {
  const head: AnswerHead = {};
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
