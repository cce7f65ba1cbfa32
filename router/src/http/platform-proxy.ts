import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { AppError, activeTrace, INTERNAL_SESSION_HEADER, type Session, unauthenticated } from '@wecube/kit';
import type { Authenticator } from '../auth/authenticate.ts';
import type { SessionForwarder } from '../auth/forward-session.ts';
import { forwardedHeaders } from './forwarded-headers.ts';
import { refuseTraversal } from './refuse-traversal.ts';
import { type ProxyTarget, proxyRequest, proxyUpgrade } from './stream-proxy.ts';

export type PlatformProxyOptions = {
  name: string;
  /** Where the service answers plain HTTP, best first; none while that is not known. */
  origins(): readonly string[];
  authenticator: Authenticator;
  forwarder: SessionForwarder;
};

/** Plain HTTP of a service of the platform, streamed both ways with the signed session instead of the credentials. */
export class PlatformProxy {
  constructor(private readonly options: PlatformProxyOptions) {}

  async handle(request: IncomingMessage, response: ServerResponse, requestId: string): Promise<void> {
    refuseTraversal(request.url);
    const readOnly = request.method === 'GET' || request.method === 'HEAD';
    await proxyRequest(request, response, await this.#target(request, requestId, readOnly));
  }

  /** Throws for who may not open it; nothing was sent then. */
  async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, requestId: string): Promise<void> {
    refuseTraversal(request.url);
    await proxyUpgrade(request, socket, head, await this.#target(request, requestId, false));
  }

  async #target(request: IncomingMessage, requestId: string, readOnly: boolean): Promise<ProxyTarget> {
    const headers = this.#headersOf(await this.#session(request, readOnly));
    const origins = this.options.origins();
    if (origins.length === 0) throw notReachable(this.options.name);
    const common = { ...forwardedHeaders(request), ...activeTrace().headers, 'x-request-id': requestId };
    return { origins, headers: { ...headers, ...common } };
  }

  async #session({ headers }: IncomingMessage, readOnly: boolean): Promise<Session> {
    const verified = await this.options.authenticator.authenticate({ headers, readOnly });
    if (!verified) throw unauthenticated();
    return verified.session;
  }

  #headersOf(session: Session): Record<string, string | undefined> {
    return { ...ANONYMOUS, authorization: undefined, ...this.options.forwarder.sessionHeader(session) };
  }
}

/** What no client may say for itself, and what is only between it and the router. */
const ANONYMOUS: Record<string, string | undefined> = { cookie: undefined, [INTERNAL_SESSION_HEADER]: undefined };

function notReachable(name: string): AppError {
  return new AppError('SERVICE_UNREACHABLE', `The service "${name}" is not reachable.`, {
    status: 503,
    retryable: true,
  });
}
