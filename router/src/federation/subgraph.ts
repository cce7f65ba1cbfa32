import type { ExecutionResult, GraphQLError } from 'graphql';
import type { RouterContext } from '../router-context.ts';
import type { GatewayGraphQLResponse } from './gateway-types.ts';

/** A fetch of a query plan, as the gateway hands it to a data source. */
export type SubgraphFetch = {
  request: { query?: string; variables?: Record<string, unknown>; operationName?: string };
  context: RouterContext;
  pathInIncomingRequest?: (string | number)[];
};

/** An operation of a query plan, made ready to be sent again and again. */
export type PreparedOperation = {
  kind: 'query' | 'mutation';
  query: string;
  operationName: string | undefined;
  /** The JSON body up to the variables: `{"query":...,"operationName":...`. */
  head: string;
  /** The whole body for who gives no variables. */
  bare: string;
  /** Whether every character of it is one byte in any encoding. */
  isAscii: boolean;
};

/** What a subgraph answered. */
export type SubgraphAnswer = {
  text: string;
  /** Parses anew at each call, so that nobody shares what another one changes. */
  json(): GatewayGraphQLResponse;
};

export type SendOptions = {
  /** The text is passed on as it is: it is only checked quickly that it looks like a GraphQL answer. */
  raw?: boolean;
};

/** A subscription operation as it is sent to one subgraph. */
export type SubgraphSubscription = {
  query: string;
  operationName: string | undefined;
  variables: Record<string, unknown>;
};

/** Receives the events of one stream in order. `end` comes once, with an error when the stream failed for good. */
export type EventSink = {
  /** `afterGap` tells that events may have been missed since the last one. */
  next(event: ExecutionResult, afterGap: boolean): void;
  end(error?: GraphQLError): void;
  /** The stream is established; `afterGap` when it was before, so that events may have been missed. */
  ready?(afterGap: boolean): void;
};

type SubgraphSubscriber = {
  /** Starts the stream at once and returns what stops it. */
  subscribe(subscription: SubgraphSubscription, context: RouterContext, sink: EventSink): () => void;
};

/** A query whose answer may go to the client unread, and who is told of it: exactly one of both is called. */
export type PassedFetch = {
  operation: PreparedOperation;
  variables: string;
  /** The answer goes through: its bytes as characters. */
  passed(latin1: string): void;
  /** It has to be looked at, or there is none: as `send` would answer. */
  looked(answer: Promise<SubgraphAnswer>): void;
};

/** What the router needs from a subgraph, whether it is across the network or in this process. */
export type Subgraph = SubgraphSubscriber & {
  readonly name: string;
  process(fetch: SubgraphFetch): Promise<GatewayGraphQLResponse>;
  /** Sends an operation with its variables as JSON text. Rejects with a GraphQLError that has a code, as `process` does. */
  send(
    operation: PreparedOperation,
    variables: string | undefined,
    context: RouterContext,
    options?: SendOptions,
  ): Promise<SubgraphAnswer>;
  /** Sends a query whose answer may go through unread; undefined, and nothing sent, when `send` has to do it. */
  passThrough?(fetch: PassedFetch, context: RouterContext): boolean;
};

/** Makes an operation of a plan ready to be sent. */
export function prepareOperation(query: string, operationName?: string): PreparedOperation {
  const name = operationName ? `,"operationName":${JSON.stringify(operationName)}` : '';
  const kind = /^\s*mutation\b/.test(query) ? 'mutation' : 'query';
  const head = `{"query":${JSON.stringify(query)}${name}`;
  return { kind, query, operationName, head, bare: `${head},"variables":{}}`, isAscii: isAscii(head) };
}

/** Whether every character of a text is one byte in any encoding. */
export function isAscii(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are ASCII too
  return !/[^\x00-\x7f]/.test(text);
}

/** The JSON body of a request to a subgraph. */
export function bodyOf({ bare, head }: PreparedOperation, variables: string | undefined): string {
  if (variables === '{}') return bare;
  return variables === undefined ? `${head}}` : `${head},"variables":${variables}}`;
}
