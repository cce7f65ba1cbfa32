import { inspect } from '@wecube/plugin-adapters/contract';
import { pack } from '@wecube/plugin-adapters/sample';

/** Prints, for every manifest or package zip, its name and seven counts; what is wrong with a file goes to stderr. */
export async function inspectPackages(files: readonly string[]): Promise<void> {
  for (const result of await inspect(files)) {
    if (result.ok) console.log(result.row);
    else fail(result.file, result.problems);
  }
}

/** Makes the zip of a package's folder, with `image` also its image.tar from this machine's files, and prints its path. */
export async function packPackage(folder: string, options: { image?: boolean; out?: string }): Promise<void> {
  const result = await pack(folder, { image: options.image ?? false, outputFolder: options.out ?? '.' });
  if (result.ok) console.log(result.path);
  else fail(folder, result.problems);
}

function fail(file: string, problems: readonly { line: number; message: string; remedy: string }[]): void {
  process.exitCode = 1;
  for (const { line, message, remedy } of problems) {
    process.stderr.write(`${file}${line > 0 ? `:${line}` : ''}: ${message} ${remedy}\n`);
  }
}
