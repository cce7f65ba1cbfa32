import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, gzip, constants as zlib } from 'node:zlib';
import Negotiator from 'negotiator';

const compress = { br: promisify(brotliCompress), gzip: promisify(gzip) };
export type Encoding = keyof typeof compress;

/** Quick rather than small: the answers are made anew each time. */
const OPTIONS = { br: { params: { [zlib.BROTLI_PARAM_QUALITY]: 4 } }, gzip: { level: 4 } };
/** Below this the work costs more than the bytes. */
const SMALLEST_BYTES = 2_048;

/** Ends an answer with a text, compressed when it is large and the client takes that. Headers and status are set before. */
export async function sendText(request: IncomingMessage, response: ServerResponse, text: string): Promise<void> {
  const bytes = Buffer.from(text);
  vary(response, 'accept-encoding');
  const encoding = encodingFor(bytes.length, request.headers['accept-encoding']);
  if (!encoding) return end(response, bytes);
  const smaller = await compressed(bytes, encoding);
  if (response.destroyed) return;
  response.setHeader('content-encoding', encoding);
  end(response, smaller);
}

/** How an answer of so many bytes is to be compressed for who sends this `accept-encoding`, if it is. */
export function encodingFor(bytes: number, accepts: string | string[] | undefined): Encoding | undefined {
  if (bytes < SMALLEST_BYTES || typeof accepts !== 'string') return undefined;
  const accepted = new Negotiator({ headers: { 'accept-encoding': accepts } } as never).encodings(['br', 'gzip']);
  return accepted.includes('br') ? 'br' : accepted.includes('gzip') ? 'gzip' : undefined;
}

export function compressed(bytes: Buffer, encoding: Encoding): Promise<Buffer> {
  return compress[encoding](bytes, OPTIONS[encoding]);
}

/** Lets a browser ask again whether its copy still holds; true when it does and 304 was answered. */
export function answeredByCopy(request: IncomingMessage, response: ServerResponse, text: string): boolean {
  const tag = `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
  response.setHeader('etag', tag);
  const known = request.headers['if-none-match']?.split(',').map((one) => one.trim());
  if (!known?.includes(tag)) return false;
  response.removeHeader('content-length');
  response.writeHead(304).end();
  return true;
}

/** Names a request header on which the answer depends, beside those named before. */
export function vary(response: ServerResponse, header: string): void {
  const names = String(response.getHeader('vary') ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter(Boolean);
  if (!names.includes(header)) response.setHeader('vary', [...names, header].join(', '));
}

function end(response: ServerResponse, bytes: Buffer): void {
  response.setHeader('content-length', bytes.length);
  response.end(bytes);
}
