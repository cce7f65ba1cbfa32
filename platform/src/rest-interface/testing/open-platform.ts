import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { authEnvSchema, ensureFirstAdministrator, startAuth } from '@wecube/auth';
import { coreEnvSchema, startCore } from '@wecube/core';
import { readEnv } from '@wecube/kit';
import { migrate } from '@wecube/prisma';
import { readRouterEnv, startRouter } from '@wecube/router';
import { OBJECT_STORE_KEYS, startObjectStore } from '../../embedded-object-store.ts';
import { freePort } from '../../free-port.ts';
import { PartStack } from '../../part-stack.ts';

export type RestAnswer = { status: number; body: { code: number; status: string; message: string; data: never } };

/** Router, core and auth as they are, in this process; plugins run as processes of their own. */
export async function openPlatform() {
  const folder = mkdtempSync(join(tmpdir(), 'wecube-rest-'));
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const databases = {
    WECUBE_AUTH_DATABASE_URL: `file:${join(folder, 'auth.sqlite')}`,
    WECUBE_CORE_DATABASE_URL: `file:${join(folder, 'core.sqlite')}`,
  };
  await migrate(databases.WECUBE_AUTH_DATABASE_URL, 'auth');
  await migrate(databases.WECUBE_CORE_DATABASE_URL, 'core');
  const administrator = await ensureFirstAdministrator(databases.WECUBE_AUTH_DATABASE_URL);
  const common = {
    ...databases,
    WECUBE_INTERNAL_KEY: 'the internal key of this test, long enough',
    WECUBE_LOG_LEVEL: 'silent',
  };
  const socket = join(folder, 's3', 'socket');
  const parts = new PartStack();
  parts.use(await startObjectStore({ folder: join(folder, 'objects'), socket }));
  const auth = parts.use(await startAuth({ env: readEnv(authEnvSchema, common) }));
  const core = parts.use(
    await startCore({
      env: readEnv(coreEnvSchema, {
        ...{ ...common, ...OBJECT_STORE_KEYS, WECUBE_S3_SOCKET: socket, WECUBE_DATA_DIR: join(folder, 'core') },
        ...{ WECUBE_ALLOW_PROCESS_PACKAGES: 'true', WECUBE_PUBLIC_URL: address },
      }),
    }),
  );
  parts.use(
    await startRouter({
      env: readRouterEnv({
        ...{ ...common, WECUBE_ROUTER_PORT: String(port), WECUBE_DATA_DIR: join(folder, 'router') },
        WECUBE_SUBGRAPHS: JSON.stringify([
          { name: 'auth', urls: [auth.url] },
          { name: 'core', urls: [core.url] },
        ]),
        ...{ WECUBE_AUTH_JWKS_URL: new URL('/jwks', auth.url).href, WECUBE_CORE_HTTP_URL: new URL(core.url).origin },
      }),
    }),
  );
  await until(async () => (await fetch(`${address}/ready`)).status === 200);
  return {
    ...{ address, password: administrator?.password ?? '' },
    async rest(method: string, path: string, body?: unknown, token?: string | null): Promise<RestAnswer> {
      const response = await fetch(address + path, {
        method,
        headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return { status: response.status, body: (await response.json()) as RestAnswer['body'] };
    },
    async [Symbol.asyncDispose]() {
      await parts[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function until(holds: () => boolean | Promise<boolean>, limitMs = 60_000): Promise<void> {
  for (const end = Date.now() + limitMs; !(await holds()); await new Promise((resolve) => setTimeout(resolve, 25)))
    if (Date.now() > end) throw new Error('it did not come to hold');
}
