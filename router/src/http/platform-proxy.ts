import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError, INTERNAL_SESSION_HEADER, unauthenticated } from '@wecube/kit';
import type { Authenticator } from '../auth/authenticate.ts';
import type { SessionForwarder } from '../auth/forward-session.ts';
import { forwardedHeaders } from './forwarded-headers.ts';
import { proxyRequest } from './stream-proxy.ts';

export type PlatformProxyOptions = {
  /** Where core answers plain HTTP; undefined while it is not known. */
  coreOrigin(): string | undefined;
  authenticator: Authenticator;
  forwarder: SessionForwarder;
};

/** /platform/**: uploads and downloads of core, streamed both ways with the signed session instead of the credentials. */
export class PlatformProxy {
  constructor(private readonly options: PlatformProxyOptions) {}

  async handle(request: IncomingMessage, response: ServerResponse, requestId: string): Promise<void> {
    const { authenticator, coreOrigin, forwarder } = this.options;
    const readOnly = request.method === 'GET' || request.method === 'HEAD';
    const verified = await authenticator.authenticate({ headers: request.headers, readOnly });
    if (!verified) throw unauthenticated();
    const origin = coreOrigin();
    if (!origin) throw new AppError('SERVICE_UNREACHABLE', 'Core is not reachable.', { status: 503, retryable: true });
    const headers = {
      authorization: undefined,
      cookie: undefined,
      [INTERNAL_SESSION_HEADER]: undefined,
      ...forwardedHeaders(request),
      ...forwarder.sessionHeader(verified.session),
      'x-request-id': requestId,
    };
    await proxyRequest(request, response, { origin, headers });
  }
}
