import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { INTERNAL_SESSION_HEADER, type Session, serviceSession, signInternalSession } from '@wecube/kit';
import { startEmbeddedS3 } from './adapters/s3/testing.ts';
import { type CoreEnv, coreEnvSchema } from './env.ts';
import { startCore } from './server.ts';

const KEY = 'the internal key of the tests, long enough';

export type GraphqlAnswer = {
  data?: Record<string, never>;
  errors?: { message: string; extensions: Record<string, unknown> }[];
};

/** Core as a whole, with a real object store, on the given database; no router. */
export async function startTestCore(databaseUrl: string, settings: Partial<CoreEnv> = {}) {
  const s3 = await startEmbeddedS3();
  const dataFolder = await mkdtemp(join(tmpdir(), 'wecube-core-'));
  const env = coreEnvSchema.parse({
    WECUBE_CORE_DATABASE_URL: databaseUrl,
    WECUBE_INTERNAL_KEY: KEY,
    WECUBE_DATA_DIR: dataFolder,
    WECUBE_S3_SOCKET: s3.socket,
    WECUBE_S3_ACCESS_KEY: 'S3RVER',
    WECUBE_S3_SECRET_KEY: 'S3RVER',
    WECUBE_LOG_LEVEL: 'silent',
  });
  const core = await startCore({ env: { ...env, ...settings } });
  const origin = new URL(core.url).origin;
  const headers = (session: Session | null): Record<string, string> =>
    session ? { [INTERNAL_SESSION_HEADER]: signInternalSession(session, KEY) } : {};
  return {
    url: core.url,
    origin,
    headers,
    async ask(
      query: string,
      variables: object = {},
      session: Session | null = serviceSession('test'),
    ): Promise<GraphqlAnswer> {
      const response = await fetch(core.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers(session) },
        body: JSON.stringify({ query, variables }),
      });
      return (await response.json()) as GraphqlAnswer;
    },
    async upload(file: Uint8Array<ArrayBuffer>, session: Session | null = serviceSession('test'), field = 'zip-file') {
      const body = new FormData();
      body.append(field, new Blob([file]), 'package.zip');
      const response = await fetch(`${origin}/platform/packages`, { method: 'POST', headers: headers(session), body });
      return { status: response.status, body: (await response.json()) as Record<string, never> };
    },
    async [Symbol.asyncDispose]() {
      await core[Symbol.asyncDispose]();
      await s3[Symbol.asyncDispose]();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
