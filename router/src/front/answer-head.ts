import { STATUS_CODES } from 'node:http';
import { SECURITY_HEADERS } from '../http/answers.ts';

type AnswerHead = {
  status: number;
  requestId: string;
  /** Lines of headers, each with its end. */
  cors: string;
  contentType: string;
  encoding: string | undefined;
  length: number;
  keepAliveSeconds: number;
  now: number;
};

/** Headers as lines, each with its end. */
export function headerText(headers: Readonly<Record<string, string | number>>): string {
  return Object.entries(headers).reduce((text, [name, value]) => `${text}${name}: ${value}\r\n`, '');
}

const SECURITY = headerText(SECURITY_HEADERS);
const VARY_ORIGIN = 'vary: origin\r\n';

/** The head of an answer as Node's server writes it for the same answer. */
export function answerHead(head: AnswerHead): string {
  const { status, requestId, cors, contentType, encoding, length, keepAliveSeconds, now } = head;
  const dependsOnOrigin = cors.startsWith(VARY_ORIGIN);
  const first = dependsOnOrigin ? `vary: origin, accept-encoding\r\n${cors.slice(VARY_ORIGIN.length)}` : '';
  const last = dependsOnOrigin ? '' : 'vary: accept-encoding\r\n';
  return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'unknown'}\r\n${SECURITY}x-request-id: ${requestId}\r\n${first}content-type: ${contentType}\r\ncache-control: no-store\r\n${last}${
    encoding ? `content-encoding: ${encoding}\r\n` : ''
  }content-length: ${length}\r\n${dateLine(now)}Connection: keep-alive\r\nKeep-Alive: timeout=${keepAliveSeconds}\r\n\r\n`;
}

let dated = { second: 0, line: '' };

function dateLine(now: number): string {
  const second = Math.floor(now / 1_000);
  if (second !== dated.second) dated = { second, line: `Date: ${new Date(now).toUTCString()}\r\n` };
  return dated.line;
}
