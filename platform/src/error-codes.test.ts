import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { productRoot } from './settings.ts';

const FOLDERS = [
  'router/src',
  'subgraphs',
  'plugin-adapters/contract',
  'plugin-adapters/src',
  'plugin-adapters/wecube-rest',
];
const SKIPPED = /node_modules|dist|testing|\.test\.ts$|golden/;
const CODE = String.raw`'([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)'`;
/** Where a code is given to an error or a problem: as the first argument of what makes one, or as its field. */
const USES = new RegExp(String.raw`(?:(?:Error|[pP]roblem|weak)\w*\(\s*|\bcode: )${CODE}`, 'g');

const documented = new Set(
  [...readFileSync(join(productRoot, 'docs', 'errors.md'), 'utf8').matchAll(/^\| `(\w+)` \|/gm)].map(
    ([, code]) => code,
  ),
);
const sources = FOLDERS.flatMap((folder) => sourcesBelow(join(productRoot, folder)));

it('documents every code that an error or a problem is made with', () => {
  const used = sources.flatMap((text) => [...text.matchAll(USES)].map(([, code]) => code));
  expect(new Set(used).size).toBeGreaterThan(100);
  expect([...new Set(used)].filter((code) => !documented.has(code)).sort()).toEqual([]);
});

it('documents no code that the sources do not have', () => {
  const all = sources.join('\n');
  expect([...documented].filter((code) => !all.includes(`'${code}'`))).toEqual([]);
});

function sourcesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (SKIPPED.test(entry.name)) return [];
    if (entry.isDirectory()) return sourcesBelow(path);
    return entry.name.endsWith('.ts') ? [readFileSync(path, 'utf8')] : [];
  });
}
