import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Logger, Telemetry } from '@wecube/kit';
import type { HotPath } from '../http/hot-path.ts';
import type { RequestObserver } from '../http/request-observer.ts';
import { FrontConnection } from './front-connection.ts';
import type { HeadReaders } from './plain-head.ts';

export type FrontOptions = HeadReaders & {
  hotPath: HotPath;
  observer: RequestObserver;
  telemetry: Telemetry;
  /** Whether traces are recorded: then every request takes the way on which that is done. */
  recordsTraces: boolean;
  bodyLimit: number;
  logger: Logger;
  /** Answers what is not hot. */
  handle(request: IncomingMessage, response: ServerResponse): void;
};

type FrontLimits = { keepAliveMs: number; headMs: number };

const ROUND_MS = 1_000;
/** A request that takes longer to come in is left to Node's server and its limits. */
const SLOW_MS = 5_000;

/**
 * The first to read a client's connection. Plain requests for the graph are read and answered here; with the first
 * byte that is anything else the connection goes to Node's own server, and stays there.
 */
export class Front {
  readonly #connections = new Set<FrontConnection>();
  readonly #round: NodeJS.Timeout;
  #stopping = false;

  constructor(
    readonly options: FrontOptions,
    readonly limits: FrontLimits,
    private readonly passOn: (socket: Socket) => void,
  ) {
    this.#round = setInterval(() => this.#lookAfter(), ROUND_MS).unref();
  }

  get stopping(): boolean {
    return this.#stopping;
  }

  welcome(socket: Socket): void {
    this.#connections.add(new FrontConnection(socket, this));
  }

  /** Gives a connection to Node's server, with the bytes that were read of it. */
  handOver(connection: FrontConnection, socket: Socket, bytes: Buffer | undefined): void {
    this.#connections.delete(connection);
    socket.pause();
    this.passOn(socket);
    if (bytes) socket.unshift(bytes);
    socket.resume();
  }

  lost(connection: FrontConnection): void {
    this.#connections.delete(connection);
  }

  /** Ends the connections that have nothing to do, and from now on each other one after its answer. */
  stop(): void {
    this.#stopping = true;
    clearInterval(this.#round);
    for (const connection of this.#connections) connection.endIfIdle();
  }

  /** Ends all connections at once. */
  cut(): void {
    for (const connection of this.#connections) connection.cut();
  }

  #lookAfter(): void {
    const now = performance.now();
    for (const connection of this.#connections) connection.lookAfter(now, SLOW_MS);
  }
}
