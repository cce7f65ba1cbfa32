import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PublicApi } from '../../public-api.ts';
import { UsageError } from '../../settings.ts';
import { openPlatform, type PlatformOptions } from './sign-in.ts';

const PAGE = 200;
const FORMATS = { yaml: 'YAML', wecube: 'WECUBE_JSON' } as const;

export type ExportOptions = PlatformOptions & {
  dir: string;
  /** Names of orchestrations; all when absent. */
  name: readonly string[];
  /** Drafts too; else only what is deployed. */
  drafts: boolean;
  format: string;
};

/** Writes the newest version of orchestrations into a folder, a file each, and prints their paths. */
export async function exportOrchestrations(options: ExportOptions): Promise<void> {
  const format = FORMATS[options.format as keyof typeof FORMATS];
  if (!format) throw new UsageError(`There is no format "${options.format}"; there are yaml and wecube.`);
  const api = await openPlatform(options, process.env);
  const found = await newestOf(api, options);
  const missing = options.name.filter((name) => !found.some((one) => one.name === name));
  if (missing.length > 0) {
    throw new UsageError(`There is no such orchestration: ${missing.join(', ')}. Nothing was written.`);
  }
  const ids = found.map(({ id }) => id);
  const { files, notes } = await api.mutate<Exported>(
    'exportDefinitions',
    { ids, format },
    'files { fileName content } notes { message remedy }',
  );
  mkdirSync(options.dir, { recursive: true });
  for (const { fileName, content } of files) {
    const path = join(options.dir, fileName);
    writeFileSync(path, content);
    console.log(path);
  }
  for (const { message, remedy } of notes) process.stderr.write(`${message} ${remedy ?? ''}\n`);
}

type Exported = {
  files: { fileName: string; content: string }[];
  notes: { message: string; remedy: string | null }[];
};
type Row = { id: string; key: string; name: string; version: number };

/** The newest deployed version of each orchestration, or with drafts its newest of all. */
async function newestOf(api: PublicApi, { name, drafts }: ExportOptions): Promise<Row[]> {
  const where = drafts ? { latestOnly: true } : { status: ['DEPLOYED'] };
  const newest = new Map<string, Row>();
  for (let after: string | null = null; ; ) {
    const { definitions }: Page = await api.query(LIST, { first: PAGE, after, where });
    for (const row of definitions.nodes) {
      const known = newest.get(row.key);
      if (!known || known.version < row.version) newest.set(row.key, row);
    }
    if (!definitions.pageInfo.hasNextPage) break;
    after = definitions.pageInfo.endCursor;
  }
  return [...newest.values()].filter((row) => name.length === 0 || name.includes(row.name));
}

type Page = { definitions: { nodes: Row[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } } };
const LIST = `query ($first: Int, $after: String, $where: DefinitionFilter) {
  definitions(first: $first, after: $after, where: $where) {
    nodes { id key name version }
    pageInfo { hasNextPage endCursor }
  }
}`;
