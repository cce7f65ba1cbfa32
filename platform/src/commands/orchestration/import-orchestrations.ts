import { readFileSync } from 'node:fs';
import type { PublicApi } from '../../public-api.ts';
import { UsageError } from '../../settings.ts';
import { openPlatform, type PlatformOptions } from './sign-in.ts';

export type ImportOptions = PlatformOptions & {
  /** Says what would happen and changes nothing. */
  dryRun: boolean;
  replaceDrafts: boolean;
};

/**
 * Makes drafts of files of this platform, of WeCube or of WeCube 2, and prints a line for each orchestration with what
 * is lacking below it. Ends with 1 when something was left out.
 */
export async function importOrchestrations(files: readonly string[], options: ImportOptions): Promise<void> {
  const contents = files.map((file) => ({ file, content: read(file) }));
  const api = await openPlatform(options, process.env);
  for (const { file, content } of contents) await importOne(api, file, content, options);
}

async function importOne(api: PublicApi, file: string, content: string, options: ImportOptions): Promise<void> {
  const { dryRun, replaceDrafts } = options;
  const input = { content, dryRun, replaceDrafts, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone };
  try {
    const { steps } = await api.mutate<{ steps: Step[] }>('importDefinitions', input, SELECTION);
    for (const step of steps) tell(step);
  } catch (error) {
    process.exitCode = 1;
    process.stderr.write(`${file}: ${(error as Error).message}\n`);
  }
}

type Sentence = { message: string; remedy: string | null };
type Step = {
  name: string;
  version: number;
  change: string;
  notes: Sentence[];
  designProblems: (Sentence & { level: string })[];
  problems: Sentence[];
};
const SELECTION = `steps { name version change notes { message remedy } problems { message remedy }
  designProblems { level message remedy } }`;

function tell({ name, version, change, notes, designProblems, problems }: Step): void {
  console.log(`${change.padEnd(14)}  v${version}  ${name}`);
  const errors = [...new Set(designProblems.filter(({ level }) => level === 'ERROR').map(print))];
  for (const one of [...problems, ...notes]) console.log(`  ${print(one)}`);
  for (const error of errors.slice(0, MOST_SHOWN)) console.log(`  to put right: ${error}`);
  const more = errors.length - MOST_SHOWN;
  if (more > 0) console.log(`  to put right: ${more} more, which the designer shows`);
  if (problems.length > 0) process.exitCode = 1;
}

const MOST_SHOWN = 5;
const print = ({ message, remedy }: Sentence): string => `${message} ${remedy ?? ''}`.trimEnd();

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code}). Nothing was imported.`);
  }
}
