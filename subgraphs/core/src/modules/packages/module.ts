import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Clock, KeyOrder, Logger, Page, PubSub } from '@wecube/kit';
import type { CoreDatabase } from '@wecube/prisma';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { Audit } from '../audit/index.ts';
import { packageChangedResolver } from './api/package-changed.resolver.ts';
import { PackageTrustResolver, type TrustFace } from './api/package-trust.resolver.ts';
import { packageUploadsResolver } from './api/package-uploads.resolver.ts';
import { PackagesResolver } from './api/packages.resolver.ts';
import { createTusRoute } from './api/tus-route.ts';
import { createUploadRoute } from './api/upload-route.ts';
import { type ActivatePackage, createActivatePackage } from './app/activate-package.ts';
import { createChangeTrust } from './app/change-trust.ts';
import { createDecommissionPackage, type DecommissionPackage } from './app/decommission-package.ts';
import { createReceiveUpload } from './app/receive-upload.ts';
import { createRegisterPackage, type RegisterPackage } from './app/register-package.ts';
import { createReportComposition, type ReportComposition } from './app/report-composition.ts';
import { planChange, runChecks } from './app/run-checks.ts';
import { giveUp, sweepResumable } from './app/sweep-resumable.ts';
import { Unpacking } from './app/unpack-uploads.ts';
import { createUploadPackage, sweepUploads, type UploadPackage } from './app/upload-package.ts';
import { PackageFiles } from './data/package-files.ts';
import { readTrust } from './data/package-trust.ts';
import { findOpenUploads, findUpload } from './data/package-uploads.ts';
import * as packages from './data/packages.ts';
import { ResumableFolder } from './data/resumable-folder.ts';
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
  /** How many versions of one name may be there that are not decommissioned. */
  mostVersions: number;
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
  /** What putting the package in use would meet: warnings and errors; empty when it is, or never can be. */
  checks(id: string): Promise<PackageCheck[]>;
  uploadPackage: UploadPackage;
  registerPackage: RegisterPackage;
  activatePackage: ActivatePackage;
  /** Every version of the package's name, the newest first. */
  versions(name: string): Promise<PackageRecord[]>;
  decommissionPackage: DecommissionPackage;
  reportComposition: ReportComposition;
  /** The files that came in the zip. */
  files: PackageFiles;
};

export type PackagesModule = PackagesFace & {
  trust: TrustFace;
  /** Lets another module take part in registrations and decommissions; called while the service is put together. */
  join(participant: PackageParticipant): void;
  resolvers: readonly (readonly [new (...dependencies: never[]) => object, object])[];
  routes: readonly [ReturnType<typeof createUploadRoute>, ReturnType<typeof createTusRoute>];
  start(): Promise<void>;
  stop(): Promise<void>;
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
      if (!pack || pack.active || pack.status === 'DECOMMISSIONED') return [];
      const checks = await runChecks(change, await planChange(change, 'REGISTER', pack));
      return checks.filter(({ level }) => level !== 'OK');
    },
    uploadPackage: createUploadPackage(upload),
    registerPackage: createRegisterPackage(change),
    activatePackage: createActivatePackage(change),
    versions: (name) => packages.findVersions(client, [name]),
    decommissionPackage: createDecommissionPackage(change),
    reportComposition: createReportComposition(change),
    files,
  };
  const trust = { ...createChangeTrust(deps), trust: () => readTrust(client) };
  const uploads = createUploads(deps, files);
  return {
    ...face,
    trust,
    join: (participant) => void participants.push(participant),
    resolvers: [
      [PackagesResolver, new PackagesResolver(face)],
      packageChangedResolver(deps.pubSub, face),
      packageUploadsResolver(deps.pubSub, uploads),
      [PackageTrustResolver, new PackageTrustResolver(trust)],
    ],
    routes: [createUploadRoute(face.uploadPackage, deps.limitBytes), uploads.route],
    start: async () => {
      await sweepUploads(upload).catch((error: unknown) => {
        deps.logger.warn({ err: error }, 'what killed uploads left is swept at the next start');
      });
      await uploads.start();
    },
    stop: () => uploads.stop(),
  };
}

const SWEEP_EVERY_MS = 3_600_000;

/** Uploads that can be resumed: received by the tus server, unpacked in the background. */
function createUploads(deps: PackagesDependencies, files: PackageFiles) {
  const resumable = new ResumableFolder(join(deps.dataFolder, 'resumable-uploads'));
  const holder = `${hostname()}:${deps.dataFolder}`.slice(0, 512);
  const unpacking = new Unpacking({ ...deps, files, resumable });
  const all = { ...deps, resumable, holder, unpacking };
  const sweep = () =>
    sweepResumable(all).catch((error: unknown) => {
      deps.logger.warn({ err: error }, 'resumable uploads are looked through again later');
    });
  let timer: NodeJS.Timeout | undefined;
  return {
    findUpload: (id: string) => findUpload(deps.database.client, id),
    openUploads: () => findOpenUploads(deps.database.client),
    route: createTusRoute({
      ...{ resumable, limitBytes: deps.limitBytes },
      receive: createReceiveUpload(all),
      giveUp: (upload) => giveUp(all, upload),
    }),
    async start() {
      await sweep();
      timer = setInterval(sweep, SWEEP_EVERY_MS).unref();
    },
    async stop() {
      clearInterval(timer);
      await unpacking[Symbol.asyncDispose]();
    },
  };
}
