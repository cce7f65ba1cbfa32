import { join } from 'node:path';
import type { Clock, KeyOrder, Logger, Page, PubSub } from '@wecube/kit';
import type { CoreDatabase } from '@wecube/prisma';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { Audit } from '../audit/index.ts';
import { packageChangedResolver } from './api/package-changed.resolver.ts';
import { PackagesResolver } from './api/packages.resolver.ts';
import { createUploadRoute } from './api/upload-route.ts';
import { createDecommissionPackage, type DecommissionPackage } from './app/decommission-package.ts';
import { createRegisterPackage, type RegisterPackage } from './app/register-package.ts';
import { createReportComposition, type ReportComposition } from './app/report-composition.ts';
import { planChange, runChecks } from './app/run-checks.ts';
import { createUploadPackage, sweepUploads, type UploadPackage } from './app/upload-package.ts';
import { PackageFiles } from './data/package-files.ts';
import * as packages from './data/packages.ts';
import { UploadFolder } from './data/upload-folder.ts';
import type { PackageCheck, PackageRecord } from './domain/package.ts';
import type { PackageParticipant } from './ports.ts';

export type PackagesDependencies = {
  database: CoreDatabase;
  objects: ObjectStore;
  audit: Audit;
  clock: Clock;
  pubSub: PubSub;
  logger: Logger;
  /** Uploads wait in a folder of it. */
  dataFolder: string;
  /** Of a zip, packed and unpacked. */
  limitBytes: number;
};

export type PackagesFace = {
  findPackage(id: string): Promise<PackageRecord | null>;
  findPackages(ids: readonly string[]): Promise<PackageRecord[]>;
  findVersion(name: string, version: string): Promise<PackageRecord | null>;
  /** The version that serves the name. */
  activePackage(name: string): Promise<PackageRecord | null>;
  activePackages(): Promise<PackageRecord[]>;
  list(where: packages.PackageWhere, page: Page, order: readonly KeyOrder[]): Promise<PackageRecord[]>;
  count(where: packages.PackageWhere): Promise<number>;
  /** What registering an uploaded package would meet: warnings and errors; empty for any other package. */
  checks(id: string): Promise<PackageCheck[]>;
  uploadPackage: UploadPackage;
  registerPackage: RegisterPackage;
  decommissionPackage: DecommissionPackage;
  reportComposition: ReportComposition;
  /** The files that came in the zip. */
  files: PackageFiles;
};

export type PackagesModule = PackagesFace & {
  /** Lets another module take part in registrations and decommissions; called while the service is put together. */
  join(participant: PackageParticipant): void;
  resolvers: readonly (readonly [new (...dependencies: never[]) => object, object])[];
  routes: readonly [ReturnType<typeof createUploadRoute>];
  start(): Promise<void>;
};

/** Packages: upload, manifest, registration, decommission. */
export function createPackagesModule(deps: PackagesDependencies): PackagesModule {
  const { client } = deps.database;
  const participants: PackageParticipant[] = [];
  const files = new PackageFiles(deps.objects);
  const change = { ...deps, participants };
  const upload = { ...deps, files, folder: new UploadFolder(join(deps.dataFolder, 'uploads')) };
  const face: PackagesFace = {
    findPackage: (id) => packages.findPackage(client, id),
    findPackages: (ids) => packages.findPackages(client, ids),
    findVersion: (name, version) => packages.findVersion(client, name, version),
    activePackage: (name) => packages.findActivePackage(client, name),
    activePackages: () => packages.findActivePackages(client),
    list: (where, page, order) => packages.readPackages(client, where, page, order),
    count: (where) => packages.countPackages(client, where),
    checks: async (id) => {
      const pack = await packages.findPackage(client, id);
      if (pack?.status !== 'UPLOADED') return [];
      const checks = await runChecks(change, await planChange(change, 'REGISTER', pack));
      return checks.filter(({ level }) => level !== 'OK');
    },
    uploadPackage: createUploadPackage(upload),
    registerPackage: createRegisterPackage(change),
    decommissionPackage: createDecommissionPackage(change),
    reportComposition: createReportComposition(change),
    files,
  };
  return {
    ...face,
    join: (participant) => void participants.push(participant),
    resolvers: [[PackagesResolver, new PackagesResolver(face)], packageChangedResolver(deps.pubSub, face)],
    routes: [createUploadRoute(face.uploadPackage, deps.limitBytes)],
    start: () =>
      sweepUploads(upload).catch((error: unknown) => {
        deps.logger.warn({ err: error }, 'what killed uploads left is swept at the next start');
      }),
  };
}
