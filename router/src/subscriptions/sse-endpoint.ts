import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError, type Logger, readBody, unauthenticated } from '@wecube/kit';
import Negotiator from 'negotiator';
import type { Authenticator } from '../auth/authenticate.ts';
import type { VerifiedToken } from '../auth/verify-token.ts';
import { forwardedHeaders } from '../http/forwarded-headers.ts';
import { preventCsrf } from '../http/prevent-csrf.ts';
import { departure, requestContext } from '../router-context.ts';
import type { ClientOperations } from './client-operations.ts';
import type { ConnectedClients, Place } from './connected-clients.ts';
import { type EventStreamRequest, readEventStreamRequest } from './sse-request.ts';
import { SseStream } from './sse-stream.ts';

const EVENT_STREAM = 'text/event-stream';
/** In the order of our own preference. */
const ANSWERS = ['application/json', 'application/graphql-response+json', EVENT_STREAM];

export type SseEndpointOptions = {
  operations: ClientOperations;
  clients: ConnectedClients;
  authenticator: Authenticator;
  /** Of the body of a POST, in bytes. */
  bodyLimit: number;
  /** A comment is sent this often, so that nothing between takes the stream for dead. */
  pingMs: number;
  logger: Logger;
};

/** /graphql for clients without WebSocket: one operation per request, its results as server-sent events (graphql-sse, distinct connections). */
export class SseEndpoint {
  constructor(private readonly options: SseEndpointOptions) {}

  /** Whether the client wants an event stream most: many name it last, as one of all they could read. */
  serves({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
    // Without it there is nothing to weigh: nearly every request is spared the work.
    if (!headers.accept?.includes('event-stream') && !headers.accept?.includes('*')) return false;
    return new Negotiator({ headers } as never).mediaType(ANSWERS) === EVENT_STREAM;
  }

  async handle(request: IncomingMessage, response: ServerResponse, requestId: string): Promise<void> {
    try {
      await this.#serve(request, response, requestId);
    } catch (error) {
      if (error instanceof AppError && error.retryable) response.setHeader('retry-after', '1');
      throw error;
    }
  }

  // The place is taken before the body is read, and left whatever happens.
  async #serve(request: IncomingMessage, response: ServerResponse, requestId: string): Promise<void> {
    const { clients, pingMs } = this.options;
    const over = { stream: undefined as SseStream | undefined, early: false };
    const place = clients.enter(() => {
      over.early = true;
      over.stream?.cut();
    });
    response.once('close', () => place.leave());
    const verified = await this.#authenticate(request);
    const asked = await this.#read(request);
    place.identify(verified);
    over.stream = new SseStream(response, pingMs, () => clients.note('client_vanished'));
    if (over.early) return over.stream.cut();
    await this.#carry(request, asked, verified, over.stream, place, requestId);
  }

  async #carry(
    request: IncomingMessage,
    asked: EventStreamRequest,
    { session }: VerifiedToken,
    stream: SseStream,
    place: Place,
    requestId: string,
  ): Promise<void> {
    const { operations } = this.options;
    const context = requestContext({
      session,
      requestId,
      forwardedHeaders: forwardedHeaders(request),
      whenGone: departure((gone) => stream.onGone(gone)),
    });
    let finish = () => {};
    try {
      finish = place.startOperation();
      const started = await operations.start(asked, context, request.method === 'GET');
      if ('errors' in started) {
        return await stream.complete(JSON.stringify({ errors: operations.present(started.errors, requestId) }));
      }
      if ('result' in started) return await stream.complete(operations.print(started.result, requestId));
      stream.onGone(() => void started.stream.return());
      for await (const result of started.stream) await stream.next(operations.print(result, requestId));
      await stream.complete();
    } catch (error) {
      if (!(error instanceof AppError))
        this.options.logger.error({ err: error }, 'an event stream failed unexpectedly');
      await stream.complete(JSON.stringify({ errors: operations.present([error], requestId) }));
    } finally {
      finish();
    }
  }

  async #authenticate(request: IncomingMessage): Promise<VerifiedToken> {
    const { headers } = request;
    // EventSource cannot send headers of its own, so a page of this address is known by what the browser says.
    if (headers['sec-fetch-site'] !== 'same-origin') preventCsrf(request);
    // A page names its origin with every request but a GET to its own address.
    const readOnly = request.method === 'GET' && headers.origin === undefined;
    const verified = await this.options.authenticator.authenticate({ headers, readOnly });
    if (!verified) throw unauthenticated();
    return verified;
  }

  async #read(request: IncomingMessage): Promise<EventStreamRequest> {
    if (request.method === 'GET')
      return readEventStreamRequest(new URL(request.url ?? '/', 'http://router').searchParams);
    if (request.method !== 'POST') throw new AppError('BAD_REQUEST', 'Use GET or POST.', { status: 405 });
    if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
      throw new AppError('BAD_REQUEST', 'The body must be application/json.', { status: 415 });
    }
    return readEventStreamRequest((await readBody(request, this.options.bodyLimit)).toString('utf8'));
  }
}
