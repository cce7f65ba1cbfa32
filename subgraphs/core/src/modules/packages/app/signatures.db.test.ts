import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { publicKeyText, signingKeyId, signPackage } from '@wecube/plugin-adapters/contract';
import type { CoreDatabase } from '@wecube/prisma';
import { describeDatabases } from '@wecube/prisma/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { aManifestXml, createPackagesBench, type PackagesBench, SESSION, type ZipEntry, zipOf } from '../testing.ts';

const maker = generateKeyPairSync('ed25519');
const PUBLIC = publicKeyText(maker.publicKey);

function files(version = 'v1.0.0'): ZipEntry[] {
  return [
    { name: 'register.xml', content: aManifestXml({ version }) },
    { name: 'server.mjs', content: 'console.log("up");', deflated: true },
  ];
}

function signed(entries: readonly ZipEntry[], key: KeyObject = maker.privateKey): ZipEntry {
  const digests = entries.map(({ name, content = '' }) => ({
    path: name,
    sha256: createHash('sha256').update(content).digest('hex'),
  }));
  return { name: 'package.sig', content: signPackage(digests, key) };
}

describeDatabases('core', (open) => {
  let database: CoreDatabase;
  let bench: PackagesBench;
  beforeEach(async () => {
    database = await open();
    for (const table of ['package', 'auditEntry', 'packageSigningKey', 'packagePolicy'] as const)
      await (database.client[table] as { deleteMany(): Promise<unknown> }).deleteMany();
    bench = await createPackagesBench(database);
  });
  afterEach(() => bench[Symbol.asyncDispose]());

  const upload = async (...entries: ZipEntry[]) => bench.upload(zipOf(entries));
  const trust = () => bench.packages.trust.trustKey({ name: 'Maker', publicKey: PUBLIC }, SESSION);
  const require = (value: boolean) => bench.packages.trust.setPolicy(value, SESSION);

  it('keeps whose signature fits, and null of an unsigned package', async () => {
    const one = await upload(...files(), signed(files()));
    const two = await upload(...files('v2.0.0'));
    const [first, second] = [one, two].map((result) => (result.ok ? result.id : ''));
    expect(await bench.packages.findPackage(first as string)).toMatchObject({ signerKey: PUBLIC });
    expect(await bench.packages.findPackage(second as string)).toMatchObject({ signerKey: null });
  });

  it.each([
    [
      'whose file was changed',
      () => [
        { ...files()[0], name: 'register.xml' },
        { name: 'server.mjs', content: 'evil' },
      ],
    ],
    ['that has a file more', () => [...files(), { name: 'more', content: 'evil' }]],
    ['that lacks a file', () => files().slice(0, 1)],
  ])('refuses a signed package %s, and keeps nothing of it', async (_what, entries) => {
    const result = await upload(...(entries() as ZipEntry[]), signed(files()));
    expect(result).toMatchObject({ ok: false, problems: [{ code: 'PACKAGE_SIGNATURE_BROKEN' }] });
    expect(await bench.remains()).toMatchObject({ objects: [], packages: 0, claims: 0 });
  });

  it('refuses a signature that it cannot read', async () => {
    const result = await upload(...files(), { name: 'package.sig', content: 'trust me' });
    expect(result).toMatchObject({ ok: false, problems: [{ message: expect.stringContaining('no signature') }] });
  });

  it('takes only packages of trusted keys once the policy says so', async () => {
    await require(true);
    expect(await upload(...files())).toMatchObject({ ok: false, problems: [{ code: 'PACKAGE_UNSIGNED' }] });
    const unknown = await upload(...files(), signed(files()));
    expect(unknown).toMatchObject({ ok: false, problems: [{ code: 'PACKAGE_KEY_NOT_TRUSTED' }] });
    expect(JSON.stringify(unknown)).toContain(signingKeyId(PUBLIC));
    expect(await bench.remains()).toMatchObject({ objects: [], packages: 0 });
    await trust();
    expect(await upload(...files(), signed(files()))).toMatchObject({ ok: true });
  });

  it('registers no package that was uploaded before the policy forbade it', async () => {
    const result = await upload(...files());
    const id = result.ok ? result.id : '';
    await require(true);
    expect(await bench.packages.checks(id)).toMatchObject([{ code: 'PACKAGE_UNSIGNED', level: 'ERROR' }]);
    expect(await bench.packages.registerPackage(id, SESSION)).toMatchObject({
      problems: [{ code: 'PACKAGE_UNSIGNED' }],
    });
    await require(false);
    expect(await bench.packages.registerPackage(id, SESSION)).toMatchObject({ problems: [] });
  });

  it('trusts and distrusts keys, says what is none, and writes down who did it', async () => {
    expect(await trust()).toMatchObject({ problems: [], trust: { keys: [{ name: 'Maker', publicKey: PUBLIC }] } });
    await bench.packages.trust.trustKey({ name: 'The maker', publicKey: ` ${PUBLIC} ` }, SESSION);
    expect(await bench.packages.trust.trust()).toMatchObject({ keys: [{ name: 'The maker' }] });
    const wrong = await bench.packages.trust.trustKey({ name: 'x', publicKey: 'abc' }, SESSION);
    expect(wrong).toMatchObject({ problems: [{ code: 'SIGNING_KEY_INVALID' }] });
    expect(await bench.packages.trust.distrustKey(signingKeyId(PUBLIC), SESSION)).toMatchObject({
      trust: { keys: [] },
    });
    const again = await bench.packages.trust.distrustKey(signingKeyId(PUBLIC), SESSION);
    expect(again).toMatchObject({ problems: [{ code: 'SIGNING_KEY_UNKNOWN' }] });
    expect(await database.client.auditEntry.count({ where: { action: 'package:trust' } })).toBe(3);
  });

  it('lets only who may', async () => {
    const reader = { ...SESSION, actions: ['package:read', 'package:upload'] as const };
    const { trustKey, distrustKey, setPolicy } = bench.packages.trust;
    for (const deed of [
      () => trustKey({ name: 'x', publicKey: PUBLIC }, reader),
      () => distrustKey('x', reader),
      () => setPolicy(true, reader),
    ])
      await expect(deed()).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});
