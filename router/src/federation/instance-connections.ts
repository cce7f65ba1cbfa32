import { Pool } from 'undici';
import type { Connections } from './connections.ts';
import { LeanConnections } from './lean-connections.ts';
import { UndiciConnections } from './undici-connections.ts';

/** Below the 5 s after which Node's servers, and so most subgraphs, drop an idle connection. */
const KEEP_ALIVE_MS = 4_000;
/** Enough for calls that wait for plugins; more wait for a connection, which is not yet being sent. */
const MAX_CONNECTIONS = 256;

/** Connections that are kept for the next query. */
export function keptConnections(origin: string, connectTimeoutMs: number): Connections {
  const { protocol, hostname, port } = new URL(origin);
  if (protocol === 'http:') {
    const address = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 80), name: new URL(origin).host };
    return new LeanConnections({ address, connectTimeoutMs, keepMs: KEEP_ALIVE_MS, most: MAX_CONNECTIONS });
  }
  const pool = new Pool(origin, {
    connections: MAX_CONNECTIONS,
    pipelining: 1,
    keepAliveTimeout: KEEP_ALIVE_MS,
    keepAliveMaxTimeout: KEEP_ALIVE_MS,
    connect: { timeout: connectTimeoutMs },
  });
  return new UndiciConnections(pool);
}

/**
 * A new connection for each request: a mutation never meets one that its server just closed,
 * and an instance that is gone is noticed before anything was sent.
 */
export function freshConnections(origin: string, connectTimeoutMs: number): UndiciConnections {
  const connect = { timeout: connectTimeoutMs };
  return new UndiciConnections(new Pool(origin, { connections: MAX_CONNECTIONS, pipelining: 0, connect }));
}
