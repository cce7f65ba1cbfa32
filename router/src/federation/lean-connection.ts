import { validateHeaderValue } from 'node:http';
import { connect, type Socket } from 'node:net';
import { type HttpAnswer, ResponseReader } from '../http1/response-reader.ts';
import { type PostRequest, reasonOf } from './connections.ts';
import type { Exchange } from './exchange.ts';
import type { LeanConnections } from './lean-connections.ts';

/** All connections receive into the same bytes: what is to outlive the moment is copied. */
const received = Buffer.allocUnsafeSlow(65_536);

/** One connection to an instance; carries one exchange at a time. */
export class LeanConnection {
  /** Until when it may wait unused, in the time of `performance.now()`. */
  freeUntil = 0;
  readonly #socket: Socket;
  readonly #reader = new ResponseReader();
  readonly #connectTimer: NodeJS.Timeout;
  readonly #cut = () => this.destroy();
  #exchange: Exchange | undefined;
  #connected = false;
  #ended = false;

  constructor(private readonly pool: LeanConnections) {
    const { address, connectTimeoutMs } = pool.options;
    this.#connectTimer = setTimeout(() => this.#fail('CONNECT_TIMEOUT'), connectTimeoutMs);
    const callback = (length: number) => {
      this.#receive(received.subarray(0, length));
      return true;
    };
    const onread = { buffer: received, callback };
    this.#socket = connect({ host: address.host, port: address.port, noDelay: true, onread });
    this.#socket
      .on('connect', () => this.#begin())
      .on('end', () => this.#serverEnded())
      .on('error', (error) => this.#fail(reasonOf(error)))
      .on('close', () => this.#fail('ECONNRESET'));
  }

  carry(exchange: Exchange): void {
    this.#exchange = exchange;
    exchange.cut = this.#cut;
    if (this.#connected) this.#send(exchange);
  }

  destroy(): void {
    this.#fail('ECONNRESET');
  }

  #begin(): void {
    clearTimeout(this.#connectTimer);
    this.#connected = true;
    if (this.#exchange) this.#send(this.#exchange);
  }

  #send(exchange: Exchange): void {
    let head: string;
    try {
      head = headOf(exchange.request, this.pool.options.address.name);
    } catch (error) {
      this.#exchange = undefined;
      exchange.settle({ kind: 'failed', sent: false, reason: reasonOf(error) });
      return void this.pool.freed(this, Number.POSITIVE_INFINITY);
    }
    exchange.sent = true;
    const { body, isAscii } = exchange.request;
    if (isAscii) this.#socket.write(head + body, 'latin1');
    else this.#socket.write(Buffer.concat([Buffer.from(head, 'latin1'), Buffer.from(body)]));
  }

  #receive(bytes: Buffer): void {
    // Nobody asked: this would be taken for the answer to the next request.
    if (!this.#exchange) return void this.destroy();
    try {
      const answer = this.#reader.read(bytes);
      if (answer) this.#answered(answer);
    } catch (error) {
      this.#fail(reasonOf(error));
    }
  }

  #answered({ status, retryAfter, body, keepMs }: HttpAnswer): void {
    const exchange = this.#exchange as Exchange;
    this.#exchange = undefined;
    exchange.cut = undefined;
    // An answer before the request was all sent leaves bytes behind that the next one would follow.
    this.pool.freed(this, this.#socket.writableLength > 0 ? 0 : keepMs);
    exchange.settle({ kind: 'answered', status, retryAfter, body });
  }

  #serverEnded(): void {
    const answer = this.#exchange && this.#reader.end();
    if (answer) this.#answered(answer);
    this.destroy();
  }

  /** Ends the connection for good, and with it what it carries. */
  #fail(reason: string): void {
    if (this.#ended) return;
    this.#ended = true;
    clearTimeout(this.#connectTimer);
    this.#socket.destroy();
    const exchange = this.#exchange;
    this.#exchange = undefined;
    this.pool.lost(this);
    exchange?.settle({ kind: 'failed', sent: exchange.sent, reason });
  }
}

function headOf({ path, headers, body, isAscii }: PostRequest, host: string): string {
  const first = `POST ${path} HTTP/1.1\r\nhost: ${host}\r\nconnection: keep-alive\r\n`;
  const lines = typeof headers === 'string' ? headers : linesOf(headers);
  return `${first}${lines}content-length: ${isAscii ? body.length : Buffer.byteLength(body)}\r\n\r\n`;
}

function linesOf(headers: Readonly<Record<string, string>>): string {
  let lines = '';
  for (const name in headers) {
    const value = headers[name] as string;
    validateHeaderValue(name, value);
    lines += `${name}: ${value}\r\n`;
  }
  return lines;
}
