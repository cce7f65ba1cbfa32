import type { IncomingHttpHeaders } from 'node:http';
import { AppError } from '@wecube/kit';

export type PluginAddressSettings = {
  /** Of the portal, as browsers see it; by default the host a page was asked of, with the router's port. */
  portalOrigin: string | undefined;
  /** Of plugin pages, as browsers see it; by default the same host with the port of plugin pages. */
  pluginOrigin: string | undefined;
};

/** Where the portal and the pages of plugins stand for the browser that asks: two ports of one host, or two names. */
export class PluginAddresses {
  #ports: { portal: number; pages: number } | undefined;

  constructor(private readonly settings: PluginAddressSettings) {}

  /** Known once both listen. */
  listens(ports: { portal: number; pages: number }): void {
    this.#ports = ports;
  }

  /** Whether pages of plugins are served at all. */
  get served(): boolean {
    return this.#ports !== undefined;
  }

  portalOrigin(headers: IncomingHttpHeaders): string {
    return this.settings.portalOrigin ?? sameHost(headers, this.#ports?.portal);
  }

  pluginOrigin(headers: IncomingHttpHeaders): string {
    return this.settings.pluginOrigin ?? sameHost(headers, this.#ports?.pages);
  }
}

function sameHost({ host = '', 'x-forwarded-proto': scheme }: IncomingHttpHeaders, port: number | undefined): string {
  const address = `${scheme === 'https' ? 'https' : 'http'}://${host}`;
  if (!URL.canParse(address)) throw new AppError('BAD_REQUEST', 'The request names no host.');
  const url = new URL(address);
  url.port = String(port ?? '');
  return url.origin;
}
