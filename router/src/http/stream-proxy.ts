import {
  type ClientRequest,
  Agent as HttpAgent,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type ServerResponse,
} from 'node:http';
import { Agent as HttpsAgent, request as secureRequest } from 'node:https';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '@wecube/kit';

/** Belong to one connection and are not passed on (RFC 9110, 7.6.1). */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

const LINGER_MS = 2_000;

export type ProxyTarget = {
  /** Addresses of the service, best first; a path in them goes before that of the request. */
  origins: readonly string[];
  /** Replace or, when undefined, remove headers of the client. */
  headers?: Readonly<Record<string, string | undefined>>;
  /** Replace or, when undefined, remove headers of the answer. */
  answerHeaders?: Readonly<Record<string, string | undefined>>;
};

const CONNECT_MS = 2_000;
const httpAgent = new HttpAgent({ keepAlive: true, timeout: 4_000 });
const httpsAgent = new HttpsAgent({ keepAlive: true, timeout: 4_000 });

/**
 * Passes a request on and its answer back, both as streams: a slow reader slows the writer, nothing is collected.
 * Nothing of the request is read before one of the addresses took the connection.
 */
export async function proxyRequest(
  incoming: IncomingMessage,
  response: ServerResponse,
  target: ProxyTarget,
): Promise<void> {
  const headers = passedHeaders(incoming.headers, target, incoming);
  const { outgoing, origin } = await connectToFirst(incoming, target, headers);
  response.once('close', () => outgoing.destroy());
  if (response.destroyed) outgoing.destroy();
  const answer = new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.once('response', resolve);
    outgoing.once('error', reject);
  });
  // The answer may come before the body was read, such as a refusal: a target that closes then must not cut the client off.
  incoming.once('close', () => incoming.complete || outgoing.destroy());
  incoming.pipe(outgoing);
  const upstream = await answer.catch((error: NodeJS.ErrnoException) => {
    throw unreachable(error, origin, false);
  });
  response.writeHead(upstream.statusCode ?? 502, passedAnswerHeaders(upstream.headers, target));
  await pipeline(upstream, response).catch(() => response.destroy());
  if (!incoming.complete) readOn(incoming);
}

/** Who is cut off while sending takes that for the answer: what still comes is thrown away for a moment. */
function readOn(incoming: IncomingMessage): void {
  incoming.unpipe();
  incoming.resume();
  const end = setTimeout(() => incoming.destroy(), LINGER_MS);
  for (const event of ['end', 'close']) incoming.once(event, () => clearTimeout(end));
}

/** Passes a WebSocket upgrade on and then the bytes of both directions. Closes the connection when nobody takes it. */
export async function proxyUpgrade(
  incoming: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  target: ProxyTarget,
): Promise<void> {
  const { connection, upgrade } = incoming.headers;
  const headers = { ...passedHeaders(incoming.headers, target, incoming), connection, upgrade };
  const connected = await connectToFirst(incoming, target, headers).catch(() => null);
  if (!connected || socket.destroyed) {
    connected?.outgoing.destroy();
    return void socket.destroy();
  }
  const { outgoing } = connected;
  socket.on('error', () => outgoing.destroy());
  socket.on('close', () => outgoing.destroy());
  outgoing.on('error', () => socket.destroy());
  outgoing.on('response', (answer) => {
    socket.end(`HTTP/1.1 ${answer.statusCode} ${answer.statusMessage}\r\nconnection: close\r\n\r\n`);
    answer.resume();
  });
  outgoing.on('upgrade', (answer, upstream, upstreamHead) => {
    socket.write(`HTTP/1.1 101 Switching Protocols\r\n${rawHeaderLines(answer)}\r\n\r\n`);
    if (upstreamHead.length > 0) socket.write(upstreamHead);
    if (head.length > 0) upstream.write(head);
    void pipeline(upstream, socket).catch(() => {});
    void pipeline(socket, upstream).catch(() => {});
  });
  outgoing.end();
}

async function connectToFirst(
  incoming: IncomingMessage,
  { origins }: ProxyTarget,
  headers: IncomingHttpHeaders,
): Promise<{ outgoing: ClientRequest; origin: string }> {
  let failure: NodeJS.ErrnoException = new Error('it has no address');
  for (const origin of origins) {
    const outgoing = openRequest(incoming, origin, headers);
    // Errors are told by what is awaited; one that comes after that must not end the process.
    outgoing.on('error', () => {});
    try {
      await connected(outgoing);
      return { outgoing, origin };
    } catch (error) {
      failure = error as NodeJS.ErrnoException;
    }
  }
  throw unreachable(failure, origins.join(', '), true);
}

function connected(outgoing: ClientRequest): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => outgoing.destroy(new Error('it takes no connection')), CONNECT_MS);
    outgoing.once('error', reject);
    outgoing.once('close', () => clearTimeout(timer));
    outgoing.once('socket', (socket) => {
      const ready = () => {
        clearTimeout(timer);
        resolve();
      };
      if (socket.connecting) socket.once('connect', ready);
      else ready();
    });
  });
}

function openRequest(incoming: IncomingMessage, origin: string, headers: IncomingHttpHeaders): ClientRequest {
  const url = new URL(origin);
  const secure = url.protocol === 'https:';
  return (secure ? secureRequest : request)({
    hostname: url.hostname,
    port: url.port,
    method: incoming.method,
    path: url.pathname.replace(/\/+$/, '') + incoming.url,
    headers,
    agent: headers.upgrade ? false : secure ? httpsAgent : httpAgent,
  });
}

function passedHeaders(
  headers: IncomingHttpHeaders,
  target: ProxyTarget,
  incoming: IncomingMessage,
): IncomingHttpHeaders {
  const passed: IncomingHttpHeaders = { ...withoutHopByHop(headers), ...target.headers };
  passed['x-forwarded-host'] ??= headers.host;
  passed['x-forwarded-proto'] ??= 'http';
  const { remoteAddress } = incoming.socket;
  passed['x-forwarded-for'] = [headers['x-forwarded-for'], remoteAddress].filter(Boolean).join(', ');
  for (const name of Object.keys(passed)) if (passed[name] === undefined) delete passed[name];
  return passed;
}

function passedAnswerHeaders(headers: IncomingHttpHeaders, { answerHeaders }: ProxyTarget): IncomingHttpHeaders {
  const passed: IncomingHttpHeaders = { ...withoutHopByHop(headers), ...answerHeaders };
  for (const name of Object.keys(passed)) if (passed[name] === undefined) delete passed[name];
  return passed;
}

function withoutHopByHop(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const named = String(headers.connection ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim());
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name) && !named.includes(name)));
}

function rawHeaderLines({ rawHeaders }: IncomingMessage): string {
  const lines: string[] = [];
  for (let at = 0; at < rawHeaders.length; at += 2) lines.push(`${rawHeaders[at]}: ${rawHeaders[at + 1]}`);
  return lines.join('\r\n');
}

/** That another try can do no harm is only certain when nothing was sent. */
function unreachable(error: NodeJS.ErrnoException, origin: string, retryable: boolean): AppError {
  return new AppError(
    'SERVICE_UNREACHABLE',
    `The service behind this address does not answer (${error.code ?? 'closed'}).`,
    {
      cause: new Error(`${origin}: ${error.message}`),
      status: 503,
      retryable,
    },
  );
}
