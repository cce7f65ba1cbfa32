import { ChunkedBody } from './chunked-body.ts';
import { lengthOf, readHeaderLines } from './header-lines.ts';
import { MalformedAnswer } from './malformed-answer.ts';

/** One whole answer; `keepMs` is how long its connection may idle by the server's own words, 0 when it ends here. */
export type HttpAnswer = { status: number; retryAfter: string | undefined; body: Buffer; keepMs: number };

type Head = {
  status: number;
  retryAfter: string | undefined;
  /** How the body ends: after so many bytes, with its last chunk, or with the connection. */
  length: number | 'chunked' | 'connection';
  keepMs: number;
};

const HEAD_END = '\r\n\r\n';
const LONGEST_HEAD = 65_536;
const STATUS_LINE = /^HTTP\/1\.([01]) ([1-5]\d\d)(?: |$)/;
/** A server's announced time is cut by this, so that it does not hang up while the next request is on its way. */
const MARGIN_MS = 1_000;

/** Reads the answers of one connection, one after the other. Whatever could be read in two ways is refused. */
export class ResponseReader {
  #waiting: Buffer[] = [];
  #size = 0;
  #head: Head | undefined;
  #chunked: ChunkedBody | undefined;
  // Most answers of a server begin alike.
  #lastHead = { text: '', read: undefined as Head | undefined };

  /** The answer once it is whole, undefined before. Throws MalformedAnswer. The bytes are only good during the call, and so may be those of the answer. */
  read(bytes: Buffer): HttpAnswer | undefined {
    let rest: Buffer | undefined = bytes;
    while (!this.#head) {
      rest = this.#readHead(rest);
      if (!rest) return undefined;
    }
    return this.#readBody(rest, this.#head);
  }

  /** The connection has ended: the answer, if that is how its body ends. */
  end(): HttpAnswer | undefined {
    return this.#head?.length === 'connection' ? this.#finish(this.#head, this.#taken()) : undefined;
  }

  /** What follows a head; undefined while the head is not whole. */
  #readHead(bytes: Buffer): Buffer | undefined {
    const all = this.#size === 0 ? bytes : Buffer.concat([...this.#waiting, bytes]);
    const end = all.indexOf(HEAD_END, 0, 'latin1');
    if (end === -1) {
      if (all.length > LONGEST_HEAD) throw new MalformedAnswer('a head without an end');
      this.#waiting = [Buffer.from(all)];
      this.#size = all.length;
      return undefined;
    }
    this.#waiting = [];
    this.#size = 0;
    const head = this.#headOf(all.toString('latin1', 0, end));
    // An interim answer: the real one follows.
    if (head.status >= 200) this.#head = head;
    else if (head.status === 101) throw new MalformedAnswer('another protocol');
    return all.subarray(end + HEAD_END.length);
  }

  #headOf(text: string): Head {
    if (this.#lastHead.read && this.#lastHead.text === text) return this.#lastHead.read;
    const read = parseHead(text);
    this.#lastHead = { text, read };
    return read;
  }

  #readBody(bytes: Buffer, head: Head): HttpAnswer | undefined {
    if (head.length === 'chunked') {
      this.#chunked ??= new ChunkedBody();
      const over = this.#chunked.read(bytes);
      return over === undefined ? undefined : this.#finish(head, this.#chunked.body, over > 0);
    }
    if (this.#size === 0 && bytes.length === head.length) return this.#finish(head, bytes);
    this.#waiting.push(Buffer.from(bytes));
    this.#size += bytes.length;
    if (head.length === 'connection' || this.#size < head.length) return undefined;
    const all = this.#taken();
    return this.#finish(head, all.subarray(0, head.length), all.length > head.length);
  }

  #taken(): Buffer {
    return this.#waiting.length === 1 ? (this.#waiting[0] as Buffer) : Buffer.concat(this.#waiting);
  }

  // More than was asked for: what else comes over this connection cannot be trusted.
  #finish({ status, retryAfter, keepMs }: Head, body: Buffer, hasMore = false): HttpAnswer {
    this.#head = undefined;
    this.#chunked = undefined;
    this.#waiting = [];
    this.#size = 0;
    return { status, retryAfter, body, keepMs: hasMore ? 0 : keepMs };
  }
}

function parseHead(text: string): Head {
  const lines = text.split('\r\n');
  const [, minor, status = ''] = STATUS_LINE.exec(lines[0] as string) ?? [];
  if (minor === undefined) throw new MalformedAnswer('no status line');
  const head: Head = { status: Number(status), retryAfter: undefined, length: 'connection', keepMs: 0 };
  const seen: Record<string, string> = {};
  const isPlain = readHeaderLines(lines, (name, value) => {
    if (name === 'content-length' && seen[name] !== undefined && seen[name] !== value) throw new MalformedAnswer(name);
    seen[name] = seen[name] === undefined || name === 'content-length' ? value : `${seen[name]}, ${value}`;
  });
  if (!isPlain) throw new MalformedAnswer('a header that is none');
  head.retryAfter = seen['retry-after'];
  head.length = bodyLength(head.status, seen['content-length'], seen['transfer-encoding']);
  head.keepMs = head.length === 'connection' ? 0 : keepMsOf(minor === '1', seen['connection'], seen['keep-alive']);
  return head;
}

function bodyLength(status: number, length: string | undefined, encoding: string | undefined): Head['length'] {
  if (status < 200 || status === 204 || status === 304) return 0;
  if (encoding !== undefined) {
    // With both, two readers could find two different ends.
    if (length !== undefined || encoding.toLowerCase() !== 'chunked') throw new MalformedAnswer('transfer-encoding');
    return 'chunked';
  }
  if (length === undefined) return 'connection';
  const bytes = lengthOf(length);
  if (bytes === undefined) throw new MalformedAnswer('content-length');
  return bytes;
}

function keepMsOf(isCurrent: boolean, connection = '', keepAlive = ''): number {
  if (/\bclose\b/i.test(connection)) return 0;
  if (!isCurrent && !/\bkeep-alive\b/i.test(connection)) return 0;
  const seconds = /\btimeout=(\d{1,6})/i.exec(keepAlive)?.[1];
  return seconds === undefined ? Number.POSITIVE_INFINITY : Math.max(0, Number(seconds) * 1_000 - MARGIN_MS);
}
