import { AppError } from '@wecube/kit';
import { GraphQLError } from 'graphql';
import {
  type ConnectionInitMessage,
  GRAPHQL_TRANSPORT_WS_PROTOCOL,
  MessageType,
  parseMessage,
  type SubscribeMessage,
} from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { RouterContext } from '../router-context.ts';
import type { ClientOperations, StartedOperation } from './client-operations.ts';
import type { EndReason, Place } from './connected-clients.ts';

/** Codes with which the router closes a connection, so that a client knows what to do. */
export const CLOSE = {
  restart: 1012,
  tryAgainLater: 1013,
  badMessage: 4400,
  unauthorized: 4401,
  forbidden: 4403,
  otherProtocol: 4406,
  notInitialised: 4408,
  idInUse: 4409,
  initialisedTwice: 4429,
  failed: 4500,
} as const;

const ENDS: Record<EndReason, [number, string]> = {
  restart: [CLOSE.restart, 'Service restart'],
  expired: [CLOSE.unauthorized, 'Session expired'],
  evicted: [CLOSE.unauthorized, 'Session ended'],
};

/** A client that sends but does not read is cut once so many bytes of answers to it wait. */
const MOST_UNREAD_BYTES = 4 * 1024 * 1024;

export type WsConnectionOptions = {
  socket: WebSocket;
  place: Place;
  operations: ClientOperations;
  initWithinMs: number;
  /** Says who the client is; throws an AppError when it may not come in. */
  signIn(params: Record<string, unknown>): Promise<RouterContext>;
  /** Told of bugs, for the log. */
  failed(error: unknown): void;
};

type RunningOperation = { stop(): void; stopped: boolean };

/** One client that speaks graphql-transport-ws: what each message may do, and with which code a breach ends the connection. */
export class WsConnection {
  readonly #operations = new Map<string, RunningOperation>();
  readonly #initTimer: NodeJS.Timeout;
  #initialised = false;
  #context: RouterContext | null = null;
  #heard = true;
  #resubscribed: Set<string> | null = null;

  constructor(private readonly options: WsConnectionOptions) {
    const { socket, initWithinMs } = options;
    this.#initTimer = setTimeout(() => this.#close(CLOSE.notInitialised, 'Connection init timeout'), initWithinMs);
    socket.on('close', () => this.#gone());
    socket.on('pong', () => this.#hear());
    socket.on('message', (data) => this.#receive(String(data)));
    if (socket.protocol !== GRAPHQL_TRANSPORT_WS_PROTOCOL) this.#close(CLOSE.otherProtocol, 'Unknown protocol');
  }

  end(reason: EndReason): void {
    this.#close(...ENDS[reason]);
  }

  /** Asks whether the client is still there; false, and cut, when nothing was heard since it was asked the last time. */
  probe(): boolean {
    const { socket } = this.options;
    if (this.#heard) {
      this.#heard = false;
      if (socket.readyState === socket.OPEN) socket.ping();
      return true;
    }
    socket.terminate();
    return false;
  }

  #hear(): void {
    this.#heard = true;
  }

  #receive(text: string): void {
    if (this.options.socket.readyState !== this.options.socket.OPEN) return;
    this.#hear();
    const message = messageOf(text);
    if (message?.type === MessageType.ConnectionInit) void this.#initialise(message);
    else if (message?.type === MessageType.Subscribe) this.#subscribe(message);
    else if (message?.type === MessageType.Complete) this.#complete(message.id);
    else if (message?.type === MessageType.Ping) this.#answer({ type: MessageType.Pong, payload: message.payload });
    else if (message?.type !== MessageType.Pong) this.#close(CLOSE.badMessage, 'Invalid message received');
  }

  async #initialise({ payload }: ConnectionInitMessage): Promise<void> {
    if (this.#initialised) return this.#close(CLOSE.initialisedTwice, 'Too many initialisation requests');
    this.#initialised = true;
    clearTimeout(this.#initTimer);
    try {
      this.#context = await this.options.signIn(payload ?? {});
      this.#answer({ type: MessageType.ConnectionAck });
    } catch (error) {
      this.#close(...refusalOf(error));
      if (!(error instanceof AppError)) this.options.failed(error);
    }
  }

  #subscribe({ id, payload }: SubscribeMessage): void {
    if (!this.#context) return void this.#close(CLOSE.unauthorized, 'Unauthorized');
    if (this.#operations.has(id))
      return void this.#close(CLOSE.idInUse, `Subscriber for ${id.slice(0, 60)} already exists`);
    const operation: RunningOperation = { stopped: false, stop() {} };
    this.#operations.set(id, operation);
    this.#run(id, operation, payload, this.#context).catch((error: unknown) => {
      this.options.failed(error);
      this.#close(CLOSE.failed, 'Internal server error');
    });
  }

  async #run(
    id: string,
    operation: RunningOperation,
    payload: SubscribeMessage['payload'],
    context: RouterContext,
  ): Promise<void> {
    let finish = () => {};
    try {
      finish = this.options.place.startOperation();
      await this.#carry(id, operation, await this.options.operations.start(payload, context), context);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      await this.#fail(id, operation, [error], context);
    } finally {
      finish();
      if (this.#operations.get(id) === operation) this.#operations.delete(id);
    }
  }

  /** Takes the next result only when the one before has left: what a slow client has not read waits in its queue. */
  async #carry(
    id: string,
    operation: RunningOperation,
    started: StartedOperation,
    context: RouterContext,
  ): Promise<void> {
    if ('errors' in started) return this.#fail(id, operation, started.errors, context);
    const stream = 'stream' in started ? started.stream : [started.result];
    if ('stream' in started) {
      operation.stop = () => void started.stream.return();
      started.stream.onResumed(() => this.#tellResubscribed(id));
      if (operation.stopped) operation.stop();
    }
    for await (const result of stream) {
      if (operation.stopped) break;
      const text = this.options.operations.print(result, context.requestId);
      await this.#send(`{"id":${JSON.stringify(id)},"type":"next","payload":${text}}`);
    }
    if (!operation.stopped) await this.#send(JSON.stringify({ id, type: MessageType.Complete }));
  }

  async #fail(
    id: string,
    { stopped }: RunningOperation,
    errors: readonly (GraphQLError | AppError)[],
    context: RouterContext,
  ): Promise<void> {
    if (stopped) return;
    const payload = this.options.operations.present(errors.map(asGraphqlError), context.requestId);
    await this.#send(JSON.stringify({ id, type: MessageType.Error, payload }));
  }

  #complete(id: string): void {
    const operation = this.#operations.get(id);
    if (!operation) return;
    this.#operations.delete(id);
    operation.stopped = true;
    operation.stop();
  }

  /** One ping for all operations that resume together; a client that does not know its payload answers it as any other. */
  #tellResubscribed(id: string): void {
    if (this.#resubscribed) return void this.#resubscribed.add(id);
    this.#resubscribed = new Set([id]);
    setImmediate(() => {
      this.#answer({ type: MessageType.Ping, payload: { resubscribed: [...(this.#resubscribed ?? [])] } });
      this.#resubscribed = null;
    });
  }

  #answer(message: object): void {
    if (this.options.socket.bufferedAmount > MOST_UNREAD_BYTES) return void this.options.socket.terminate();
    void this.#send(JSON.stringify(message));
  }

  /** Resolves when the text has left, or cannot any more. */
  #send(text: string): Promise<void> {
    const { socket } = this.options;
    if (socket.readyState !== socket.OPEN) return Promise.resolve();
    return new Promise((resolve) => socket.send(text, () => resolve()));
  }

  #close(code: number, reason: string): void {
    this.options.socket.close(code, reason);
    this.#stopAll();
  }

  #gone(): void {
    this.#stopAll();
    this.options.place.leave();
  }

  #stopAll(): void {
    clearTimeout(this.#initTimer);
    for (const id of [...this.#operations.keys()]) this.#complete(id);
  }
}

function messageOf(text: string): ReturnType<typeof parseMessage> | null {
  try {
    return parseMessage(text);
  } catch {
    return null;
  }
}

function refusalOf(error: unknown): [number, string] {
  if (!(error instanceof AppError)) return [CLOSE.failed, 'Internal server error'];
  if (error.code === 'UNAUTHENTICATED') return [CLOSE.unauthorized, error.code];
  const isTemporary = error.code === 'AUTH_UNAVAILABLE' || error.code === 'TOO_MANY_CONNECTIONS';
  return [isTemporary ? CLOSE.tryAgainLater : CLOSE.forbidden, error.code];
}

function asGraphqlError(error: GraphQLError | AppError): GraphQLError {
  return error instanceof AppError ? new GraphQLError(error.message, { originalError: error }) : error;
}
