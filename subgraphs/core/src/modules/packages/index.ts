export { IdempotencyEnum } from './api/manifest.object.ts';
export { PackageObject } from './api/package.object.ts';
export { presentPackage } from './api/present-package.ts';
export { PACKAGE_CHANGED } from './app/publish-change.ts';
export type { PackageChange, PackageCheck, PackageRecord } from './domain/package.ts';
export { looksSecret } from './domain/secret-name.ts';
export { createPackagesModule, type PackagesFace } from './module.ts';
export type { PackageParticipant } from './ports.ts';
