#!/usr/bin/env node
// Starts the router with plain node from any folder: from its build when that is fresh, else from its source.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const workspace = dirname(dirname(fileURLToPath(import.meta.url)));
const root = dirname(workspace);
const built = join(workspace, 'dist', 'main.js');
const runner = sourceRunner();

if (isFresh() || (!runner && existsSync(built))) await import(pathToFileURL(built).href);
else if (runner) await runSource(runner);
else {
  console.error(
    `The router is neither built nor are its packages installed: run "${join(root, 'wecube')} doctor" once.`,
  );
  process.exitCode = 1;
}

/** Whether the build is there and not older than what it was made from. */
function isFresh() {
  const made = statSync(built, { throwIfNoEntry: false });
  if (!made || !existsSync(join(workspace, 'src'))) return made !== undefined;
  return [join(workspace, 'src'), join(root, 'subgraphs', 'kit', 'src')].every(
    (folder) => newest(folder) <= made.mtimeMs,
  );
}

function newest(folder) {
  const times = readdirSync(folder, { withFileTypes: true }).map((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return newest(path);
    return /\.test\.|testing/.test(path) ? 0 : statSync(path).mtimeMs;
  });
  return Math.max(0, ...times);
}

function sourceRunner() {
  try {
    return import.meta.resolve('tsx/esm/api');
  } catch {
    return undefined;
  }
}

async function runSource(url) {
  const { register } = await import(url);
  register({ tsconfig: join(root, 'tsconfig.json') });
  await import(pathToFileURL(join(workspace, 'src', 'main.ts')).href);
}
