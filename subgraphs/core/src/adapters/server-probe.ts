import { once } from 'node:events';
import http from 'node:http';
import { type Said, toError } from '@wecube/kit';
import mariadb, { type Connection, type SqlError } from 'mariadb';
import {
  type Credentials,
  type HostCheck,
  type ServerDescription,
  type ServerProbe,
  sayResource,
} from '../modules/resources/index.ts';
import { createDockerHost } from './docker/docker-host.ts';
import { engineAddress } from './docker/engine-address.ts';
import { tlsOf } from './mysql/mysql-database-server.ts';
import { explainFailure } from './network/explain-failure.ts';
import { controlOf, mysqlOptions } from './open-servers.ts';
import { codeOf, connect } from './s3/s3-object-store.ts';
import { quote } from './squid/squid-proxy.ts';

const LIMIT_MS = 5_000;
const ACCESS_DENIED = [1045, 1044, 1698, 1130];
const REFUSED_KEYS = ['InvalidAccessKeyId', 'SignatureDoesNotMatch', 'AccessDenied', 'InvalidToken', 'Forbidden'];

/** Connects to a server of any kind, signs in, and says why it cannot be used. */
export function createServerProbe(): ServerProbe {
  return {
    async check(server, credentials) {
      try {
        return await checkKind(server, credentials);
      } catch (error) {
        return unavailable(explainFailure(error, server.endpoint));
      }
    },
  };
}

const unavailable = (said: Said): HostCheck => ({ available: false, reason: said.message, said });

async function checkKind(server: ServerDescription, credentials: Credentials): Promise<HostCheck> {
  switch (server.kind) {
    case 'PROCESS':
      return { available: true };
    case 'DOCKER':
      return checkDocker(server, credentials);
    case 'MYSQL':
      return checkMysql(server, credentials);
    case 'S3':
      return checkS3(server, credentials);
    case 'SQUID':
      return checkSquid(server, credentials);
  }
}

async function checkDocker(server: ServerDescription, credentials: Credentials): Promise<HostCheck> {
  const host = createDockerHost(engineAddress(server, credentials));
  try {
    return await host.check();
  } finally {
    host.close();
  }
}

async function checkMysql(server: ServerDescription, credentials: Credentials): Promise<HostCheck> {
  const { user, password, host, port } = mysqlOptions(server, credentials);
  const tls = tlsOf({ host, port, pinned: server.pinned });
  const address = { host, port, user, password, connectTimeout: LIMIT_MS, ...tls };
  const connection = await mariadb.createConnection(address).catch((error: SqlError) => {
    if (!ACCESS_DENIED.includes(error.errno ?? 0)) throw error.cause ?? error;
    throw toError(sayResource('SERVER_LOGIN_REFUSED', { server: server.endpoint, user }), { cause: error });
  });
  try {
    return await checkRights(connection, server.endpoint, user);
  } finally {
    await connection.end();
  }
}

async function checkRights(connection: Connection, server: string, user: string): Promise<HostCheck> {
  const [row] = (await connection.query('SELECT VERSION() AS version')) as { version: string }[];
  const version = row?.version ?? '';
  const isMaria = /mariadb/i.test(version);
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  const least = isMaria ? '10.5' : '8.0';
  const [leastMajor = 0, leastMinor = 0] = least.split('.').map(Number);
  if (major < leastMajor || (major === leastMajor && minor < leastMinor)) {
    return unavailable(sayResource('SERVER_TOO_OLD', { server, version, least }));
  }
  const grants = ((await connection.query('SHOW GRANTS')) as Record<string, string>[]).flatMap(Object.values);
  const mayAll = grants.some((grant) => /ON \*\.\*/.test(grant) && /WITH GRANT OPTION/.test(grant));
  return mayAll ? { available: true, version } : unavailable(sayResource('SERVER_RIGHTS_MISSING', { server, user }));
}

async function checkS3(server: ServerDescription, credentials: Credentials): Promise<HostCheck> {
  const { accessKey = '', secretKey = '' } = credentials;
  const { client, close } = connect({ url: server.endpoint, accessKey, secretKey, pinned: server.pinned });
  try {
    await withinTime(client.listBuckets());
    return { available: true };
  } catch (error) {
    if (!REFUSED_KEYS.includes(codeOf(error))) throw error;
    return unavailable(sayResource('SERVER_LOGIN_REFUSED', { server: server.endpoint, user: accessKey }));
  } finally {
    close();
  }
}

/** A Squid with our configuration lets nobody through who does not sign in; 403 while no package uses it. */
async function checkSquid(server: ServerDescription, credentials: Credentials): Promise<HostCheck> {
  const { hostname, port } = new URL(server.endpoint);
  const options = { host: hostname, port: port || 3128, path: 'http://wecube.invalid/', agent: false as const };
  const request = http.get({ ...options, signal: AbortSignal.timeout(LIMIT_MS) });
  const [answer] = (await once(request, 'response')) as [http.IncomingMessage];
  answer.resume();
  const software = String(answer.headers.server ?? '');
  if (![403, 407].includes(answer.statusCode ?? 0) || !/^squid/i.test(software)) {
    const reason = `${answer.statusCode} ${software}`.trim();
    return unavailable(sayResource('SERVER_NOT_THAT', { server: server.endpoint, reason }));
  }
  const refusal = await checkFolder(server, credentials);
  return refusal ? unavailable(refusal) : { available: true, version: software.split('/')[1] };
}

async function checkFolder(server: ServerDescription, credentials: Credentials): Promise<Said | null> {
  const ssh = controlOf(server, credentials);
  if (!ssh) return null;
  const { folder = '', control = '' } = server.options;
  try {
    await withinTime(ssh.run(`test -d ${quote(folder)} && test -w ${quote(folder)}`));
    return null;
  } catch (error) {
    const said = explainFailure(error, control);
    if (said.code !== 'SERVER_FAILED') return said;
    return sayResource('SERVER_FOLDER_FORBIDDEN', { server: control, folder, reason: (error as Error).message });
  } finally {
    ssh.close();
  }
}

async function withinTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })), LIMIT_MS);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
