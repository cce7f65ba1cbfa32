import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testZip } from '@wecube/plugin-adapters/conformance';
import { inspect } from '@wecube/plugin-adapters/contract';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openPlatform, until } from '../../rest-interface/testing/open-platform.ts';
import { productRoot, UsageError } from '../../settings.ts';
import { createPlugin } from './create-plugin.ts';

const NAME = 'first-notes';
const PASSWORD = 'Correct-horse-battery-1';
const folder = mkdtempSync(join(tmpdir(), 'wecube-create-'));
const project = join(folder, NAME);
const zip = join(project, `${NAME}-v1.0.0.zip`);
const npm = (...parts: string[]) =>
  execFileSync('npm', parts, {
    cwd: project,
    encoding: 'utf8',
    env: { ...process.env, npm_config_update_notifier: 'false' },
  });

beforeAll(() => {
  vi.spyOn(console, 'log').mockReturnValue(undefined);
  createPlugin(NAME, { dir: project });
});
afterAll(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

describe('the project of a new plugin', () => {
  it('has its own name everywhere, and asks for no package at run time', () => {
    const manifest = readFileSync(join(project, 'register.xml'), 'utf8');
    expect(manifest).toContain('<package name="first-notes" version="v1.0.0">');
    expect(manifest).toContain('{{FIRST_NOTES_SIGNATURE}}');
    expect(readFileSync(join(project, '.gitignore'), 'utf8')).toContain('node_modules/');
    expect(JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'))).not.toHaveProperty('dependencies');
    const files = readdirSync(project, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.length).toBeGreaterThan(15);
    for (const { parentPath, name } of files)
      expect(readFileSync(join(parentPath, name), 'utf8'), name).not.toMatch(/__NAME__|__CODE__/);
  });

  it('is not written over what is there, nor under a name that is none', () => {
    expect(() => createPlugin(NAME, { dir: project })).toThrow(UsageError);
    for (const name of ['Notes', '9lives', 'a b', '../up', 'x'.repeat(60)])
      expect(() => createPlugin(name, { dir: join(folder, 'other') })).toThrow(UsageError);
  });

  it('installs without a network, passes its tests and packs itself', async () => {
    npm('ci', '--omit=dev', '--offline', '--no-audit', '--no-fund');
    rmSync(join(project, 'node_modules'), { recursive: true, force: true });
    // The compiler and the types, which `npm install` fetches, are those of this checkout.
    symlinkSync(join(productRoot, 'node_modules'), join(project, 'node_modules'));
    expect(npm('test')).toMatch(/# pass 5\n# fail 0/);
    npm('run', 'pack');
    expect(await inspect([zip])).toMatchObject([{ ok: true, row: 'first-notes 1 4 1 1 5 0 1' }]);
    const first = readFileSync(zip);
    npm('run', 'pack');
    expect(readFileSync(zip).equals(first)).toBe(true);
  }, 240_000);

  it('passes every check of the protocol', async () => {
    const allowed = { write: true, calls: 'all' as const };
    const report = await testZip(zip, { allowed, inputs: {}, limitMs: 30_000, slowMs: 20_000 });
    expect(report.checks.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    expect(report.passed).toBeGreaterThan(110);
  }, 240_000);

  it('is uploaded, registered, launched and asked on the platform, and signs in there', async () => {
    await using platform = await openPlatform();
    const graph = await signedIn(platform);
    const id = await launched(platform, graph);
    await platform.rest('POST', `/${NAME}/entities/note/create`, [{ text: 'kept' }], graph.token());
    const { objects } = await graph<{ objects: { nodes: { displayName: string }[] } }>(
      'query ($entity: String!, $where: [ObjectFilter!]) { objects(entity: $entity, where: $where) { nodes { displayName } } }',
      { entity: `${NAME}:note`, where: [] },
    );
    expect(objects.nodes).toEqual([{ displayName: 'kept' }]);
    const log = 'query ($id: ID!) { package(id: $id) { instances { id logTail(lines: 20) } } }';
    await until(async () => {
      const found = await graph<{ package: { instances: { logTail: string[] }[] } }>(log, { id });
      return found.package.instances[0]?.logTail.some((line) => line.includes('signed in as SYS_FIRST')) ?? false;
    });
  }, 240_000);
});

type Platform = Awaited<ReturnType<typeof openPlatform>>;
type Graph = (<Data>(query: string, variables?: object) => Promise<Data>) & { token(): string };

async function signedIn({ address, password }: Platform): Promise<Graph> {
  let token = '';
  const ask = async <Data>(query: string, variables: object = {}): Promise<Data> => {
    const response = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data: Data; errors?: unknown };
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };
  const signIn = async (secret: string) => {
    const document = 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }';
    const answer = await ask<{ signIn: { accessToken: string } }>(document, {
      input: { username: 'admin', password: secret },
    });
    token = answer.signIn.accessToken;
  };
  await signIn(password);
  await ask('mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { ok } }', {
    input: { currentPassword: password, newPassword: PASSWORD },
  });
  await signIn(PASSWORD);
  return Object.assign(ask, { token: () => token });
}

async function launched({ address }: Platform, graph: Graph): Promise<string> {
  const form = new FormData();
  form.append('zip-file', new Blob([new Uint8Array(readFileSync(zip))]), `${NAME}.zip`);
  const headers = { authorization: `Bearer ${graph.token()}` };
  const uploaded = await fetch(`${address}/platform/packages`, { method: 'POST', headers, body: form });
  const { data } = (await uploaded.json()) as { data: { id: string } };
  const problems = 'problems { code message }';
  for (const [field, type, input] of [
    ['registerPackage', 'RegisterPackageInput', { id: data.id }],
    ['launchInstance', 'LaunchInstanceInput', { packageId: data.id }],
  ] as const) {
    const answer = await graph<{ done: { problems: unknown[] } }>(
      `mutation ($input: ${type}!) { done: ${field}(input: $input) { ${problems} } }`,
      { input },
    );
    expect(answer.done.problems).toEqual([]);
  }
  await until(async () => {
    type Found = { package: { instances: { status: string; error: string | null }[] } };
    const found = await graph<Found>('query ($id: ID!) { package(id: $id) { instances { status error } } }', data);
    const [instance] = found.package.instances;
    if (instance?.status === 'FAILED') throw new Error(`${instance.error}`);
    return instance?.status === 'RUNNING';
  });
  return data.id;
}
