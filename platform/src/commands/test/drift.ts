// Fails when a file that is made from others does not stand for them any more; `--write` makes all of them anew.
import 'reflect-metadata';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { productRoot } from '../../settings.ts';
import { readApiSchema } from './api-schema.ts';

const SCHEMA = join(productRoot, 'web', 'schema.graphql');
const GENERATED = join(productRoot, 'web', 'gql');

const write = process.argv.includes('--write');
const drifted = [...(await checkSchema()), ...checkOperations()];
for (const file of drifted) console.log(`${write ? 'written' : 'DRIFTED'}  ${file}`);
if (drifted.length > 0 && !write) {
  console.log('Make them anew: npx tsx platform/src/commands/test/drift.ts --write');
  process.exitCode = 1;
}

/** The schema that the portal's operations are typed by is the one that the services compose. */
async function checkSchema(): Promise<string[]> {
  const composed = await readApiSchema();
  if (readFileSync(SCHEMA, 'utf8') === composed) return [];
  if (write) writeFileSync(SCHEMA, composed);
  return [SCHEMA];
}

/** The typed operations of the portal are those of its documents. */
function checkOperations(): string[] {
  const before = mkdtempSync(join(tmpdir(), 'wecube-drift-'));
  try {
    cpSync(GENERATED, before, { recursive: true });
    generate();
    const changed = changedFiles(before, GENERATED);
    if (changed.length > 0 && !write) restore(before);
    return changed.map((name) => join(GENERATED, name));
  } finally {
    rmSync(before, { recursive: true, force: true });
  }
}

function generate(): void {
  const command = join(productRoot, 'node_modules', '.bin', 'graphql-codegen');
  const cwd = join(productRoot, 'web');
  const { status, stdout, stderr } = spawnSync(command, ['--config', 'codegen.ts'], { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`graphql-codegen failed:\n${stdout}${stderr}`);
}

function restore(before: string): void {
  rmSync(GENERATED, { recursive: true });
  cpSync(before, GENERATED, { recursive: true });
}

function changedFiles(before: string, after: string): string[] {
  const names = new Set([...readdirSync(before), ...readdirSync(after)]);
  return [...names].filter((name) => read(join(before, name)) !== read(join(after, name)));
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
