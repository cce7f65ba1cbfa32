import { spawnSync } from 'node:child_process';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { extract, type Headers } from 'tar-stream';
import { expect, it } from 'vitest';
import { openPromise } from 'yauzl';
import { readSignature, verifySignature } from '../../contract/index.ts';
import { buildSamples, pack } from '../index.ts';
import { startSample } from '../testing.ts';

const newFolder = () => mkdtempSync(join(tmpdir(), 'pack-'));
const sampleFolder = fileURLToPath(new URL('../shell', import.meta.url));
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

async function unzip(path: string): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const zip = await openPromise(path);
  for await (const entry of zip.eachEntry()) {
    files.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  }
  return files;
}

async function untar(bytes: Buffer): Promise<Map<string, { bytes: Buffer; header: Headers }>> {
  const files = new Map<string, { bytes: Buffer; header: Headers }>();
  for await (const entry of Readable.from([bytes]).pipe(extract())) {
    files.set(entry.header.name, { bytes: await buffer(entry), header: entry.header });
  }
  return files;
}

async function packed(folder: string, options: Parameters<typeof pack>[1]) {
  const result = await pack(folder, options);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result;
}

it('signs every file of the zip when it is given a key, and none without', async () => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const signed = await packed(sampleFolder, { outputFolder: newFolder(), signingKey: privateKey });
  const files = await unzip(signed.path);
  const digests = [...files].map(([path, bytes]) => ({ path, sha256: sha256(bytes) }));
  const signature = readSignature(files.get('package.sig') as Buffer);
  expect(signature && verifySignature(signature, digests)).toBe(true);
  const plain = await packed(sampleFolder, { outputFolder: newFolder() });
  expect([...(await unzip(plain.path)).keys()]).not.toContain('package.sig');
});

it('makes the same bytes of the same files, whenever and in whatever zone', async () => {
  const copy = newFolder();
  cpSync(sampleFolder, copy, { recursive: true, dereference: true });
  utimesSync(join(copy, 'server.mjs'), new Date(), new Date(2001, 1, 1));
  const [first, second] = [
    await packed(sampleFolder, { outputFolder: newFolder() }),
    await packed(copy, { outputFolder: newFolder() }),
  ];
  expect(sha256(readFileSync(second.path))).toBe(sha256(readFileSync(first.path)));
  const script = `import { pack } from '${new URL('./pack.ts', import.meta.url).pathname}'; const r = await pack(process.argv[1], { outputFolder: process.argv[2] }); console.log(r.path)`;
  const elsewhere = spawnSync(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '-e', script, sampleFolder, newFolder()],
    { env: { ...process.env, TZ: 'Asia/Shanghai' } },
  );
  expect(sha256(readFileSync(elsewhere.stdout.toString().trim()))).toBe(sha256(readFileSync(first.path)));
});

it('packs links as files and leaves out what is no part of the package', async () => {
  const folder = newFolder();
  cpSync(sampleFolder, folder, { recursive: true, dereference: true });
  for (const name of ['.hidden', 'a.test.ts', 'README.md']) writeFileSync(join(folder, name), 'x');
  mkdirSync(join(folder, 'node_modules'));
  writeFileSync(join(folder, 'node_modules', 'x.js'), 'x');
  const files = await unzip((await packed(folder, { outputFolder: newFolder() })).path);
  expect([...files.keys()]).toContain('plugin-kit/request-store.mjs');
  expect([...files.keys()].filter((name) => /hidden|test|README|node_modules/.test(name))).toEqual([]);
  expect(files.get('server.mjs')).toEqual(readFileSync(join(sampleFolder, 'server.mjs')));
});

it('makes packages that run from what was packed alone', async () => {
  const files = await unzip((await packed(sampleFolder, { outputFolder: newFolder() })).path);
  const folder = newFolder();
  for (const [name, bytes] of files) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
  const plugin = await startSample('shell', { folder });
  expect(await plugin.get('/health')).toEqual({ status: 'OK', name: 'shell' });
  await plugin.stop();
});

it('writes an image in the form of docker save, from files of this machine, that runs the package', async () => {
  const result = await packed(sampleFolder, { outputFolder: newFolder(), image: true });
  const image = await untar((await unzip(result.path)).get('image.tar') as Buffer);
  const [index] = JSON.parse(image.get('manifest.json')?.bytes.toString() ?? '');
  expect(index.RepoTags).toEqual(['wecube-sample-shell:v1.0.0']);
  const layer = image.get(index.Layers[0])?.bytes as Buffer;
  const config = JSON.parse(image.get(index.Config)?.bytes.toString() ?? '');
  expect(config).toMatchObject({
    os: 'linux',
    config: { Cmd: ['node', 'server.mjs'], WorkingDir: '/app' },
    rootfs: { diff_ids: [`sha256:${sha256(layer)}`] },
  });
  const root = newFolder();
  const files = await untar(layer);
  for (const [name, { bytes, header }] of files) {
    const path = join(root, name);
    if (header.type === 'directory') mkdirSync(path, { recursive: true });
    else {
      mkdirSync(join(path, '..'), { recursive: true });
      writeFileSync(path, bytes, { mode: header.mode });
    }
  }
  const inside = (...command: string[]) =>
    spawnSync('/usr/sbin/chroot', [root, ...command], { env: { PATH: '/usr/local/bin:/usr/bin:/bin' } });
  if (process.getuid?.() === 0) {
    expect(inside('node', '--version').stdout.toString().trim()).toBe(process.version);
    expect(inside('sh', '-c', 'echo works | cat; sleep 0').stdout.toString()).toBe('works\n');
  }
  expect(files.has('app/server.mjs')).toBe(true);
});

it('says what a folder lacks', async () => {
  const folder = newFolder();
  expect(await pack(folder)).toMatchObject({ ok: false, problems: [{ code: 'MANIFEST_MISSING' }] });
  writeFileSync(join(folder, 'register.xml'), '<package name="a"/>');
  expect(await pack(folder)).toMatchObject({ ok: false, problems: [{ code: 'MANIFEST_ATTRIBUTE_MISSING', line: 1 }] });
  writeFileSync(join(folder, 'register.xml'), '<package name="a" version="v1"/>');
  await expect(pack(folder, { image: true, outputFolder: newFolder() })).rejects.toThrow('<docker');
});

it('builds the samples with the digests of their bytes', async () => {
  const outputFolder = newFolder();
  const digests = await buildSamples({ outputFolder });
  expect(Object.keys(digests)).toEqual(['estate-v1.0.0.zip', 'shell-v1.0.0.zip']);
  for (const [name, digest] of Object.entries(digests))
    expect(sha256(readFileSync(join(outputFolder, name)))).toBe(digest);
  expect(JSON.parse(readFileSync(join(outputFolder, 'digests.json'), 'utf8'))).toEqual(digests);
});
