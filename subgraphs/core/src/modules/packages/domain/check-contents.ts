import type { Problem, Said } from '@wecube/kit';
import type { Manifest } from '@wecube/plugin-adapters/contract';
import { isReservedName } from './reserved-names.ts';
import { sayPackage } from './texts.ts';
import { uploadProblem } from './upload-problems.ts';

/** Whether a manifest and the files beside it make a package that can be registered and launched. */
export function checkContents(manifest: Manifest, files: ReadonlySet<string>): Problem[] {
  return [
    ...(isReservedName(manifest.name) ? [uploadProblem.reservedName(manifest.name)] : []),
    ...checkRunnable(manifest, files),
    ...declaredFiles(manifest)
      .filter(({ file }) => !files.has(file))
      .map(({ file, declaredBy }) => uploadProblem.fileDeclared(file, declaredBy)),
    ...checkLengths(manifest),
  ];
}

function checkRunnable({ resources }: Manifest, files: ReadonlySet<string>): Problem[] {
  if (files.has('image.tar') || resources.process.length > 0) return [];
  return [resources.docker.length > 0 ? uploadProblem.imageMissing() : uploadProblem.nothingToRun()];
}

/** A missing upgrade script is no fault: most packages declare one and ship none. */
function declaredFiles({ resources }: Manifest): { file: string; declaredBy: string }[] {
  return [
    ...resources.mysql.map(({ initFileName }) => ({ file: initFileName, declaredBy: 'mysql@initFileName' })),
    ...resources.s3.flatMap(({ files }) =>
      files.map(({ source }) => ({ file: source, declaredBy: 's3/fileSet/file@source' })),
    ),
  ].filter(({ file }) => file !== '');
}

const LONGEST_NAME = 255;
const LONGEST_PATH = 1024;
const LONGEST_WORD = 64;

function checkLengths(manifest: Manifest): Problem[] {
  const interfaces = manifest.plugins.flatMap((plugin) => plugin.interfaces);
  const names: [Said, string][] = [
    ...manifest.plugins.flatMap(({ name, registerName }): [Said, string][] => [
      [sayPackage('MANIFEST_VALUE.plugin'), name],
      [sayPackage('MANIFEST_VALUE.registerName'), registerName],
    ]),
    ...interfaces.map(({ action }): [Said, string] => [sayPackage('MANIFEST_VALUE.action'), action]),
    ...manifest.menus.flatMap(({ code, category, label }): [Said, string][] => [
      [sayPackage('MANIFEST_VALUE.menuCode'), code],
      [sayPackage('MANIFEST_VALUE.menuCategory'), category],
      [sayPackage('MANIFEST_VALUE.menuLabel'), label.en],
      [sayPackage('MANIFEST_VALUE.menuLabel'), label.zh],
    ]),
    ...manifest.systemParameters.map(({ name }): [Said, string] => [
      sayPackage('MANIFEST_VALUE.systemParameter'),
      name,
    ]),
  ];
  const paths: [Said, string][] = [
    ...interfaces.map(({ path }): [Said, string] => [sayPackage('MANIFEST_VALUE.path'), path]),
    ...manifest.menus.map(({ path }): [Said, string] => [sayPackage('MANIFEST_VALUE.menuPath'), path]),
  ];
  const words = interfaces.flatMap(({ httpMethod, type }): [Said, string][] => [
    [sayPackage('MANIFEST_VALUE.httpMethod'), httpMethod],
    [sayPackage('MANIFEST_VALUE.type'), type],
  ]);
  return [...tooLong(names, LONGEST_NAME), ...tooLong(paths, LONGEST_PATH), ...tooLong(words, LONGEST_WORD)];
}

function tooLong(values: readonly [Said, string][], limit: number): Problem[] {
  return values
    .filter(([, value]) => value.length > limit)
    .map(([what]) => uploadProblem.manifestValueTooLong(what, limit));
}
