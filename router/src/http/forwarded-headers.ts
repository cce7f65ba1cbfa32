import type { IncomingMessage } from 'node:http';

/** Headers of a client that concern subgraphs too. Those of a trace go their own way: each call continues it by itself. */
export function forwardedHeaders({ headers }: Pick<IncomingMessage, 'headers'>): Record<string, string> {
  const forwarded: Record<string, string> = {};
  for (const name of ['accept-language']) {
    const value = headers[name];
    if (typeof value === 'string') forwarded[name] = value;
  }
  return forwarded;
}
