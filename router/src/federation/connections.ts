import type { WhenGone } from '../router-context.ts';

/** One POST to an instance. */
export type PostRequest = {
  path: string;
  /** By name, or as lines of ASCII that were checked already, each with its end. */
  headers: Readonly<Record<string, string>> | string;
  body: string;
  /** Known to be ASCII, as the headers are: nothing needs to be encoded. */
  isAscii?: boolean;
  timeoutMs: number;
  whenGone: WhenGone;
};

/** How a request ended. `sent` tells whether any byte of it may have left: if not, it was certainly not executed. */
export type PostResult =
  | { kind: 'answered'; status: number; retryAfter: string | undefined; body: Buffer }
  | { kind: 'failed'; sent: boolean; reason: string }
  | { kind: 'timed-out'; sent: boolean }
  | { kind: 'cancelled' };

/** The connections to one instance. */
export type Connections = {
  /** Posts and collects the answer. Never rejects; stops when the time is over or the client leaves. */
  post(request: PostRequest): Promise<PostResult>;
  /** Takes no more requests, finishes those in hand and closes. */
  close(): Promise<void>;
};

/** What an error of the network is called in logs and on the health page. */
export function reasonOf(error: unknown): string {
  const { code, cause, name } = error as { code?: string; cause?: { code?: string }; name?: string };
  return code ?? cause?.code ?? name ?? 'unknown error';
}
