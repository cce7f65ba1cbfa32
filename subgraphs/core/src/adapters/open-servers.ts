import { toError } from '@wecube/kit';
import type { BucketServer } from '../modules/buckets/index.ts';
import type { DatabaseServer } from '../modules/databases/index.ts';
import type { ProxyServer } from '../modules/plugin-proxy/index.ts';
import {
  type Credentials,
  parseEndpoint,
  parseSsh,
  type ServerDescription,
  sayResource,
} from '../modules/resources/index.ts';
import { createMysqlDatabaseServer, type MysqlOptions } from './mysql/mysql-database-server.ts';
import { createS3BucketServer } from './s3/s3-bucket-server.ts';
import { createSquidProxy } from './squid/squid-proxy.ts';
import { createSshConnection, type SshConnection } from './ssh/ssh-connection.ts';

type Described = Pick<ServerDescription, 'name' | 'endpoint' | 'address' | 'pinned' | 'options'>;

/** A MySQL server from its row. */
export const openDatabaseServer = (server: Described, credentials: Credentials): DatabaseServer =>
  createMysqlDatabaseServer(mysqlOptions(server, credentials));

/** An S3 server from its row. */
export function openBucketServer(
  { endpoint: url, address, pinned, options }: Described,
  credentials: Credentials,
): BucketServer {
  const { accessKey = '', secretKey = '', limitedKeys = [] } = credentials;
  const keys = { accessKey, secretKey, limitedKeys, shareKeys: options.sharedKeys === true };
  return createS3BucketServer({ url, ...keys, pinned, ...(address && { pluginUrl: address }) });
}

/** A Squid from its row. */
export function openProxyServer(server: Described, credentials: Credentials): ProxyServer {
  const { folder = '', reload } = server.options;
  const ssh = controlOf(server, credentials);
  const command = reload ?? (ssh ? ['squid', '-k', 'reconfigure'] : []);
  return createSquidProxy({ url: server.address || server.endpoint, folder, reload: command, ssh });
}

/** How a MySQL server is reached, from its row. */
export function mysqlOptions(server: Described, { user = '', password = '' }: Credentials): MysqlOptions {
  const parts = network(server, server.endpoint);
  const forPlugins = server.address ? network(server, server.address) : parts;
  return { ...parts, user, password, pinned: server.pinned, forPlugins };
}

/** The SSH connection to the machine of a Squid; none when it is this one. */
export function controlOf({ options, pinned }: Described, credentials: Credentials): SshConnection | undefined {
  const control = options.control ? parseSsh(options.control, '/') : null;
  if (!control) return undefined;
  const { host, port, user } = control;
  const { password, privateKey, passphrase } = credentials;
  return createSshConnection({ host, port, user, password, privateKey, passphrase, pinned: pinned ?? '' });
}

function network({ name }: Described, url: string): { host: string; port: number } {
  const parts = parseEndpoint('MYSQL', url);
  if (parts?.way === 'plain') return { host: parts.host, port: parts.port };
  throw toError(sayResource('SERVER_NOT_DESCRIBED', { server: name }));
}
