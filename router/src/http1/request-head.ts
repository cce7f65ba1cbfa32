import { lengthOf, readHeaderLines } from './header-lines.ts';

/** A head of the plain kind: everything in it means one thing only. */
export type RequestHead = {
  headers: Record<string, string>;
  /** Names and values in turn, as they came. */
  rawHeaders: string[];
  contentLength: number;
};

const REQUEST_LINE = 'POST /graphql HTTP/1.1';
const MOST_HEADERS = 60;
/** Headers that change how a message is read or answered. */
const NOT_PLAIN = new Set(['transfer-encoding', 'te', 'trailer', 'expect', 'upgrade', 'proxy-connection', '__proto__']);

/**
 * Reads the head of a request for the graph, without the empty line at its end. Null for every other request, and for
 * everything that two servers could take in two ways: those are for Node's own parser to judge.
 */
export function parseRequestHead(text: string): RequestHead | null {
  const lines = text.split('\r\n');
  if (lines[0] !== REQUEST_LINE || lines.length > MOST_HEADERS) return null;
  const headers: Record<string, string> = {};
  const rawHeaders: string[] = [];
  let repeats = false;
  const isPlain = readHeaderLines(lines, (name, value) => {
    repeats ||= name in headers || NOT_PLAIN.has(name);
    headers[name] = value;
    rawHeaders.push(name, value);
  });
  if (!isPlain || repeats || !headers['host']) return null;
  if (!/^(?:keep-alive)?$/i.test(headers['connection'] ?? '')) return null;
  const contentLength = lengthOf(headers['content-length'] ?? '');
  return contentLength === undefined ? null : { headers, rawHeaders, contentLength };
}
