import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError, type Logger, readBody, type Session, unauthenticated } from '@wecube/kit';
import {
  type Ask,
  done,
  findEndpoint,
  type Match,
  type PlatformDoor,
  RestRefusal,
  refused,
} from '@wecube/plugin-adapters/wecube-rest/server';
import type { Authenticator } from '../auth/authenticate.ts';
import { answerJson } from '../http/answers.ts';
import { forwardedHeaders } from '../http/forwarded-headers.ts';
import { isPluginSession, type PluginCallers } from '../plugins/plugin-callers.ts';
import { departure, requestContext } from '../router-context.ts';
import type { OwnOperations } from './own-operations.ts';

export type RestEndpointsOptions = {
  operations: OwnOperations;
  callers: Pick<PluginCallers, 'recognise'>;
  authenticator: Pick<Authenticator, 'authenticate'>;
  platform: PlatformDoor;
  logger: Logger;
};

/** Answers of plugins carry whole forms. */
const BODY_LIMIT_BYTES = 32 * 1024 * 1024;

/**
 * The REST interface that plugins of the WeCube protocol call, below `/platform` and `/auth`. Every request becomes
 * operations of the graph in the caller's name, so that rights, audit and rules are those of everybody else.
 */
export class RestEndpoints {
  constructor(private readonly options: RestEndpointsOptions) {}

  /** False for what is no endpoint of the protocol; nothing was read then. */
  async handle(request: IncomingMessage, response: ServerResponse, requestId: string): Promise<boolean> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://router');
    const match = findEndpoint(request.method ?? '', pathname);
    if (!match) return this.#refusePlugin(request, response);
    try {
      answerJson(response, 200, done(await this.#answer(match, request, response, searchParams, requestId)));
    } catch (error) {
      this.#refuse(response, error, requestId);
    }
    return true;
  }

  async #answer(
    { endpoint, params }: Match,
    request: IncomingMessage,
    response: ServerResponse,
    query: URLSearchParams,
    requestId: string,
  ): Promise<unknown> {
    const readOnly = endpoint.method === 'GET' && !endpoint.changes;
    const session = endpoint.isOpen ? null : await this.#sessionOf(request, readOnly);
    const whenGone = departure((gone) => response.once('close', () => response.writableFinished || gone()));
    const common = { requestId, forwardedHeaders: forwardedHeaders(request), whenGone };
    const ask = this.#askAs(requestContext({ ...common, session, isOwn: true }));
    const caller = session && callerOf(session);
    const body = await readJson(request);
    return endpoint.handle({
      params,
      query,
      body,
      bearer: bearerOf(request),
      caller,
      ask,
      platform: this.options.platform,
    });
  }

  async #sessionOf({ headers }: IncomingMessage, readOnly: boolean): Promise<Session> {
    const { authenticator, callers } = this.options;
    const plugin = await callers.recognise(headers.authorization);
    if (plugin) return plugin;
    const verified = await authenticator.authenticate({ headers, readOnly });
    if (!verified) throw unauthenticated();
    return verified.session;
  }

  #askAs(context: Parameters<OwnOperations['execute']>[1]): Ask {
    return async <Data>(query: string, variables: Record<string, unknown> = {}) => {
      const { data, errors } = await this.options.operations.execute({ query, variables }, context);
      const [error] = errors ?? [];
      if (!error) return data as Data;
      const { code = 'INTERNAL' } = error.extensions ?? {};
      throw new RestRefusal(error.message, code, code === 'UNAUTHENTICATED' ? 401 : 200);
    };
  }

  /** Whatever else is below these paths is for sessions of the platform, whose service would not know a plugin's token. */
  async #refusePlugin(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    if (!(await this.options.callers.recognise(request.headers.authorization).catch(() => null))) return false;
    const words = `This platform has no ${request.method} ${request.url?.split('?', 1)[0]} for plugins.`;
    answerJson(response, 404, refused(words, 404));
    return true;
  }

  #refuse(response: ServerResponse, error: unknown, requestId: string): void {
    if (response.headersSent || response.destroyed) {
      response.destroy();
      return;
    }
    const { status, words } = this.#told(error, requestId);
    answerJson(response, status, refused(words, status === 200 ? 1 : status));
  }

  #told(error: unknown, requestId: string): { status: number; words: string } {
    if (error instanceof RestRefusal) return { status: error.status, words: `${error.message} [${error.code}]` };
    if (error instanceof AppError) return { status: error.status, words: error.message };
    this.options.logger.error({ err: error, requestId }, 'a request of a plugin failed');
    return { status: 500, words: `The platform failed to do this (request ${requestId}).` };
  }
}

function callerOf(session: Session) {
  const isPlugin = isPluginSession(session);
  return {
    name: session.name,
    packageName: isPlugin ? session.packageName : null,
    systemCode: isPlugin ? session.subject : null,
  };
}

function bearerOf({ headers }: IncomingMessage): string | null {
  return /^bearer\s+(\S+)$/i.exec(headers.authorization?.trim() ?? '')?.[1] ?? null;
}

/** Whatever content type a plugin names: some name none. */
async function readJson(request: IncomingMessage): Promise<unknown> {
  if (request.method === 'GET') return null;
  const text = (await readBody(request, BODY_LIMIT_BYTES)).toString('utf8').trim();
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    throw new RestRefusal('The body is not JSON.', 'BAD_REQUEST');
  }
}
