import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { authEnvSchema, issueServiceToken, startAuth } from '@wecube/auth';
import { coreEnvSchema, startCore } from '@wecube/core';
import { readEnv } from '@wecube/kit';
import { readRouterEnv, startRouter } from '@wecube/router';
import {
  buildClientSchema,
  getIntrospectionQuery,
  type IntrospectionQuery,
  lexicographicSortSchema,
  printSchema,
} from 'graphql';
import { startObjectStore } from '../../embedded-object-store.ts';
import { PartStack } from '../../part-stack.ts';
import { PublicApi } from '../../public-api.ts';
import { migrateDatabases } from '../migrate.ts';

const READY_MS = 30_000;
const KEY = 'only for as long as the schema is asked for';

/** The schema that clients of the router see without any package, as the running services compose it. */
export async function readApiSchema(): Promise<string> {
  const data = mkdtempSync(join(tmpdir(), 'wecube-schema-'));
  const parts = new PartStack();
  try {
    return await composedIn(data, parts);
  } finally {
    await parts[Symbol.asyncDispose]();
    rmSync(data, { recursive: true, force: true });
  }
}

async function composedIn(data: string, parts: PartStack): Promise<string> {
  const [authDatabaseUrl, coreDatabaseUrl] = [`file:${join(data, 'auth.db')}`, `file:${join(data, 'core.db')}`];
  const socket = join(data, 's');
  const shared = { WECUBE_INTERNAL_KEY: KEY, WECUBE_LOG_LEVEL: 'error', WECUBE_DATA_DIR: data };
  await migrateDatabases({ authDatabaseUrl, coreDatabaseUrl });
  parts.use(await startObjectStore({ folder: join(data, 'objects'), socket }));
  const authEnv = readEnv(authEnvSchema, { ...shared, WECUBE_AUTH_DATABASE_URL: authDatabaseUrl });
  const auth = parts.use(await startAuth({ env: authEnv }));
  const coreEnv = { ...shared, WECUBE_CORE_DATABASE_URL: coreDatabaseUrl, WECUBE_S3_SOCKET: socket };
  const core = parts.use(await startCore({ env: readEnv(coreEnvSchema, coreEnv) }));
  const subgraphs = [
    { name: 'auth', urls: [auth.url] },
    { name: 'core', urls: [core.url] },
  ];
  const routerEnv = {
    ...shared,
    WECUBE_ROUTER_PORT: '0',
    WECUBE_SUBGRAPHS: JSON.stringify(subgraphs),
    WECUBE_AUTH_JWKS_URL: new URL('/jwks', auth.url).href,
  };
  const router = parts.use(await startRouter({ env: readRouterEnv(routerEnv) }));
  const token = await issueServiceToken(authDatabaseUrl, KEY, { name: 'schema', actions: [], lifeMs: 60_000 });
  return ask(router.url, token);
}

async function ask(address: string, token: string): Promise<string> {
  for (const deadline = Date.now() + READY_MS; !(await fetch(`${address}/ready`)).ok; await sleep(100)) {
    if (Date.now() > deadline) throw new Error('The router has not composed auth and core.');
  }
  const introspection = await new PublicApi(address, token).query<IntrospectionQuery>(getIntrospectionQuery());
  return `${printSchema(lexicographicSortSchema(buildClientSchema(introspection)))}\n`;
}
