import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { AppError, INTERNAL_SESSION_HEADER } from '@wecube/kit';
import { answerText } from './answers.ts';
import { proxyRequest, proxyUpgrade } from './stream-proxy.ts';

/** /portal/**: the portal's own process, WebSocket upgrades included. */
export class PortalProxy {
  constructor(private readonly portalUrl: string | undefined) {}

  async handle(request: IncomingMessage, response: ServerResponse, requestId: string): Promise<void> {
    if (!this.portalUrl) return answerDown(response, 'This router serves no portal: WECUBE_PORTAL_URL is not set.');
    const headers = { [INTERNAL_SESSION_HEADER]: undefined, 'x-request-id': requestId };
    try {
      await proxyRequest(request, response, { origins: [this.portalUrl], headers });
    } catch (error) {
      if (!(error instanceof AppError) || response.headersSent) throw error;
      answerDown(response, 'The portal does not answer. It may be starting; this page tries again every few seconds.');
    }
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (!this.portalUrl) return void socket.destroy();
    const headers = { [INTERNAL_SESSION_HEADER]: undefined };
    void proxyUpgrade(request, socket, head, { origins: [this.portalUrl], headers });
  }
}

function answerDown(response: ServerResponse, reason: string): void {
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="3">
<title>WeCube</title><body><h1>The portal is not available</h1><p>${reason}</p>
<p>The graph itself may well work: see <a href="/ready">/ready</a>. On the machine, <code>./wecube doctor</code> tells more.</p>
</body></html>`;
  answerText(response, 503, page, { 'content-type': 'text/html; charset=utf-8', 'retry-after': '3' });
}
