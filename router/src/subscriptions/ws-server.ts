import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ApolloServer } from '@apollo/server';
import { AppError, type Logger, type Session } from '@wecube/kit';
import { type ExecutionArgs, type ExecutionResult, GraphQLError, getOperationAST, parse, validate } from 'graphql';
import type { Context, SubscribePayload } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Authenticator } from '../auth/authenticate.ts';
import { requestIdOf } from '../http/answers.ts';
import { forwardedHeaders } from '../http/forwarded-headers.ts';
import { checkOperation } from '../http/graphql-server.ts';
import { operationLimits } from '../http/operation-limits.ts';
import { presentError } from '../present-error.ts';
import { departure, type RouterContext, requestContext } from '../router-context.ts';
import type { SubscriptionRouter } from './route-subscription.ts';

export type WsServerOptions = {
  apollo: ApolloServer<RouterContext>;
  /** The schema that new operations are checked against. */
  currentSchema(): ExecutionArgs['schema'];
  subscriptions: SubscriptionRouter;
  authenticator: Authenticator;
  maxPayload: number;
  logger: Logger;
};

/** Codes with which the router closes a connection, so that a client knows what to do. */
const CLOSE = { unauthorized: 4401, forbidden: 4403, unavailable: 1013, restart: 1012 } as const;

const PING_MS = 12_000;
const MAX_OPERATIONS_PER_CLIENT = 200;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

type Extra = { socket: WebSocket; request: IncomingMessage; context?: RouterContext; expiry?: NodeJS.Timeout };
type Connection = Context<Record<string, unknown>, Extra>;

/** WebSocket connections of clients at /graphql (protocol graphql-transport-ws), for all three kinds of operation. */
export class WsServer {
  readonly #sockets: WebSocketServer;
  readonly #disposable: { dispose(): Promise<void> | void };
  #operations = 0;

  constructor(private readonly options: WsServerOptions) {
    this.#sockets = new WebSocketServer({ noServer: true, maxPayload: options.maxPayload });
    this.#disposable = useServer<Record<string, unknown>, Extra>(
      {
        onConnect: (connection) => this.#connect(connection as Connection),
        onSubscribe: (connection, _id, payload) => this.#prepare(connection as Connection, payload),
        subscribe: (args) => this.#subscribe(args) as never,
        execute: (args) => this.#execute(args) as never,
        onNext: ({ extra }, _id, _payload, _args, result) => this.#presented(extra, result) as never,
        onError: ({ extra }, _id, _payload, errors) => errors.map((error) => this.#present(extra, error)) as never,
        onOperation: () => {
          this.#operations += 1;
        },
        onComplete: () => {
          this.#operations -= 1;
        },
        onDisconnect: ({ extra }) => clearTimeout((extra as Extra).expiry),
      },
      this.#sockets,
      PING_MS,
    );
  }

  /** Open connections and running operations of clients. */
  get counts(): { connections: number; operations: number } {
    return { connections: this.#sockets.clients.size, operations: this.#operations };
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#sockets.handleUpgrade(request, socket, head, (client) => this.#sockets.emit('connection', client, request));
  }

  /** Tells every client to connect again, to another router or to the next start of this one. */
  async dispose(): Promise<void> {
    for (const client of this.#sockets.clients) client.close(CLOSE.restart, 'Service restart');
    await this.#disposable.dispose();
  }

  async #connect({ extra, connectionParams }: Connection): Promise<boolean> {
    const given = connectionParams?.['authorization'] ?? connectionParams?.['Authorization'];
    const authorization = typeof given === 'string' ? given : undefined;
    const { headers } = extra.request;
    try {
      const verified = await this.options.authenticator.authenticate({ headers, authorization, readOnly: false });
      if (!verified) return refuse(extra, CLOSE.unauthorized, 'Sign in to continue');
      extra.context = this.#contextOf(extra, verified.session);
      extra.expiry = closeAt(verified.expiresAt, extra.socket);
      return true;
    } catch (error) {
      return refuse(extra, closeCodeOf(error), error instanceof AppError ? error.code : 'Internal error');
    }
  }

  #contextOf({ socket, request }: Extra, session: Session): RouterContext {
    return requestContext({
      session,
      requestId: requestIdOf(request),
      forwardedHeaders: forwardedHeaders(request),
      whenGone: departure((gone) => socket.once('close', gone)),
    });
  }

  #prepare({ extra, subscriptions }: Connection, payload: SubscribePayload): ExecutionArgs | GraphQLError[] {
    try {
      if (Object.keys(subscriptions).length > MAX_OPERATIONS_PER_CLIENT) throw tooMany();
      const schema = this.options.currentSchema();
      const document = parse(payload.query, { maxTokens: operationLimits.tokens });
      const errors = validate(schema, document);
      if (errors.length > 0) return errors.map(asValidationError);
      const { operationName, variables } = payload;
      const operation = getOperationAST(document, operationName);
      if (operation) checkOperation(document, operation, extra.context?.session ?? null);
      const variableValues = variables ?? {};
      return { schema, document, operationName, variableValues, contextValue: extra.context };
    } catch (error) {
      return [asGraphqlError(error)];
    }
  }

  #subscribe({ schema, document, operationName, variableValues, contextValue }: ExecutionArgs) {
    const variables = { ...variableValues };
    const context = contextValue as RouterContext;
    return this.options.subscriptions.subscribe(schema, { document, operationName, variables, context });
  }

  async #execute({ document, operationName, variableValues, contextValue }: ExecutionArgs): Promise<ExecutionResult> {
    const query = document.loc?.source.body;
    const request = { query, operationName: operationName ?? undefined, variables: { ...variableValues } };
    const { body } = await this.options.apollo.executeOperation(request, {
      contextValue: contextValue as RouterContext,
    });
    if (body.kind !== 'single') throw new Error('Incremental answers are not supported.');
    return body.singleResult as ExecutionResult;
  }

  #presented(extra: unknown, result: ExecutionResult): unknown {
    if (!result.errors) return undefined;
    return { ...result, errors: result.errors.map((error) => this.#present(extra, error)) };
  }

  #present(extra: unknown, error: unknown): unknown {
    return presentError(error, (extra as Extra).context?.requestId ?? '', this.options.logger);
  }
}

function refuse({ socket }: Extra, code: number, reason: string): false {
  socket.close(code, reason);
  return false;
}

function closeCodeOf(error: unknown): number {
  const code = error instanceof AppError ? error.code : '';
  if (code === 'UNAUTHENTICATED') return CLOSE.unauthorized;
  return code === 'AUTH_UNAVAILABLE' ? CLOSE.unavailable : CLOSE.forbidden;
}

function closeAt(expiresAt: number, socket: WebSocket): NodeJS.Timeout {
  const expire = () => socket.close(CLOSE.unauthorized, 'Session expired');
  return setTimeout(expire, Math.min(Math.max(0, expiresAt - Date.now()), LONGEST_TIMER_MS)).unref();
}

function asValidationError({ message, nodes }: GraphQLError): GraphQLError {
  return new GraphQLError(message, { nodes, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } });
}

function asGraphqlError(error: unknown): GraphQLError {
  if (error instanceof AppError) return new GraphQLError(error.message, { originalError: error });
  if (!(error instanceof GraphQLError)) return new GraphQLError('failed', { originalError: error as Error });
  if (error.extensions['code']) return error;
  return new GraphQLError(error.message, {
    source: error.source,
    positions: error.positions,
    extensions: PARSE_FAILED,
  });
}

const PARSE_FAILED = { code: 'GRAPHQL_PARSE_FAILED' };

function tooMany(): GraphQLError {
  return new GraphQLError(`A connection may run ${MAX_OPERATIONS_PER_CLIENT} operations at once.`, {
    extensions: { code: 'TOO_MANY_OPERATIONS' },
  });
}
