import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { INTERNAL_SESSION_HEADER, serviceSession, signInternalSession } from '@wecube/kit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { INTERNAL_KEY } from './testing/test-subgraph.ts';

const workspace = fileURLToPath(new URL('..', import.meta.url));
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'router-bundle-'));
  await promisify(execFile)('npm', ['run', 'build'], { cwd: workspace });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const settings = () => ({
  WECUBE_ROUTER_PORT: '0',
  WECUBE_INTERNAL_KEY: INTERNAL_KEY,
  WECUBE_AUTH_JWKS_URL: 'http://127.0.0.1:1/jwks',
  WECUBE_DATA_DIR: folder,
});

function start(env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, ['dist/main.js'], { cwd: workspace, env });
}

it('starts alone, composes in its worker, and ends with its signal', async () => {
  const router = start(settings());
  const exited = once(router, 'exit');
  const url = await new Promise<string>((resolve) => {
    createInterface({ input: router.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      const { url: found } = JSON.parse(line) as { url?: string };
      if (found) resolve(found);
    });
  });
  const check = await fetch(`${url}/internal/compose-check`, {
    method: 'POST',
    headers: { [INTERNAL_SESSION_HEADER]: signInternalSession(serviceSession('test'), INTERNAL_KEY) },
    body: JSON.stringify({ name: 'extra', sdl: 'type Query { extra: Missing }' }),
  });
  expect(await check.json()).toMatchObject({ error: expect.stringContaining('Missing') });
  router.kill('SIGTERM');
  expect(await exited).toEqual([0, null]);
});

it('says what is wrong with its settings and ends', async () => {
  const router = start({ ...settings(), WECUBE_ROUTER_PORT: '70000', WECUBE_INTERNAL_KEY: 'short' });
  let words = '';
  router.stderr?.on('data', (chunk) => {
    words += chunk;
  });
  const [code] = await once(router, 'close');
  expect(code).toBe(1);
  expect(words).toMatch(/^The environment does not fit:\n.*WECUBE_ROUTER_PORT.*\n.*WECUBE_INTERNAL_KEY.*\n$/);
});
