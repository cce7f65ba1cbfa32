import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError, type Session, unauthenticated } from '@wecube/kit';
import { z } from 'zod';
import type { Authenticator } from '../auth/authenticate.ts';
import { answerJson } from '../http/answers.ts';
import type { OwnOperations } from '../legacy/own-operations.ts';
import { requestContext } from '../router-context.ts';
import type { PageTokens } from './page-tokens.ts';
import type { PluginAddresses } from './plugin-addresses.ts';

const PATH = /^\/plugins\/([A-Za-z][\w-]{0,63})\/token$/;
const MENUS = '{ menus { packageName } }';
const menus = z.object({ menus: z.array(z.object({ packageName: z.string().nullable() })) });

export type TokenEndpointOptions = {
  authenticator: Pick<Authenticator, 'authenticate'>;
  tokens: PageTokens;
  addresses: PluginAddresses;
  operations: Pick<OwnOperations, 'execute'>;
};

/**
 * POST /plugins/{package}/token, for the portal: a token for the frame of that package, and where the frame is. Only for
 * who finds the package in their menu; what they may do there is decided by the platform and the plugin, as everywhere.
 */
export class TokenEndpoint {
  constructor(private readonly options: TokenEndpointOptions) {}

  async handle(request: IncomingMessage, response: ServerResponse, requestId: string): Promise<void> {
    const packageName = PATH.exec(request.url?.split('?', 1)[0] ?? '')?.[1];
    if (!packageName || !this.options.addresses.served) throw notServed();
    if (request.method !== 'POST') throw new AppError('METHOD_NOT_ALLOWED', 'Only POST.', { status: 405 });
    const { authenticator, tokens, addresses } = this.options;
    const verified = await authenticator.authenticate({ headers: request.headers, readOnly: false });
    if (!verified) throw unauthenticated();
    const token = await tokens.issue(verified, packageName);
    await this.#requireMenu(verified.session, packageName, requestId);
    const { name: user } = verified.session;
    answerJson(response, 200, { ...token, user, origin: addresses.pluginOrigin(request.headers) });
  }

  async #requireMenu(session: Session, packageName: string, requestId: string): Promise<void> {
    const context = requestContext({ session, requestId, isOwn: true });
    const { data, errors } = await this.options.operations.execute({ query: MENUS, variables: {} }, context);
    if (errors?.[0]) throw refusedMenu(errors[0].extensions?.code);
    if (!menus.parse(data).menus.some((entry) => entry.packageName === packageName)) throw noMenu(packageName);
  }
}

function refusedMenu(code: string | undefined): AppError {
  if (code === 'FORBIDDEN') return new AppError('FORBIDDEN', 'Your roles show no menu.', { status: 403 });
  return new AppError('SERVICE_UNREACHABLE', 'The menu cannot be read at present.', { status: 503, retryable: true });
}

const notServed = () =>
  new AppError('NOT_FOUND', 'This router serves no pages of plugins here: WECUBE_PLUGIN_ORIGIN_PORT is not set.', {
    status: 404,
  });
const noMenu = (packageName: string) =>
  new AppError('FORBIDDEN', `Your menu has no page of "${packageName}".`, { status: 403 });
