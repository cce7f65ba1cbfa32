import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { productRoot, UsageError } from '../../settings.ts';

const TEMPLATE = join(productRoot, 'plugin-adapters', 'template');
/** Files of these names would mean something where the template lies. */
const RENAMED: Readonly<Record<string, string>> = { gitignore: '.gitignore' };

/** Makes the project of a plugin in a folder that is new or empty, and says how to go on. */
export function createPlugin(name: string, { dir }: { dir?: string }): void {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || name.length > 40)
    throw new UsageError(`"${name}" cannot be a package: lower case letters and digits, words joined by "-".`);
  const folder = resolve(dir ?? name);
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new UsageError(`${folder} is not empty. Give another folder with --dir; nothing was written.`);
  const code = name.toUpperCase().replaceAll('-', '_');
  for (const file of filesBelow(TEMPLATE)) {
    const target = join(folder, RENAMED[file] ?? file);
    mkdirSync(dirname(target), { recursive: true });
    const text = readFileSync(join(TEMPLATE, file), 'utf8');
    writeFileSync(target, text.replaceAll('__NAME__', name).replaceAll('__CODE__', code));
  }
  console.log(`${folder} is a plugin. Go on there with: npm install, npm test, npm run pack (README.md)`);
}

function filesBelow(folder: string, prefix = ''): string[] {
  return readdirSync(join(folder, prefix), { withFileTypes: true }).flatMap((entry) => {
    const path = join(prefix, entry.name);
    return entry.isDirectory() ? filesBelow(folder, path) : [path];
  });
}
