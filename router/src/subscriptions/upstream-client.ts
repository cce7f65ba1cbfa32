import { setImmediate as turn } from 'node:timers/promises';
import { type Client, createClient, type Sink, type SubscribePayload } from 'graphql-ws';
import WebSocket from 'ws';

const IDLE_CLOSE_MS = 2_000;
const ACK_WITHIN_MS = 3_000;

export type UpstreamClientOptions = {
  url: string;
  connectionParams(): Record<string, string>;
  /** The subgraph is asked this often whether it is there; a connection that leaves one such time without an answer is lost. */
  pingMs: number;
};

/** One WebSocket to an instance, opened with the first subscription and closed some time after the last. */
export class UpstreamClient {
  readonly #client: Client;
  readonly #pingMs: number;
  #socket: WebSocket | undefined;
  #silence: NodeJS.Timeout | undefined;
  #confirming: Promise<boolean> | undefined;

  constructor({ url, connectionParams, pingMs }: UpstreamClientOptions) {
    this.#pingMs = pingMs;
    this.#client = createClient({
      url,
      webSocketImpl: WebSocket,
      lazy: true,
      lazyCloseTimeout: IDLE_CLOSE_MS,
      retryAttempts: 0,
      keepAlive: pingMs,
      connectionAckWaitTimeout: ACK_WITHIN_MS,
      connectionParams,
    });
    this.#client.on('connected', (socket) => {
      this.#socket = socket as WebSocket;
    });
    this.#client.on('ping', (received) => received || this.#expectAnswer());
    this.#client.on('pong', (received) => received && clearTimeout(this.#silence));
    this.onClosed(() => {
      this.#socket = undefined;
      clearTimeout(this.#silence);
    });
  }

  onClosed(listener: () => void): void {
    this.#client.on('closed', listener);
  }

  subscribe(payload: SubscribePayload, sink: Sink): () => void {
    return this.#client.subscribe(payload, sink);
  }

  /** Resolves true when the subgraph has read all that was sent before, false when the connection is lost. */
  confirm(): Promise<boolean> {
    this.#confirming ??= this.#ask();
    return this.#confirming;
  }

  terminate(): void {
    this.#client.terminate();
  }

  async dispose(): Promise<void> {
    await this.#client.dispose();
  }

  async #ask(): Promise<boolean> {
    const open = this.#socket?.readyState === WebSocket.OPEN ? this.#socket : await this.#next('connected');
    // Subscriptions that wait for the same connection are sent first; those that come later ask again.
    await turn();
    this.#confirming = undefined;
    const socket = this.#socket;
    if (!open || socket?.readyState !== WebSocket.OPEN) return false;
    const answered = this.#next('pong');
    socket.send(JSON.stringify({ type: 'ping' }));
    this.#expectAnswer();
    return answered;
  }

  /** True at the event, false when the connection closes before it. */
  #next(event: 'connected' | 'pong'): Promise<boolean> {
    return new Promise((resolve) => {
      const over = (happened: boolean) => {
        for (const stop of listening) stop();
        resolve(happened);
      };
      const happened = event === 'connected' ? () => over(true) : (received: unknown) => received && over(true);
      const listening = [this.#client.on(event, happened as never), this.#client.on('closed', () => over(false))];
    });
  }

  /** A connection whose other end vanished without a word is noticed by the missing answer. */
  #expectAnswer(): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#client.terminate(), this.#pingMs);
  }
}
