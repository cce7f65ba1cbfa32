import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ApolloServer, HeaderMap, type HTTPGraphQLResponse } from '@apollo/server';
import { AppError, type Logger, readBody } from '@wecube/kit';
import type { GraphQLFormattedError } from 'graphql';
import type { Authenticator } from '../auth/authenticate.ts';
import { presentError } from '../present-error.ts';
import { departure, type RouterContext, requestContext, type WhenGone } from '../router-context.ts';
import { forwardedHeaders } from './forwarded-headers.ts';

export type GraphqlEndpointOptions = {
  apollo: ApolloServer<RouterContext>;
  authenticator: Authenticator;
  bodyLimit: number;
  logger: Logger;
};

/** POST and GET /graphql. */
export class GraphqlEndpoint {
  constructor(private readonly options: GraphqlEndpointOptions) {}

  async handle(request: IncomingMessage, response: ServerResponse, requestId: string): Promise<void> {
    const { apollo, authenticator } = this.options;
    const readOnly = request.method === 'GET' || request.method === 'HEAD';
    const body = readOnly ? undefined : await this.#readJson(request);
    const verified = await authenticator.authenticate({ headers: request.headers, readOnly });
    const context = requestContext({
      session: verified?.session ?? null,
      requestId,
      forwardedHeaders: forwardedHeaders(request),
      whenGone: leavingEarly(response),
    });
    const answer = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: request.method ?? 'GET',
        headers: headerMap(request),
        search: new URL(request.url ?? '/', 'http://router').search,
        body,
      },
      context: async () => context,
    });
    await this.#send(response, answer, requestId);
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

  async #send(response: ServerResponse, answer: HTTPGraphQLResponse, requestId: string): Promise<void> {
    const { status = 200, headers, body } = answer;
    for (const [name, value] of headers) response.setHeader(name, value);
    response.statusCode = status;
    response.setHeader('cache-control', 'no-store');
    if (body.kind === 'complete') {
      response.end(status < 400 ? body.string : this.#presented(body.string, requestId));
      return;
    }
    for await (const chunk of body.asyncIterator) response.write(chunk);
    response.end();
  }

  // What Apollo refuses before it begins an operation has not passed our plugins.
  #presented(text: string, requestId: string): string {
    const { errors = [] } = JSON.parse(text) as { errors?: GraphQLFormattedError[] };
    return JSON.stringify({ errors: errors.map((error) => presentError(error, requestId, this.options.logger)) });
  }
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
