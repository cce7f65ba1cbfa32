import { AppError, type Said, saidBy } from '@wecube/kit';
import { sayResource } from '../../modules/resources/index.ts';
import { refusesCertificate } from './pinned-tls.ts';

/** Why a server could not be reached, by code, whatever the client that tried; `server` is how it is named to people. */
export function explainFailure(error: unknown, server: string): Said {
  const known = ownWords(error);
  if (known) return known;
  const { code = '', message, name } = error as NodeJS.ErrnoException;
  if (/ALERT_(BAD_CERTIFICATE|CERTIFICATE|UNKNOWN_CA|HANDSHAKE)/.test(code)) {
    return sayResource('SERVER_LOGIN_REFUSED.certificate', { server, reason: message });
  }
  if (refusesCertificate(code)) return sayResource('SERVER_TLS_NOT_PINNED', { server, reason: message });
  if (name === 'TimeoutError' || name === 'AbortError') return sayResource('SERVER_SILENT', { server });
  switch (code) {
    case 'ENOENT':
      return sayResource('SERVER_NO_SOCKET', { server });
    case 'EACCES':
      return sayResource('SERVER_SOCKET_FORBIDDEN', { server });
    case 'ECONNREFUSED':
      return sayResource('SERVER_REFUSED', { server });
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return sayResource('SERVER_NAME_UNKNOWN', { server });
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return sayResource('SERVER_NO_ROUTE', { server });
    case 'ETIMEDOUT':
      return sayResource('SERVER_SILENT', { server });
    default:
      return sayResource('SERVER_FAILED', { server, reason: message || code || name });
  }
}

/** What one of our own adapters said, also where a client wrapped it. */
function ownWords(error: unknown): Said | null {
  for (let one = error; one instanceof Error; one = one.cause) {
    if (!(one instanceof AppError)) continue;
    const said = saidBy(one);
    const remedy = one.extensions['remedy'];
    if (typeof said !== 'string') return { ...said, ...(typeof remedy === 'string' && { remedy }) };
  }
  return null;
}
