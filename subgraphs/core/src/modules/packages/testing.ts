import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createInProcessPubSub, createLogger, newId, serviceSession, systemClock } from '@wecube/kit';
import { parseManifest } from '@wecube/plugin-adapters/contract';
import type { CoreDatabase } from '@wecube/prisma';
import { createS3ObjectStore } from '../../adapters/s3/s3-object-store.ts';
import { startEmbeddedS3 } from '../../adapters/s3/testing.ts';
import { createAuditModule } from '../audit/index.ts';
import { PACKAGE_BUCKET } from './data/package-files.ts';
import type { PackageRecord } from './domain/package.ts';
import { createPackagesModule } from './module.ts';
import { type ZipEntry, zipOf } from './testing-zip.ts';

export { type ZipEntry, zipOf } from './testing-zip.ts';

export const SESSION = serviceSession('test');

type ManifestOptions = { name?: string; version?: string; resources?: string; body?: string };

const PROCESS = '<process start="node server.mjs" healthPath="/health"/>';

/** A `register.xml` of a package that runs as a process; `body` holds the sections that the test is about. */
export function aManifestXml({
  name = 'sample',
  version = 'v1.0.0',
  resources = PROCESS,
  body = '',
}: ManifestOptions = {}): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<package name="${name}" version="${version}">
  ${body}
  <resourceDependencies>${resources}</resourceDependencies>
</package>`;
}

/** A package record, uploaded and nothing else unless told. */
export function aPackage(options: ManifestOptions & Partial<Omit<PackageRecord, 'manifest'>> = {}): PackageRecord {
  const { resources, body, ...given } = options;
  const manifestXml = aManifestXml({ ...options, resources, body });
  const result = parseManifest(manifestXml);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  const status = given.status ?? 'UPLOADED';
  return {
    id: newId('pkg'),
    ...{ name: result.manifest.name, version: result.manifest.version, manifest: result.manifest, manifestXml },
    ...{ status, active: status === 'REGISTERED', digest: 'd'.repeat(64), sizeBytes: 1000, signerKey: null },
    ...{ uploadedAt: new Date(0), uploadedBy: 'test', registeredAt: status === 'UPLOADED' ? null : new Date(0) },
    ...{ compositionError: null, rowVersion: 1 },
    ...given,
  };
}

/** A package's zip: its manifest, a server, and what the test adds. */
export function aPackageZip(options: ManifestOptions & { entries?: readonly ZipEntry[] } = {}): Buffer {
  return zipOf([
    { name: 'register.xml', content: aManifestXml(options) },
    { name: 'server.mjs', content: 'console.log("up");', deflated: true },
    ...(options.entries ?? []),
  ]);
}

export type PackagesBench = Awaited<ReturnType<typeof createPackagesBench>>;

/** The module on a real database, a real S3 server and a real folder. */
export async function createPackagesBench(
  database: CoreDatabase,
  options: { limitBytes?: number; mostVersions?: number } = {},
) {
  const s3 = await startEmbeddedS3();
  const dataFolder = await mkdtemp(join(tmpdir(), 'wecube-packages-'));
  const objects = createS3ObjectStore({ socket: s3.socket, accessKey: 'S3RVER', secretKey: 'S3RVER' });
  const pubSub = createInProcessPubSub();
  const packages = createPackagesModule({
    ...{ database, objects, dataFolder, pubSub, clock: systemClock },
    audit: createAuditModule({ database, clock: systemClock }),
    logger: createLogger('test', { level: 'silent' }),
    limitBytes: options.limitBytes ?? 64 * 1024 * 1024,
    mostVersions: options.mostVersions ?? 10,
  });
  return {
    ...{ packages, objects, pubSub, dataFolder },
    upload: (zip: Buffer) => packages.uploadPackage(Readable.from([zip]), SESSION),
    /** Uploads a package that must be accepted; gives its id. */
    async given(manifest: ManifestOptions = {}): Promise<string> {
      const result = await packages.uploadPackage(Readable.from([aPackageZip(manifest)]), SESSION);
      if (!result.ok) throw new Error(JSON.stringify(result.problems));
      return result.id;
    },
    /** Everything that an upload may leave: temporary files, objects, rows, claims. */
    async remains() {
      const keys: string[] = [];
      for await (const { key } of objects.list(PACKAGE_BUCKET, '')) keys.push(key);
      const { client } = database;
      return {
        temporary: await readdir(join(dataFolder, 'uploads')).catch(() => []),
        objects: keys,
        resumable: (await readdir(join(dataFolder, 'resumable-uploads')).catch(() => [])).sort(),
        packages: await client.package.count(),
        claims: await client.packageUploadClaim.count(),
        auditEntries: await client.auditEntry.count(),
      };
    },
    /** How much of a resumable upload has arrived. */
    resumableSize: async (id: string) =>
      (await stat(join(dataFolder, 'resumable-uploads', id)).catch(() => null))?.size ?? null,
    async [Symbol.asyncDispose]() {
      await packages.stop();
      await pubSub[Symbol.asyncDispose]();
      await s3[Symbol.asyncDispose]();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
