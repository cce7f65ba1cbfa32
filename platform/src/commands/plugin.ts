import { inspect } from '@wecube/plugin-adapters/contract';

/** Prints, for every manifest or package zip, its name and seven counts; what is wrong with a file goes to stderr. */
export async function inspectPackages(files: readonly string[]): Promise<void> {
  for (const result of await inspect(files)) {
    if (result.ok) console.log(result.row);
    else fail(result.file, result.problems);
  }
}

function fail(file: string, problems: readonly { line: number; message: string; remedy: string }[]): void {
  process.exitCode = 1;
  for (const { line, message, remedy } of problems) {
    process.stderr.write(`${file}${line > 0 ? `:${line}` : ''}: ${message} ${remedy}\n`);
  }
}
