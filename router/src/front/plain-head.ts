import type { IncomingHttpHeaders } from 'node:http';
import type { Authenticator, KnownAccess } from '../auth/authenticate.ts';
import type { Cors } from '../http/cors.ts';
import { forwardedHeaders } from '../http/forwarded-headers.ts';
import { preventCsrf } from '../http/prevent-csrf.ts';
import { parseRequestHead, type RequestHead } from '../http1/request-head.ts';
import { headerText } from './answer-head.ts';

export type HeadReaders = {
  authenticator: Authenticator;
  cors: Cors;
  /** Whether the client wants an event stream. */
  wantsEvents(headers: IncomingHttpHeaders): boolean;
};

/**
 * A head with all that follows from it alone. A client says nearly the same each time, so its connection keeps the last
 * one: only equal bytes are taken for the same.
 */
export class PlainHead {
  readonly headers: Record<string, string>;
  readonly rawHeaders: string[];
  readonly contentLength: number;
  /** Whether the graph's own rules let it be answered without a closer look. */
  readonly mayBeHot: boolean;
  /** Whether it holds no byte that is more than one in UTF-8. */
  readonly isAscii: boolean;
  readonly corsText: string;
  readonly forwarded: Readonly<Record<string, string>>;
  #access: KnownAccess | undefined;

  private constructor(
    readonly text: string,
    head: RequestHead,
    private readonly readers: HeadReaders,
  ) {
    this.headers = head.headers;
    this.rawHeaders = head.rawHeaders;
    this.contentLength = head.contentLength;
    this.mayBeHot = isJson(head.headers) && isSafe(head.headers);
    this.isAscii = /^[\t\r\n\x20-\x7e]*$/.test(text);
    this.corsText = headerText(readers.cors.headersFor(head.headers['origin']));
    this.forwarded = forwardedHeaders(head);
  }

  /** Null for what is for Node's own server: nothing of it has been done then. */
  static read(text: string, readers: HeadReaders): PlainHead | null {
    const head = parseRequestHead(text);
    return head && !readers.wantsEvents(head.headers) ? new PlainHead(text, head, readers) : null;
  }

  /** Who asks; undefined when that must be checked first, or refused. */
  accessAt(now: number): KnownAccess | undefined {
    if (!this.#access || this.#access.until <= now) this.#access = this.readers.authenticator.recall(this.headers);
    return this.#access;
  }
}

function isJson(headers: IncomingHttpHeaders): boolean {
  return headers['content-type']?.startsWith('application/json') ?? false;
}

function isSafe(headers: IncomingHttpHeaders): boolean {
  try {
    preventCsrf({ headers });
    return true;
  } catch {
    return false;
  }
}
