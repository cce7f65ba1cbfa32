import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ApolloServer, HeaderMap, type HTTPGraphQLResponse } from '@apollo/server';
import { AppError, type Logger, readBody } from '@wecube/kit';
import type { Authenticator } from '../auth/authenticate.ts';
import { departure, type RouterContext, requestContext, type WhenGone } from '../router-context.ts';
import { clientDeadline } from './client-deadline.ts';
import { forwardedHeaders } from './forwarded-headers.ts';
import { presentRefusal } from './graphql-status.ts';
import type { HotPath } from './hot-path.ts';
import { preventCsrf } from './prevent-csrf.ts';
import { answeredByCopy, sendText, vary } from './send-text.ts';

export type GraphqlEndpointOptions = {
  apollo: ApolloServer<RouterContext>;
  /** Absent when every operation takes the way through Apollo Server. */
  hotPath?: HotPath | undefined;
  authenticator: Authenticator;
  bodyLimit: number;
  logger: Logger;
};

/** POST and GET /graphql. */
export class GraphqlEndpoint {
  constructor(private readonly options: GraphqlEndpointOptions) {}

  async handle(request: IncomingMessage, response: ServerResponse, requestId: string): Promise<void> {
    const { apollo, hotPath, authenticator } = this.options;
    const readOnly = request.method === 'GET' || request.method === 'HEAD';
    preventCsrf(request);
    const body = readOnly ? undefined : await this.#readJson(request);
    const verified = await authenticator.authenticate({ headers: request.headers, readOnly });
    const context = requestContext({
      session: verified?.session ?? null,
      requestId,
      forwardedHeaders: forwardedHeaders(request),
      whenGone: leavingEarly(response),
      deadline: clientDeadline(request),
    });
    const hot = request.method === 'POST' && (await hotPath?.answer(body, request.headers.accept, context));
    if (hot) return this.#send(request, response, hot, requestId);
    const answer = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: readOnly ? 'GET' : 'POST',
        headers: headerMap(request),
        search: new URL(request.url ?? '/', 'http://router').search,
        body,
      },
      context: async () => context,
    });
    await this.#send(request, response, answer, requestId);
  }

  async #readJson(request: IncomingMessage): Promise<unknown> {
    const { bodyLimit } = this.options;
    if (Number(request.headers['content-length'] ?? 0) > bodyLimit) throw tooLarge(bodyLimit);
    const body = await readBody(request, bodyLimit);
    if (!request.headers['content-type']?.startsWith('application/json')) return undefined;
    try {
      return JSON.parse(body.toString('utf8'));
    } catch {
      throw new AppError('BAD_REQUEST', 'The body is not JSON.');
    }
  }

  async #send(
    request: IncomingMessage,
    response: ServerResponse,
    answer: HTTPGraphQLResponse,
    requestId: string,
  ): Promise<void> {
    const { status = 200, headers, body } = answer;
    for (const [name, value] of headers) response.setHeader(name, value);
    response.statusCode = status;
    response.setHeader('cache-control', 'no-store');
    if (body.kind === 'complete') {
      if (status >= 400) return this.#sendErrors(request, response, body.string, requestId);
      return sendQueryAnswer(request, response, body.string);
    }
    for await (const chunk of body.asyncIterator) response.write(chunk);
    response.end();
  }

  // What Apollo refuses before it begins an operation has not passed our plugins.
  #sendErrors(request: IncomingMessage, response: ServerResponse, text: string, requestId: string): Promise<void> {
    const answer = presentRefusal(
      { status: response.statusCode, text },
      request.headers.accept,
      requestId,
      this.options.logger,
    );
    response.statusCode = answer.status;
    return sendText(request, response, answer.text);
  }
}

// The answer to a GET may be kept by its reader, who asks each time whether it still holds.
async function sendQueryAnswer(request: IncomingMessage, response: ServerResponse, text: string): Promise<void> {
  if (request.method === 'POST') return sendText(request, response, text);
  response.setHeader('cache-control', 'private, no-cache');
  for (const name of ['accept', 'accept-encoding', 'accept-language', 'authorization', 'cookie']) vary(response, name);
  if (!answeredByCopy(request, response, text)) await sendText(request, response, text);
}

/** The client leaves before its answer is sent. */
function leavingEarly(response: ServerResponse): WhenGone {
  return departure((gone) => {
    if (response.destroyed && !response.writableFinished) gone();
    response.once('close', () => {
      if (!response.writableFinished) gone();
    });
  });
}

function headerMap({ headers }: IncomingMessage): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return map;
}

function tooLarge(limit: number): AppError {
  return new AppError('BODY_TOO_LARGE', `The request is larger than ${limit} bytes.`, { status: 413 });
}
