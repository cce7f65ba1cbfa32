import { isIP } from 'node:net';
import type { ServerKind } from './server.ts';

/** How a server is reached, from its URL. */
export type Endpoint =
  | { way: 'socket'; path: string }
  | { way: 'tls' | 'plain'; host: string; port: number }
  | { way: 'ssh'; host: string; port: number; user: string; path: string };

const DOCKER_SOCKET = '/var/run/docker.sock';
const DOCKER_TLS_PORT = 2376;
const SSH_PORT = 22;
const MYSQL_PORT = 3306;
const SQUID_PORT = 3128;

/**
 * The parts of a server's URL, or `null` when a server of that kind cannot be reached so. A Docker engine is never
 * reached over plain TCP: whoever can connect there has every right on its machine.
 */
export function parseEndpoint(kind: ServerKind, text: string): Endpoint | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.password || url.search || url.hash) return null;
  switch (kind) {
    case 'PROCESS':
      return null;
    case 'DOCKER':
      return dockerEndpoint(url);
    case 'MYSQL':
      return url.protocol === 'mysql:' ? network(url, 'plain', MYSQL_PORT) : null;
    case 'S3':
      if (url.protocol === 'https:') return network(url, 'tls', 443);
      return url.protocol === 'http:' ? network(url, 'plain', 80) : null;
    case 'SQUID':
      return url.protocol === 'http:' ? network(url, 'plain', SQUID_PORT) : null;
  }
}

/** The parts of `ssh://user@host:port/path`; `null` when it is no such URL. */
export function parseSsh(text: string, path: string): Extract<Endpoint, { way: 'ssh' }> | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.protocol !== 'ssh:' || url.hostname === '' || url.username === '' || url.password) return null;
  const own = url.pathname === '' || url.pathname === '/' ? path : decodeURIComponent(url.pathname);
  const user = decodeURIComponent(url.username);
  return { way: 'ssh', host: bare(url.hostname), port: Number(url.port || SSH_PORT), user, path: own };
}

/** Whether ports can be bound to it and reached there: one address of one machine. */
export const isPublishAddress = (text: string): boolean => isIP(text) !== 0 && !['0.0.0.0', '::'].includes(text);

function dockerEndpoint(url: URL): Endpoint | null {
  if (url.protocol === 'ssh:') return parseSsh(url.href, DOCKER_SOCKET);
  if (url.protocol === 'tcp:') return network(url, 'tls', DOCKER_TLS_PORT);
  const isSocket = url.protocol === 'unix:' && url.hostname === '' && url.pathname.length > 1;
  return isSocket ? { way: 'socket', path: decodeURIComponent(url.pathname) } : null;
}

function network(url: URL, way: 'tls' | 'plain', port: number): Endpoint | null {
  const isBare = url.username === '' && (url.pathname === '' || url.pathname === '/');
  return url.hostname !== '' && isBare ? { way, host: bare(url.hostname), port: Number(url.port || port) } : null;
}

/** IPv6 addresses stand in brackets in URLs only. */
const bare = (hostname: string): string => hostname.replace(/^\[|\]$/g, '');
