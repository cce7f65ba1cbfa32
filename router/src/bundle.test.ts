import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { INTERNAL_SESSION_HEADER, serviceSession, signInternalSession } from '@wecube/kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FEDERATION, INTERNAL_KEY, people, startTestSubgraph } from './testing/test-subgraph.ts';
import { writeSupergraph } from './testing/test-supergraph.ts';

const workspace = fileURLToPath(new URL('..', import.meta.url));
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'router-bundle-'));
  await promisify(execFile)('npm', ['run', 'build'], { cwd: workspace });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const BIN = fileURLToPath(new URL('../bin/wecube-router.mjs', import.meta.url));

const settings = () => ({
  WECUBE_ROUTER_PORT: '0',
  WECUBE_INTERNAL_KEY: INTERNAL_KEY,
  WECUBE_AUTH_JWKS_URL: 'http://127.0.0.1:1/jwks',
  WECUBE_DATA_DIR: folder,
});

function start(env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, ['dist/main.js'], { cwd: workspace, env });
}

function addressOf(router: ChildProcess): Promise<string> {
  return new Promise<string>((resolve) => {
    createInterface({ input: router.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      const { url } = JSON.parse(line) as { url?: string };
      if (url) resolve(url);
    });
  });
}

it('starts alone, composes in its worker, and ends with its signal', async () => {
  const router = start(settings());
  const exited = once(router, 'exit');
  const url = await addressOf(router);
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

describe('the command', () => {
  const run = (args: string[], cwd = folder) => spawn(process.execPath, [BIN, ...args], { cwd, env: {} });

  it.each([
    ['from its build', () => {}],
    // A source newer than the build: what somebody edited must not be ignored.
    ['from its source', () => utimes(join(workspace, 'dist', 'main.js'), 1, 1)],
  ])('serves a supergraph from any folder, %s', async (_how, prepare) => {
    await prepare();
    await using subgraph = await startTestSubgraph(people());
    const sdl = `${FEDERATION}\n${people().sdl}`;
    await writeSupergraph(join(folder, 'own.graphql'), [{ name: 'people', sdl, url: subgraph.url }]);
    const router = run(['--supergraph', 'own.graphql', '--port', '0']);
    const exited = once(router, 'exit');
    const answer = await fetch(`${await addressOf(router)}/graphql?query={people{name}}`, {
      headers: { 'apollo-require-preflight': 'yes' },
    });
    expect(await answer.json()).toEqual({ data: { people: [{ name: 'Ada' }, { name: 'Grace' }] } });
    router.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
  });

  it('explains itself, and says in one line what is wrong', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [BIN, '--help'], { env: {} });
    expect(stdout).toMatch(/^Usage: wecube-router --supergraph FILE/);
    const router = run(['--supergraph', 'absent.graphql']);
    let words = '';
    router.stderr?.on('data', (chunk) => {
      words += chunk;
    });
    expect((await once(router, 'close'))[0]).toBe(1);
    expect(words).toMatch(/^The supergraph "\/.*absent\.graphql" cannot be served: there is no such file\.\n$/);
  });
});
