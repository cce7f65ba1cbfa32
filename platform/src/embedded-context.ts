import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { authEnvSchema, startAuth } from '@wecube/auth';
import { coreEnvSchema, startCore } from '@wecube/core';
import { createLogger, readEnv } from '@wecube/kit';
import { adapterEnvSchema, startAdapterHost } from '@wecube/plugin-adapters';
import { readRouterEnv, startRouter } from '@wecube/router';
import { OBJECT_STORE_KEYS, startObjectStore } from './embedded-object-store.ts';
import { freePort } from './free-port.ts';
import { PartStack } from './part-stack.ts';
import { supervisePortal } from './portal-supervisor.ts';
import type { ProcessIdentity } from './process-identity.ts';
import type { Settings } from './settings.ts';

export type EmbeddedOptions = {
  settings: Settings;
  /** Told of every part that is up. */
  report: (part: string) => void;
  portalStarted: (identity: ProcessIdentity) => void;
};

/**
 * The composition root of the embedded default: object store, auth, core, adapter host and router in this process,
 * each with its own loopback server, and the portal as a child. Parts end in the reverse order.
 */
export async function startEmbedded({ settings, report, portalStarted }: EmbeddedOptions): Promise<AsyncDisposable> {
  const parts = new PartStack();
  const environment = (more: Record<string, string | undefined>) => ({
    ...settings.environment,
    ...commonEnvironment(settings),
    ...more,
  });
  try {
    parts.use(await startObjectStore({ folder: join(settings.data, 'objects'), socket: settings.objectStoreSocket }));
    report('object store');

    const auth = parts.use(await startAuth({ env: readEnv(authEnvSchema, environment({})) }));
    report('auth');

    const core = parts.use(await startCore({ env: readEnv(coreEnvSchema, environment(coreEnvironment(settings))) }));
    report('core');

    const portalPort = await freePort();
    const coreHttp = new URL(core.url).origin;
    const router = {
      WECUBE_ROUTER_PORT: String(settings.port),
      WECUBE_PLUGIN_ORIGIN_PORT: settings.pluginPort?.toString(),
      WECUBE_SUBGRAPHS: JSON.stringify([
        { name: 'auth', urls: [auth.url] },
        { name: 'core', urls: [core.url] },
      ]),
      WECUBE_AUTH_JWKS_URL: new URL('/jwks', auth.url).href,
      WECUBE_PORTAL_URL: `http://127.0.0.1:${portalPort}`,
      WECUBE_CORE_HTTP_URL: coreHttp,
      WECUBE_DATA_DIR: join(settings.data, 'router'),
    };
    parts.use(await startRouter({ env: readRouterEnv(environment(router)) }));
    report('router');

    const adapters = { WECUBE_CORE_URL: core.url, WECUBE_ROUTER_INTERNAL_URL: settings.address };
    parts.use(await startAdapterHost({ env: readEnv(adapterEnvSchema, environment(adapters)) }));
    report('plugin adapters');

    const logger = createLogger('platform');
    const { root, data, address } = settings;
    parts.use(
      supervisePortal({
        root,
        logFolder: join(data, 'logs'),
        port: portalPort,
        routerUrl: address,
        logger,
        started: portalStarted,
      }),
    );
    report('portal');
    return parts;
  } catch (error) {
    await parts[Symbol.asyncDispose]();
    throw error;
  }
}

function commonEnvironment(settings: Settings): Record<string, string> {
  return {
    WECUBE_INTERNAL_KEY: settings.internalKey,
    WECUBE_HOST: '127.0.0.1',
    WECUBE_AUTH_DATABASE_URL: settings.authDatabaseUrl,
    WECUBE_CORE_DATABASE_URL: settings.coreDatabaseUrl,
  };
}

function coreEnvironment(settings: Settings): Record<string, string | undefined> {
  const digests = join(settings.root, 'plugin-adapters', 'sample', 'build', 'digests.json');
  return {
    WECUBE_DATA_DIR: join(settings.data, 'core'),
    WECUBE_S3_URL: undefined, // the embedded store is the one
    WECUBE_S3_SOCKET: settings.objectStoreSocket,
    ...OBJECT_STORE_KEYS,
    WECUBE_DOCKER_SOCKET: settings.docker,
    WECUBE_ALLOW_PROCESS_PACKAGES: String(settings.allowProcessPackages),
    WECUBE_SHIPPED_DIGESTS: existsSync(digests) ? digests : undefined,
    WECUBE_ROUTER_INTERNAL_URL: settings.address,
    WECUBE_PUBLIC_URL: settings.address,
  };
}
