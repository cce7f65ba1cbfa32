import type { Socket } from 'node:net';
import { type Session, UNTRACED } from '@wecube/kit';
import { requestIdOf } from '../http/answers.ts';
import { clientDeadline } from '../http/client-deadline.ts';
import { presentRefusal } from '../http/graphql-status.ts';
import type { HotAnswer, HotOperation } from '../http/hot-path.ts';
import { CLIENT_LEFT } from '../http/request-observer.ts';
import { compressed, type Encoding, encodingFor } from '../http/send-text.ts';
import { departure, requestContext } from '../router-context.ts';
import { answerHead } from './answer-head.ts';
import type { Front } from './front.ts';
import { nodeExchange } from './node-exchange.ts';
import { PlainHead } from './plain-head.ts';

const HEAD_END = '\r\n\r\n';
/** What Node's server allows. */
const LONGEST_HEAD = 16_384;
/** Larger bodies are read by Node's server, which does not hold them while they come. */
const LONGEST_BODY = 262_144;
/** A client that sends ahead more than this waits. */
const MOST_AHEAD = 65_536;
/** Up to this a head and its text leave as one string. */
const SHORT_TEXT = 4_096;

type Current = { requestId: string; traceId: string | undefined; begin: number; status: number };

/** One connection of a client: one request at a time is read, answered and noted. */
export class FrontConnection {
  #head: PlainHead | undefined;
  /** What was received and not read yet. */
  #pending: Buffer | undefined;
  #busy = false;
  #used = false;
  /** Since when it waits for the client, in the time of `performance.now()`. */
  #since = performance.now();
  /** The request that is answered here. */
  #current: Current | undefined;
  #gone: (() => void) | undefined;
  readonly #receive = (bytes: Buffer) => this.#received(bytes);
  readonly #end = () => this.#clientEnded();
  readonly #close = () => this.#closed();
  readonly #drain = () => this.#flushed();
  readonly #error = () => this.#socket.destroy();
  readonly #socket: Socket;
  readonly #front: Front;

  constructor(socket: Socket, front: Front) {
    this.#socket = socket;
    this.#front = front;
    socket
      .on('data', this.#receive)
      .on('end', this.#end)
      .on('close', this.#close)
      .on('drain', this.#drain)
      .on('error', this.#error);
  }

  endIfIdle(): void {
    if (!this.#busy) this.#socket.end();
  }

  cut(): void {
    this.#socket.destroy();
  }

  lookAfter(now: number, slowMs: number): void {
    if (this.#busy) return;
    const { keepAliveMs, headMs } = this.#front.limits;
    const waits = now - this.#since;
    if (this.#pending && waits > slowMs) this.#handOver(this.#pending);
    else if (waits > (this.#used ? keepAliveMs : headMs)) this.#socket.destroy();
  }

  #received(bytes: Buffer): void {
    const all = this.#pending ? Buffer.concat([this.#pending, bytes]) : bytes;
    if (!this.#busy) return void this.#read(all);
    this.#pending = all;
    if (all.length > MOST_AHEAD) this.#socket.pause();
  }

  #read(bytes: Buffer): void {
    const head = this.#headOf(bytes);
    if (head === null) return void this.#handOver(bytes);
    if (head === undefined) return void this.#wait(bytes);
    const begin = head.text.length + HEAD_END.length;
    const end = begin + head.contentLength;
    if (head.contentLength > LONGEST_BODY || head.contentLength > this.#front.options.bodyLimit) {
      return void this.#handOver(bytes);
    }
    if (bytes.length < end) return void this.#wait(bytes);
    this.#pending = bytes.length > end ? bytes.subarray(end) : undefined;
    this.#busy = true;
    this.#used = true;
    this.#serve(head, bytes, begin, end);
  }

  /** Undefined while it is not whole, null when it is for Node's server. */
  #headOf(bytes: Buffer): PlainHead | null | undefined {
    const last = this.#head;
    const end = bytes.indexOf(HEAD_END, 0, 'latin1');
    if (end === -1) return bytes.length > LONGEST_HEAD ? null : undefined;
    if (end > LONGEST_HEAD) return null;
    const text = bytes.toString('latin1', 0, end);
    if (last?.text === text) return last;
    const head = PlainHead.read(text, this.#front.options);
    if (head) this.#head = head;
    return head;
  }

  #wait(bytes: Buffer): void {
    if (!this.#pending) this.#since = performance.now();
    this.#pending = bytes;
  }

  #serve(head: PlainHead, bytes: Buffer, begin: number, end: number): void {
    const asked = this.#hotOperation(head, bytes.toString('utf8', begin, end));
    if (asked) this.#answerHere(head, asked.hot, asked.session);
    else this.#answerByNode(head, bytes.subarray(begin, end));
  }

  #hotOperation(head: PlainHead, body: string): { hot: HotOperation; session: Session | null } | undefined {
    const { hotPath, recordsTraces } = this.#front.options;
    if (!head.mayBeHot || recordsTraces) return undefined;
    const access = head.accessAt(Date.now());
    if (!access) return undefined;
    try {
      const session = access.verified?.session ?? null;
      const hot = hotPath.find(JSON.parse(body), head.headers['accept'], { session, isOwn: false });
      return hot && { hot, session };
    } catch {
      return undefined; // no JSON: the refusal is not written here
    }
  }

  #answerHere(head: PlainHead, hot: HotOperation, session: Session | null): void {
    const { hotPath, telemetry } = this.#front.options;
    const { headers, forwarded } = head;
    const trace = headers['traceparent'] === undefined ? UNTRACED : telemetry.begin('POST /graphql', headers);
    const requestId = requestIdOf({ headers });
    this.#current = { requestId, traceId: trace.id, begin: performance.now(), status: 200 };
    const context = requestContext({
      session,
      requestId,
      forwardedHeaders: forwarded,
      trace,
      whenGone: departure((gone) => {
        this.#gone = gone;
        if (this.#socket.destroyed) gone();
      }),
      deadline: clientDeadline({ headers }),
    });
    const answered = (answer: HotAnswer) => void this.#write(head, requestId, answer);
    const passed = (latin1: string) => this.#writePassed(head, requestId, hot.contentType, latin1);
    if (head.isAscii && hotPath.pass(hot, context, { passed, answered })) return;
    void trace.run(() => hotPath.execute(hot, context)).then(answered);
  }

  #writePassed(head: PlainHead, requestId: string, contentType: string, latin1: string): void {
    const isShort = latin1.length < SHORT_TEXT;
    const encoding = encodingFor(latin1.length, head.headers['accept-encoding']);
    const answer = { contentType, text: latin1 };
    if (!isShort || encoding) void this.#writeSmaller(head, requestId, answer, Buffer.from(latin1, 'latin1'), encoding);
    else this.#send(head, requestId, answer, latin1, undefined);
  }

  async #write(head: PlainHead, requestId: string, answer: HotAnswer): Promise<void> {
    const { status = 200, text } = answer;
    const shown =
      status < 400
        ? { status, text }
        : presentRefusal({ status, text }, head.headers['accept'], requestId, this.#front.options.logger);
    const bytes = Buffer.from(shown.text);
    const encoding = encodingFor(bytes.length, head.headers['accept-encoding']);
    await this.#writeSmaller(head, requestId, { ...answer, ...shown }, bytes, encoding);
  }

  async #writeSmaller(
    head: PlainHead,
    requestId: string,
    answer: HotAnswer,
    bytes: Buffer,
    encoding: Encoding | undefined,
  ): Promise<void> {
    this.#send(head, requestId, answer, encoding ? await compressed(bytes, encoding) : bytes, encoding);
  }

  #send(
    head: PlainHead,
    requestId: string,
    { status = 200, contentType }: HotAnswer,
    body: string | Buffer,
    encoding: Encoding | undefined,
  ): void {
    const current = this.#current;
    if (!current || this.#socket.destroyed) return;
    current.status = status;
    const headText = answerHead({
      status,
      requestId,
      cors: head.corsText,
      contentType,
      encoding,
      length: body.length,
      keepAliveSeconds: Math.floor(this.#front.limits.keepAliveMs / 1_000),
      now: Date.now(),
    });
    // Text comes as one character for each byte.
    if (typeof body === 'string') this.#socket.write(headText + body, 'latin1');
    else {
      this.#socket.cork();
      this.#socket.write(headText, 'latin1');
      this.#socket.write(body);
      this.#socket.uncork();
    }
    if (this.#socket.writableLength === 0) this.#flushed();
  }

  /** The answer has left. */
  #flushed(): void {
    if (!this.#current || this.#socket.writableLength > 0) return;
    this.#note(this.#current.status);
    this.#next(true);
  }

  #note(status: number): void {
    const current = this.#current as Current;
    this.#current = undefined;
    this.#gone = undefined;
    this.#front.options.observer.note({ method: 'POST', url: '/graphql' }, 'graphql', { ...current, status });
  }

  #answerByNode(head: PlainHead, body: Buffer): void {
    const { keepAliveMs } = this.#front.limits;
    const { request, response } = nodeExchange(this.#socket, head, body, Math.floor(keepAliveMs / 1_000), (reusable) =>
      this.#next(reusable),
    );
    this.#front.options.handle(request, response);
  }

  #next(reusable: boolean): void {
    this.#busy = false;
    this.#since = performance.now();
    if (!reusable || this.#front.stopping) return void this.#socket.end();
    const pending = this.#pending;
    if (!pending) return;
    this.#pending = undefined;
    if (this.#socket.isPaused()) this.#socket.resume();
    // Not at once: who sends a thousand requests ahead must not keep everybody else waiting.
    this.#busy = true;
    setImmediate(() => this.#readNext(pending));
  }

  #readNext(bytes: Buffer): void {
    this.#busy = false;
    if (this.#socket.destroyed) return;
    const more = this.#pending;
    this.#pending = undefined;
    this.#read(more ? Buffer.concat([bytes, more]) : bytes);
  }

  // As Node's server does: who hangs up does not wait for an answer.
  #clientEnded(): void {
    if (this.#busy) this.#socket.destroy();
    else this.#socket.end();
  }

  #closed(): void {
    this.#front.lost(this);
    this.#gone?.();
    if (this.#current) this.#note(CLIENT_LEFT);
  }

  #handOver(bytes: Buffer): void {
    this.#socket
      .off('data', this.#receive)
      .off('end', this.#end)
      .off('close', this.#close)
      .off('drain', this.#drain)
      .off('error', this.#error);
    this.#front.handOver(this, this.#socket, bytes);
  }
}
