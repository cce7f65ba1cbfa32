import { type Problem, problem } from '@wecube/kit';
import type { ManifestProblem } from '@wecube/plugin-adapters/contract';

const UNCHANGED = 'Nothing was stored.';

/** Everything that can be wrong with an uploaded file, with what to do about it. */
export const uploadProblem = {
  fileMissing: () =>
    problem('PACKAGE_FILE_MISSING', `The request holds no file in the field "zip-file". ${UNCHANGED}`, {
      remedy: 'Send the package as multipart/form-data with the zip in the field "zip-file".',
    }),
  interrupted: () =>
    problem('PACKAGE_UPLOAD_INTERRUPTED', `The upload ended before the whole file had arrived. ${UNCHANGED}`, {
      remedy: 'Upload the file again.',
    }),
  tooLarge: (limit: number) =>
    problem('PACKAGE_TOO_LARGE', `The file is larger than the limit of ${bytes(limit)}. ${UNCHANGED}`, {
      remedy: 'Make the package smaller, or have WECUBE_PACKAGE_LIMIT_BYTES raised.',
    }),
  expandsTooLarge: (limit: number) =>
    problem(
      'PACKAGE_EXPANDS_TOO_LARGE',
      `Unpacked, the file is larger than the limit of ${bytes(limit)}. ${UNCHANGED}`,
      {
        remedy: 'Take out what the plugin does not need, or have WECUBE_PACKAGE_LIMIT_BYTES raised.',
      },
    ),
  notAZip: () =>
    problem('PACKAGE_NOT_A_ZIP', `The file is not a zip archive. ${UNCHANGED}`, {
      remedy: 'Upload the zip that the plugin was released as.',
    }),
  broken: (reason: string) =>
    problem('PACKAGE_ZIP_BROKEN', `The zip archive is damaged: ${reason}. ${UNCHANGED}`, {
      remedy: 'Download or build the package again and compare its checksum.',
    }),
  tooManyFiles: (limit: number) =>
    problem('PACKAGE_TOO_MANY_FILES', `The zip holds more than ${limit} files. ${UNCHANGED}`, {
      remedy: 'Pack folders of many files into one archive, such as ui.zip.',
    }),
  unsafeEntry: (name: string, reason: string) =>
    problem('PACKAGE_ENTRY_UNSAFE', `The zip holds "${printable(name)}", which ${reason}. ${UNCHANGED}`, {
      remedy: 'Build the zip from inside the package folder, from plain files only.',
    }),
  duplicateEntry: (name: string) =>
    problem('PACKAGE_ENTRY_DUPLICATE', `The zip holds "${printable(name)}" twice. ${UNCHANGED}`, {
      remedy: 'Build the zip again with each file once.',
    }),
  manifestMissing: () =>
    problem('PACKAGE_MANIFEST_MISSING', `The zip has no register.xml in its root. ${UNCHANGED}`, {
      remedy: 'Put register.xml at the top of the zip, not in a folder.',
    }),
  manifestTooLarge: (limit: number) =>
    problem('PACKAGE_MANIFEST_TOO_LARGE', `register.xml is larger than ${bytes(limit)}. ${UNCHANGED}`, {
      remedy: 'Check that register.xml is the manifest of the plugin.',
    }),
  manifest: (found: ManifestProblem) =>
    problem(found.code, `${found.message} ${UNCHANGED}`, { path: manifestPath(found), remedy: found.remedy }),
  manifestValueTooLong: (what: string, limit: number) =>
    problem('MANIFEST_VALUE_TOO_LONG', `register.xml: ${what} is longer than ${limit} characters. ${UNCHANGED}`, {
      path: ['register.xml'],
      remedy: 'Shorten it.',
    }),
  reservedName: (name: string) =>
    problem('PACKAGE_NAME_RESERVED', `The name "${name}" belongs to the platform itself. ${UNCHANGED}`, {
      path: ['register.xml', 'package', 'name'],
      remedy: 'Give the package another name.',
    }),
  exists: (name: string, version: string) =>
    problem(
      'PACKAGE_EXISTS',
      `${name} ${version} was uploaded already. ${UNCHANGED} The package that is there stays as it is.`,
      {
        path: ['register.xml', 'package', 'version'],
        remedy: 'Upload it under a new version; a version is never replaced, decommissioned or not.',
      },
    ),
  nothingToRun: () =>
    problem(
      'PACKAGE_NOTHING_TO_RUN',
      `The zip has no image.tar and register.xml declares no <process>, so no instance could run. ${UNCHANGED}`,
      { remedy: 'Add image.tar (docker save) to the zip, or a <process> to <resourceDependencies>.' },
    ),
  imageMissing: () =>
    problem(
      'PACKAGE_IMAGE_MISSING',
      `register.xml declares a docker image, but the zip has no image.tar. ${UNCHANGED}`,
      {
        remedy: 'Add image.tar (docker save) to the root of the zip.',
      },
    ),
  fileDeclared: (file: string, declaredBy: string) =>
    problem(
      'PACKAGE_DECLARED_FILE_MISSING',
      `${declaredBy} names the file "${file}", which the zip does not hold. ${UNCHANGED}`,
      {
        path: ['register.xml', 'resourceDependencies'],
        remedy: 'Add the file to the root of the zip or take it out of register.xml.',
      },
    ),
} satisfies Record<string, (...facts: never[]) => Problem>;

/** Ends an upload early; carries what the person is told. */
export class UploadRefused extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map((one) => one.code).join(', '));
    this.name = 'UploadRefused';
  }
}

function manifestPath({ line, element }: ManifestProblem): string[] {
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
