import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError, type Logger, unauthenticated } from '@wecube/kit';
import { answerError, requestIdOf } from '../http/answers.ts';
import { refuseTraversal } from '../http/refuse-traversal.ts';
import type { RequestObserver } from '../http/request-observer.ts';
import { proxyRequest } from '../http/stream-proxy.ts';
import type { RestEndpoints } from '../legacy/rest-endpoints.ts';
import type { PluginProxy } from '../plugins/plugin-proxy.ts';
import { contentPolicy } from './content-policy.ts';
import type { FrameFiles } from './frame-files.ts';
import { bearerOf } from './page-authenticator.ts';
import type { PageTokens } from './page-tokens.ts';
import type { PluginAddresses } from './plugin-addresses.ts';

export type PluginOriginOptions = {
  files: FrameFiles;
  addresses: PluginAddresses;
  tokens: PageTokens;
  /** With an authenticator that knows tokens of pages only. */
  rest: RestEndpoints;
  plugins: PluginProxy;
  /** Where core serves the files of packages, best first. */
  coreOrigins(): readonly string[];
  /** Further addresses that pages may connect to. */
  connect: readonly string[];
  observer: RequestObserver;
  logger: Logger;
};

const PACKAGE_NAME = /^[A-Za-z][\w-]{0,63}$/;
const HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
};

/**
 * The second origin: pages of plugins and what they may ask. No cookie counts or is set here, only tokens of pages; a
 * page asks under the paths that it always did, so nothing of it is cross-origin.
 */
export class PluginOrigin {
  constructor(private readonly options: PluginOriginOptions) {}

  /** Answers every request; never rejects. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const requestId = requestIdOf(request);
    // Browsers send the portal's cookies to every port of its host.
    delete request.headers.cookie;
    const trace = this.options.observer.observe(request, response, 'plugin-origin', requestId);
    try {
      this.#setHeaders(request, response, requestId);
      await trace.run(() => this.#answer(request, response, requestId));
    } catch (error) {
      answerError(response, error, requestId, this.options.logger);
    }
  }

  #setHeaders({ headers }: IncomingMessage, response: ServerResponse, requestId: string): void {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    response.setHeader('x-request-id', requestId);
    response.setHeader('content-security-policy', this.#policy(headers));
  }

  async #answer(request: IncomingMessage, response: ServerResponse, requestId: string): Promise<void> {
    refuseTraversal(request.url);
    const [, first = '', second = '', third] = (request.url ?? '/').split('?', 1)[0]?.split('/') ?? [];
    if (first === 'plugins') return this.#answerFrame(request, response, [second, third]);
    if (first === 'ui-resources') return this.#answerFile(request, response);
    if (first === 'platform' || first === 'auth') {
      if (await this.options.rest.handle(request, response, requestId)) return;
    } else if (PACKAGE_NAME.test(first)) {
      await this.#requirePageOf(first, request);
      if (await this.options.plugins.handle(first, request, response, requestId)) return;
    }
    throw new AppError('NOT_FOUND', `Pages of plugins find nothing under "/${first}".`, { status: 404 });
  }

  /** `/plugins/{package}/` is the host page of a package, `/plugins/assets/` what it is made of. */
  async #answerFrame(
    { method, headers }: IncomingMessage,
    response: ServerResponse,
    [name, file]: [string, string | undefined],
  ): Promise<void> {
    if (method !== 'GET' && method !== 'HEAD') throw new AppError('METHOD_NOT_ALLOWED', 'Only GET.', { status: 405 });
    if (name === 'assets') return this.options.files.answer(file ?? '', response);
    if (!PACKAGE_NAME.test(name) || file !== '')
      throw new AppError('NOT_FOUND', 'There is no such page.', { status: 404 });
    const page = this.options.files.page(name, this.options.addresses.portalOrigin(headers));
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' }).end(page);
  }

  async #answerFile(request: IncomingMessage, response: ServerResponse): Promise<void> {
    await proxyRequest(request, response, {
      origins: this.options.coreOrigins(),
      headers: { authorization: undefined },
      answerHeaders: { 'set-cookie': undefined, 'content-security-policy': this.#policy(request.headers) },
    });
  }

  async #requirePageOf(packageName: string, { headers }: IncomingMessage): Promise<void> {
    const token = bearerOf(headers);
    if (!token) throw unauthenticated();
    if ((await this.options.tokens.verify(token)).packageName === packageName) return;
    throw new AppError('FORBIDDEN', 'The token is for the pages of another package.', { status: 403 });
  }

  #policy(headers: IncomingMessage['headers']): string {
    return contentPolicy(this.options.addresses.portalOrigin(headers), this.options.connect);
  }
}
