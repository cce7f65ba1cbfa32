import { toError } from '@wecube/kit';
import { type Credentials, parseEndpoint, type ServerRecord, sayResource } from '../../modules/resources/index.ts';
import type { EngineAddress } from './connect-engine.ts';

/** How the engine of a Docker server is reached, from its row and what the row keeps sealed. */
export function engineAddress(
  { name, endpoint, pinned }: Pick<ServerRecord, 'name' | 'endpoint' | 'pinned'>,
  credentials: Credentials,
): EngineAddress {
  const parts = parseEndpoint('DOCKER', endpoint);
  switch (parts?.way) {
    case 'socket':
      return { socketPath: parts.path };
    case 'tls': {
      const { host, port } = parts;
      const { clientCertificate = '', clientKey = '' } = credentials;
      return { tls: { host, port, pinned: pinned ?? '', clientCertificate, clientKey } };
    }
    case 'ssh': {
      const { host, port, user, path: socketPath } = parts;
      const { password, privateKey, passphrase } = credentials;
      return { ssh: { host, port, user, password, privateKey, passphrase, pinned: pinned ?? '' }, socketPath };
    }
    default:
      throw toError(sayResource('SERVER_NOT_DESCRIBED', { server: name }));
  }
}
