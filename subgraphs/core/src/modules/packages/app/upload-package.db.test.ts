import { Readable } from 'node:stream';
import type { CoreDatabase } from '@wecube/prisma';
import { describeDatabases } from '@wecube/prisma/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { takeClaim } from '../data/upload-claims.ts';
import { aManifestXml, aPackageZip, createPackagesBench, type PackagesBench, SESSION, zipOf } from '../testing.ts';

const LIMIT = 200_000;
const NOTHING = { temporary: [], resumable: [], objects: [], packages: 0, claims: 0, auditEntries: 0 };
const register = { name: 'register.xml', content: aManifestXml() };
const server = { name: 'server.mjs', content: 'up' };

/** Each bad file with the code it must be refused with. */
const BAD_FILES: [string, () => Buffer, string][] = [
  ['text instead of a zip', () => Buffer.from('this is no archive, only words'), 'PACKAGE_NOT_A_ZIP'],
  ['an empty file', () => Buffer.alloc(0), 'PACKAGE_NOT_A_ZIP'],
  ['a zip that was cut off', () => aPackageZip().subarray(0, 300), 'PACKAGE_NOT_A_ZIP'],
  ['a path that leads out', () => zipOf([register, { name: '../evil.sh', content: 'x' }]), 'PACKAGE_ENTRY_UNSAFE'],
  [
    'a path that leads out further in',
    () => zipOf([register, { name: 'a/../../evil', content: 'x' }]),
    'PACKAGE_ENTRY_UNSAFE',
  ],
  ['an absolute path', () => zipOf([register, { name: '/etc/cron.d/evil', content: 'x' }]), 'PACKAGE_ENTRY_UNSAFE'],
  ['a Windows path', () => zipOf([register, { name: 'C:/evil', content: 'x' }]), 'PACKAGE_ENTRY_UNSAFE'],
  ['a backslash', () => zipOf([register, { name: '..\\evil', content: 'x' }]), 'PACKAGE_ENTRY_UNSAFE'],
  [
    'a symbolic link',
    () => zipOf([register, { name: 'link', content: '/etc/passwd', mode: 0o120777 }]),
    'PACKAGE_ENTRY_UNSAFE',
  ],
  ['a device', () => zipOf([register, { name: 'sda', mode: 0o060644 }]), 'PACKAGE_ENTRY_UNSAFE'],
  [
    'an encrypted entry',
    () => zipOf([register, { name: 'a', content: 'x'.repeat(20), declaredSize: 8, encrypted: true }]),
    'PACKAGE_ENTRY_UNSAFE',
  ],
  ['an entry twice', () => zipOf([register, server, server]), 'PACKAGE_ENTRY_DUPLICATE'],
  ['no register.xml', () => zipOf([server]), 'PACKAGE_MANIFEST_MISSING'],
  ['register.xml in a folder', () => zipOf([{ ...register, name: 'plugin/register.xml' }]), 'PACKAGE_MANIFEST_MISSING'],
  ['broken XML', () => zipOf([{ name: 'register.xml', content: '<package name="a"' }]), 'MANIFEST_XML_BROKEN'],
  [
    'a manifest without a version',
    () => zipOf([{ name: 'register.xml', content: '<package name="a"/>' }]),
    'MANIFEST_ATTRIBUTE_MISSING',
  ],
  ['a reserved name', () => aPackageZip({ name: 'graphql' }), 'PACKAGE_NAME_RESERVED'],
  ['a reserved name in capitals', () => aPackageZip({ name: 'Portal' }), 'PACKAGE_NAME_RESERVED'],
  ['nothing that could run', () => aPackageZip({ resources: '' }), 'PACKAGE_NOTHING_TO_RUN'],
  ['an image that is declared and not there', () => aPackageZip({ resources: DOCKER }), 'PACKAGE_IMAGE_MISSING'],
  ['a script that is declared and not there', () => aPackageZip({ resources: MYSQL }), 'PACKAGE_DECLARED_FILE_MISSING'],
  [
    'more bytes than allowed',
    () => aPackageZip({ entries: [{ name: 'big', content: Buffer.alloc(LIMIT) }] }),
    'PACKAGE_TOO_LARGE',
  ],
  [
    'a bomb',
    () => aPackageZip({ entries: [{ name: 'big', content: Buffer.alloc(LIMIT), deflated: true }] }),
    'PACKAGE_EXPANDS_TOO_LARGE',
  ],
  [
    'a bomb that lies about its size',
    () => aPackageZip({ entries: [{ name: 'big', content: Buffer.alloc(LIMIT), deflated: true, declaredSize: 10 }] }),
    'PACKAGE_ZIP_BROKEN',
  ],
  [
    'a file that differs from its checksum',
    () => aPackageZip({ entries: [{ name: 'data', content: 'changed', declaredChecksum: 1 }] }),
    'PACKAGE_ZIP_BROKEN',
  ],
];

const DOCKER = '<docker imageName="a:1" containerName="a" portBindings="" volumeBindings="" envVariables=""/>';
const MYSQL = '<process start="node server.mjs"/><mysql schema="a" initFileName="init.sql" upgradeFileName=""/>';

describeDatabases('core', (open) => {
  let database: CoreDatabase;
  let bench: PackagesBench;
  beforeEach(async () => {
    database = await open();
    await database.client.package.deleteMany();
    await database.client.auditEntry.deleteMany();
    await database.client.packageUploadClaim.deleteMany();
    bench = await createPackagesBench(database, { limitBytes: LIMIT, mostVersions: 3 });
  });
  afterEach(() => bench[Symbol.asyncDispose]());

  it.each(BAD_FILES)('refuses %s and keeps nothing of it', async (_what, zip, code) => {
    const result = await bench.upload(zip());
    expect(result).toMatchObject({ ok: false });
    const [problem] = result.ok ? [] : result.problems;
    expect(problem).toMatchObject({ code, message: expect.stringContaining('Nothing was stored.') });
    expect(problem?.remedy).toBeTruthy();
    expect(await bench.remains()).toEqual(NOTHING);
  });

  it('keeps the files, the row and the audit entry of a good one', async () => {
    const zip = aPackageZip({ entries: [{ name: 'ui/index.html', content: '<html/>' }, { name: 'ui/' }] });
    const result = await bench.upload(zip);
    const pack = result.ok ? await bench.packages.findPackage(result.id) : null;
    expect(pack).toMatchObject({
      name: 'sample',
      version: 'v1.0.0',
      status: 'UPLOADED',
      active: false,
      sizeBytes: zip.length,
    });
    expect(await bench.remains()).toEqual({
      ...{ temporary: [], resumable: [], packages: 1, claims: 0, auditEntries: 1 },
      objects: ['sample/v1.0.0/register.xml', 'sample/v1.0.0/server.mjs', 'sample/v1.0.0/ui/index.html'],
    });
    const stored = await bench.packages.files.open({ name: 'sample', version: 'v1.0.0' }, 'server.mjs');
    expect(Buffer.concat(await stored.toArray()).toString()).toBe('console.log("up");');
  });

  it('refuses a version that is there already and leaves that as it was', async () => {
    await bench.given();
    const before = await bench.remains();
    const again = await bench.upload(aPackageZip({ entries: [{ name: 'other', content: 'x' }] }));
    expect(again).toMatchObject({ ok: false, problems: [{ code: 'PACKAGE_EXISTS' }] });
    expect(await bench.remains()).toEqual(before);
  });

  it('keeps three versions of a name that are not decommissioned, and no fourth', async () => {
    const ids = [];
    for (const version of ['v1.9.0', 'v1.10.0', 'v1.100.0']) ids.push(await bench.given({ version }));
    const before = await bench.remains();
    const fourth = aPackageZip({ version: 'v2.0.0' });
    expect(await bench.upload(fourth)).toMatchObject({
      problems: [{ code: 'PACKAGE_TOO_MANY_VERSIONS', message: expect.stringContaining('v1.9.0, v1.10.0, v1.100.0') }],
    });
    expect(await bench.remains()).toEqual(before);
    await bench.packages.decommissionPackage(ids[0] as string, SESSION);
    expect(await bench.upload(fourth)).toMatchObject({ ok: true });
  });

  it('lets one of two uploads of the same version at once win, whole', async () => {
    const zips = ['first', 'second'].map((content) => aPackageZip({ entries: [{ name: 'who', content }] }));
    const results = await Promise.all(zips.map((zip) => bench.upload(zip)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.find(({ ok }) => !ok)).toMatchObject({ problems: [{ code: 'PACKAGE_EXISTS' }] });
    const stored = await bench.packages.files.open({ name: 'sample', version: 'v1.0.0' }, 'who');
    const winner = results[0]?.ok ? 'first' : 'second';
    expect(Buffer.concat(await stored.toArray()).toString()).toBe(winner);
    expect(await bench.remains()).toMatchObject({ temporary: [], packages: 1, claims: 0, auditEntries: 1 });
  });

  it('keeps nothing of an upload that breaks off', async () => {
    const cut = new Readable({ read() {} });
    cut.push(aPackageZip().subarray(0, 100));
    const upload = bench.packages.uploadPackage(cut, SESSION);
    setTimeout(() => cut.destroy(Object.assign(new Error('gone'), { code: 'ECONNRESET' })), 30);
    expect(await upload).toMatchObject({ ok: false, problems: [{ code: 'PACKAGE_UPLOAD_INTERRUPTED' }] });
    expect(await bench.remains()).toEqual(NOTHING);
  });

  it('takes over the claim of an upload that was killed, and its leftovers', async () => {
    const address = { name: 'sample', version: 'v1.0.0' };
    const past = new Date(Date.now() - 1_000);
    await takeClaim(database, { ...address, uploadId: 'upl_dead', expiresAt: past }, past);
    await bench.packages.files.put(address, 'half', Readable.from(['x']), 1);
    await bench.given();
    expect(await bench.remains()).toMatchObject({
      ...{ packages: 1, claims: 0 },
      objects: ['sample/v1.0.0/register.xml', 'sample/v1.0.0/server.mjs'],
    });
  });

  it('sweeps what a killed upload left when it starts', async () => {
    const address = { name: 'sample', version: 'v1.0.0' };
    const past = new Date(Date.now() - 1_000);
    await takeClaim(database, { ...address, uploadId: 'upl_dead', expiresAt: past }, past);
    await bench.packages.files.put(address, 'half', Readable.from(['x']), 1);
    await bench.packages.start();
    expect(await bench.remains()).toEqual(NOTHING);
  });

  it('says that the data folder cannot be written', async () => {
    const { writeFile } = await import('node:fs/promises');
    await writeFile(`${bench.dataFolder}/uploads`, 'a file where the folder should be');
    await expect(bench.upload(aPackageZip())).rejects.toMatchObject({ code: 'DATA_FOLDER_NOT_WRITABLE' });
    expect(await bench.remains()).toMatchObject({ packages: 0, objects: [], claims: 0 });
  });

  it('refuses a session that may not upload', async () => {
    const reader = { ...SESSION, actions: ['package:read'] as const };
    await expect(bench.packages.uploadPackage(Readable.from([aPackageZip()]), reader)).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});
