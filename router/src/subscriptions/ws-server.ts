import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Logger, unauthenticated } from '@wecube/kit';
import { handleProtocols } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Authenticator } from '../auth/authenticate.ts';
import { requestIdOf } from '../http/answers.ts';
import { forwardedHeaders } from '../http/forwarded-headers.ts';
import { traceOf } from '../http/request-observer.ts';
import { departure, type RouterContext, requestContext } from '../router-context.ts';
import type { ClientOperations } from './client-operations.ts';
import type { ConnectedClients, Place } from './connected-clients.ts';
import { WsConnection } from './ws-connection.ts';

export type WsServerOptions = {
  operations: ClientOperations;
  clients: ConnectedClients;
  authenticator: Authenticator;
  /** Of one message, in bytes; a larger one closes with 1009. */
  maxPayload: number;
  initWithinMs: number;
  /** Clients are asked this often whether they are there; one who has not answered by the next time is cut. */
  pingMs: number;
  logger: Logger;
};

const CLOSE_WITHIN_MS = 1_000;

/** WebSocket connections of clients at /graphql (protocol graphql-transport-ws), for all three kinds of operation. */
export class WsServer {
  readonly #sockets: WebSocketServer;
  readonly #connections = new Set<WsConnection>();
  readonly #heartbeat: NodeJS.Timeout;

  constructor(private readonly options: WsServerOptions) {
    this.#sockets = new WebSocketServer({ noServer: true, maxPayload: options.maxPayload, handleProtocols });
    this.#heartbeat = setInterval(() => this.#probe(), options.pingMs).unref();
  }

  get connections(): number {
    return this.#connections.size;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    let connection: WsConnection | undefined;
    const place = this.#placeFor((reason) => connection?.end(reason));
    if (!place) return void socket.end(NO_PLACE);
    socket.once('close', () => place.leave());
    this.#sockets.handleUpgrade(request, socket, head, (client) => {
      connection = this.#connect(client, request, place);
    });
  }

  /** Tells every client to connect again, to another router or to the next start of this one. */
  async dispose(): Promise<void> {
    clearInterval(this.#heartbeat);
    this.options.clients.drain();
    const force = setTimeout(() => this.#terminate(), CLOSE_WITHIN_MS);
    const closed = once(this.#sockets, 'close');
    this.#sockets.close();
    await closed;
    clearTimeout(force);
  }

  #placeFor(end: ConstructorParameters<typeof Place>[1]): Place | null {
    try {
      return this.options.clients.enter(end);
    } catch {
      return null;
    }
  }

  #connect(socket: WebSocket, request: IncomingMessage, place: Place): WsConnection {
    const { operations, initWithinMs, logger } = this.options;
    const connection = new WsConnection({
      socket,
      place,
      operations,
      initWithinMs,
      signIn: (params) => this.#signIn(socket, request, place, params),
      failed: (error) => logger.error({ err: error }, 'a live connection failed unexpectedly'),
    });
    this.#connections.add(connection);
    socket.on('error', (error) => logger.debug({ err: error }, 'a live connection broke'));
    socket.once('close', () => this.#connections.delete(connection));
    return connection;
  }

  async #signIn(
    socket: WebSocket,
    request: IncomingMessage,
    place: Place,
    params: Record<string, unknown>,
  ): Promise<RouterContext> {
    const given = params['authorization'] ?? params['Authorization'];
    const authorization = typeof given === 'string' ? given : undefined;
    const { headers } = request;
    const verified = await this.options.authenticator.authenticate({ headers, authorization, readOnly: false });
    if (!verified) throw unauthenticated();
    place.identify(verified);
    return requestContext({
      session: verified.session,
      requestId: requestIdOf(request),
      forwardedHeaders: forwardedHeaders(request),
      trace: traceOf(request),
      whenGone: departure((gone) => socket.once('close', gone)),
    });
  }

  #probe(): void {
    for (const connection of [...this.#connections]) {
      if (!connection.probe()) this.options.clients.note('client_vanished');
    }
  }

  #terminate(): void {
    for (const client of this.#sockets.clients) client.terminate();
  }
}

const NO_PLACE = 'HTTP/1.1 503 Service Unavailable\r\nretry-after: 1\r\nconnection: close\r\ncontent-length: 0\r\n\r\n';
