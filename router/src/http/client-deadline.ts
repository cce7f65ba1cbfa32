import type { IncomingMessage } from 'node:http';

const HEADER = 'x-wecube-timeout-ms';

/** Until when the client waits, by its header `x-wecube-timeout-ms`; undefined when it does not say. */
export function clientDeadline({ headers }: Pick<IncomingMessage, 'headers'>): number | undefined {
  const text = headers[HEADER];
  if (typeof text !== 'string' || !/^\d{1,9}$/.test(text)) return undefined;
  return performance.now() + Number(text);
}
