import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { AppError, activeTrace, INTERNAL_SESSION_HEADER, type Session, unauthenticated } from '@wecube/kit';
import type { Authenticator } from '../auth/authenticate.ts';
import { refuseTraversal } from '../http/refuse-traversal.ts';
import { type ProxyTarget, proxyRequest, proxyUpgrade } from '../http/stream-proxy.ts';
import type { PluginCallers } from './plugin-callers.ts';
import type { PluginDirectory } from './plugin-directory.ts';
import type { PluginTokens } from './plugin-tokens.ts';

export type PluginProxyOptions = {
  directory: PluginDirectory;
  tokens: PluginTokens;
  callers: Pick<PluginCallers, 'recognise'>;
  authenticator: Pick<Authenticator, 'authenticate'>;
};

/** A plugin may not set cookies of this address, nor show pages that act in the name of the portal. */
const ANSWER_HEADERS = { 'set-cookie': undefined, 'content-security-policy': "sandbox; default-src 'none'" };

/**
 * /{package}/**: the own API of a plugin, for its pages and for other plugins, streamed both ways. Whoever calls is
 * known to the platform; the plugin gets a token of the user that fits no other plugin.
 */
export class PluginProxy {
  constructor(private readonly options: PluginProxyOptions) {}

  /** False when there is no such package. */
  async handle(
    packageName: string,
    request: IncomingMessage,
    response: ServerResponse,
    requestId: string,
  ): Promise<boolean> {
    const readOnly = request.method === 'GET' || request.method === 'HEAD';
    const target = await this.#target(packageName, request, requestId, readOnly);
    if (!target) return false;
    await proxyRequest(request, response, target).catch((error: unknown) => {
      // Its instances may have moved since they were last asked for.
      void this.options.directory.refresh();
      throw error;
    });
    return true;
  }

  /** Throws for who may not open it; false when there is no such package. Nothing was sent then. */
  async upgrade(
    packageName: string,
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    requestId: string,
  ): Promise<boolean> {
    const target = await this.#target(packageName, request, requestId, false);
    if (target) await proxyUpgrade(request, socket, head, target);
    return target !== null;
  }

  async #target(
    packageName: string,
    request: IncomingMessage,
    requestId: string,
    readOnly: boolean,
  ): Promise<ProxyTarget | null> {
    refuseTraversal(request.url);
    const { authenticator, callers, directory, tokens } = this.options;
    const plugin = await callers.recognise(request.headers.authorization);
    const verified = plugin ? null : await authenticator.authenticate({ headers: request.headers, readOnly });
    const origins = await directory.find(packageName);
    if (!origins) return null;
    const session = plugin ?? requireUser(verified?.session ?? null);
    if (origins.length === 0) throw notRunning(packageName);
    // What a package signed for itself fits it as it is.
    const token = plugin?.packageName === packageName ? null : await tokens.tokenFor(packageName, session);
    return { origins, headers: headersFor(request, requestId, token), answerHeaders: ANSWER_HEADERS };
  }
}

function requireUser(session: Session | null): Session {
  if (!session) throw unauthenticated();
  if (!session.mustChangePassword) return session;
  throw new AppError('FORBIDDEN', 'Change the generated password first.', { status: 403 });
}

function headersFor(
  request: IncomingMessage,
  requestId: string,
  token: string | null,
): Record<string, string | undefined> {
  const given = request.headers['requestid'];
  return {
    ...activeTrace().headers,
    cookie: undefined,
    [INTERNAL_SESSION_HEADER]: undefined,
    ...(token !== null && { authorization: `Bearer ${token}` }),
    requestid: typeof given === 'string' ? given : requestId,
    'x-request-id': requestId,
  };
}

function notRunning(packageName: string): AppError {
  return new AppError('SERVICE_UNREACHABLE', `No instance of "${packageName}" is running.`, {
    status: 503,
    retryable: true,
  });
}
