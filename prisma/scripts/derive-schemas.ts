// Joins prisma/<database>/*.prisma into one schema per provider under generated/ and generates the clients.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const generated = join(root, 'generated');

/** Generates the four clients unless they stand for the present sources already. */
export function deriveSchemas(): void {
  mkdirSync(generated, { recursive: true });
  for (const database of ['core', 'auth']) {
    for (const provider of ['sqlite', 'mysql']) generate(database, provider);
  }
}

function generate(database: string, provider: string): void {
  const source = joined(database).replace('provider = "sqlite"', `provider = "${provider}"`);
  const digest = createHash('sha256').update(source).digest('hex');
  const folder = join(generated, `${database}-${provider}`);
  const stamp = join(folder, 'digest');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  const next = `${folder}.${process.pid}`;
  mkdirSync(next, { recursive: true });
  const schema = join(next, 'schema.prisma');
  writeFileSync(schema, source);
  // An existing file stands in for the engine binary, which `generate` does not need and must not download.
  execFileSync(process.execPath, [prismaCommand(), 'generate', '--schema', schema], {
    cwd: next,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1' },
  });
  writeFileSync(join(next, 'digest'), digest);
  rmSync(folder, { recursive: true, force: true });
  renameSync(next, folder);
}

function joined(database: string): string {
  const folder = join(root, database);
  const files = readdirSync(folder).filter((name) => name.endsWith('.prisma'));
  const header = readFileSync(join(folder, 'schema.prisma'), 'utf8');
  const models = files.filter((name) => name !== 'schema.prisma').sort();
  return [header, ...models.map((name) => readFileSync(join(folder, name), 'utf8'))].join('\n');
}

function prismaCommand(): string {
  const manifest = createRequire(import.meta.url).resolve('prisma/package.json');
  return join(dirname(manifest), 'build', 'index.js');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) deriveSchemas();
