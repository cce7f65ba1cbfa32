import type { Clock, Logger } from '@wecube/kit';
import type { CoreDatabase } from '@wecube/prisma';
import { createMysqlDatabaseServer } from './adapters/mysql/mysql-database-server.ts';
import { createS3BucketServer } from './adapters/s3/s3-bucket-server.ts';
import { createSquidProxy } from './adapters/squid/squid-proxy.ts';
import type { CoreEnv } from './env.ts';
import type { Audit } from './modules/audit/index.ts';
import { createBucketsModule } from './modules/buckets/index.ts';
import { createDatabasesModule } from './modules/databases/index.ts';
import type { PackagesFace } from './modules/packages/index.ts';
import { createPluginProxyModule } from './modules/plugin-proxy/index.ts';

type Shared = {
  env: CoreEnv;
  database: CoreDatabase;
  clock: Clock;
  audit: Audit;
  logger: Logger;
  packages: PackagesFace;
  secretBox: { seal(plain: string): string; open(sealed: string): string };
};

/** Makes the modules of what plugins use beside their hosts: databases, buckets and the proxy, as far as the settings name servers. */
export function wirePluginServers(shared: Shared) {
  const { env, packages } = shared;
  const mysqlUrl = env.WECUBE_PLUGIN_MYSQL_URL;
  return {
    databases: createDatabasesModule({
      ...shared,
      files: packages.files,
      server: mysqlUrl ? createMysqlDatabaseServer(mysqlUrl) : null,
    }),
    buckets: createBucketsModule({ ...shared, files: packages.files, server: bucketServer(env) }),
    proxy: createPluginProxyModule({ ...shared, server: proxyServer(env) }),
  };
}

function bucketServer(env: CoreEnv) {
  if (!env.WECUBE_PLUGIN_S3_URL) return null;
  return createS3BucketServer({
    url: env.WECUBE_PLUGIN_S3_URL,
    accessKey: env.WECUBE_PLUGIN_S3_ACCESS_KEY,
    secretKey: env.WECUBE_PLUGIN_S3_SECRET_KEY,
    shareKeys: env.WECUBE_PLUGIN_S3_SHARED_KEYS,
  });
}

function proxyServer(env: CoreEnv) {
  const { WECUBE_PLUGIN_PROXY_URL: url, WECUBE_PLUGIN_PROXY_FOLDER: folder } = env;
  const reload = env.WECUBE_PLUGIN_PROXY_RELOAD.split(' ').filter(Boolean);
  return url && folder ? createSquidProxy({ url, folder, reload }) : null;
}
