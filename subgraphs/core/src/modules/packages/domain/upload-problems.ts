import { type Problem, type Said, toProblem } from '@wecube/kit';
import type { ManifestProblem } from '@wecube/plugin-adapters/contract';
import { sayPackage } from './texts.ts';

/** Everything that can be wrong with an uploaded file, with what to do about it. */
export const uploadProblem = {
  fileMissing: () => toProblem(sayPackage('PACKAGE_FILE_MISSING')),
  interrupted: () => toProblem(sayPackage('PACKAGE_UPLOAD_INTERRUPTED')),
  tooLarge: (limit: number) => toProblem(sayPackage('PACKAGE_TOO_LARGE', { limit: bytes(limit) })),
  lengthMissing: () => toProblem(sayPackage('PACKAGE_LENGTH_MISSING')),
  noSpace: (size: number) => toProblem(sayPackage('PACKAGE_NO_SPACE', { size: bytes(size) })),
  expandsTooLarge: (limit: number) => toProblem(sayPackage('PACKAGE_EXPANDS_TOO_LARGE', { limit: bytes(limit) })),
  notAZip: () => toProblem(sayPackage('PACKAGE_NOT_A_ZIP')),
  broken: (reason: string) => toProblem(sayPackage('PACKAGE_ZIP_BROKEN', { reason })),
  tooManyFiles: (limit: number) => toProblem(sayPackage('PACKAGE_TOO_MANY_FILES', { limit })),
  unsafeEntry: (name: string, reason: Said) =>
    toProblem(sayPackage('PACKAGE_ENTRY_UNSAFE', { entry: printable(name), reason })),
  duplicateEntry: (name: string) => toProblem(sayPackage('PACKAGE_ENTRY_DUPLICATE', { entry: printable(name) })),
  manifestMissing: () => toProblem(sayPackage('PACKAGE_MANIFEST_MISSING')),
  manifestTooLarge: (limit: number) => toProblem(sayPackage('PACKAGE_MANIFEST_TOO_LARGE', { limit: bytes(limit) })),
  manifest: ({ code, message, parameters, remedy, ...found }: ManifestProblem): Problem => ({
    ...{ code, parameters, remedy },
    message: `${message} Nothing was stored.`,
    path: manifestPath(found),
  }),
  manifestValueTooLong: (what: Said, limit: number) =>
    toProblem(sayPackage('MANIFEST_VALUE_TOO_LONG', { what, limit }), ['register.xml']),
  reservedName: (name: string) =>
    toProblem(sayPackage('PACKAGE_NAME_RESERVED', { name }), ['register.xml', 'package', 'name']),
  exists: (name: string, version: string) =>
    toProblem(sayPackage('PACKAGE_EXISTS', { name, version }), ['register.xml', 'package', 'version']),
  tooManyVersions: (name: string, versions: readonly string[]) =>
    toProblem(sayPackage('PACKAGE_TOO_MANY_VERSIONS', { name, count: versions.length, versions })),
  unsigned: (name: string, version: string) => toProblem(sayPackage('PACKAGE_UNSIGNED.upload', { name, version })),
  keyNotTrusted: (name: string, version: string, key: string) =>
    toProblem(sayPackage('PACKAGE_KEY_NOT_TRUSTED.upload', { name, version, key })),
  signatureBroken: () => toProblem(sayPackage('PACKAGE_SIGNATURE_BROKEN'), ['package.sig']),
  signatureUnreadable: () => toProblem(sayPackage('PACKAGE_SIGNATURE_BROKEN.unreadable'), ['package.sig']),
  nothingToRun: () => toProblem(sayPackage('PACKAGE_NOTHING_TO_RUN')),
  imageMissing: () => toProblem(sayPackage('PACKAGE_IMAGE_MISSING')),
  fileDeclared: (file: string, declaredBy: string) =>
    toProblem(sayPackage('PACKAGE_DECLARED_FILE_MISSING', { file, declaredBy }), [
      'register.xml',
      'resourceDependencies',
    ]),
} satisfies Record<string, (...facts: never[]) => Problem>;

/** Ends an upload early; carries what the person is told. */
export class UploadRefused extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map((one) => one.code).join(', '));
    this.name = 'UploadRefused';
  }
}

function manifestPath({ line, element }: Pick<ManifestProblem, 'line' | 'element'>): string[] {
  return ['register.xml', ...(line > 0 ? [`line ${line}`] : []), ...(element === '' ? [] : [element])];
}

const UNITS = [
  ['GiB', 1024 ** 3],
  ['MiB', 1024 ** 2],
  ['KiB', 1024],
] as const;

function bytes(count: number): string {
  const unit = UNITS.find(([, size]) => count >= size && count % size === 0);
  return unit ? `${count / unit[1]} ${unit[0]}` : `${count} bytes`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: an archive's names may hold them, messages may not
const printable = (name: string) => name.replace(/[\u0000-\u001f\u007f]/g, '?').slice(0, 200);
