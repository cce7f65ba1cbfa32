import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { AUTH_TEXTS } from '../../subgraphs/auth/src/texts.ts';
import { CORE_TEXTS } from '../../subgraphs/core/src/texts.ts';
import { WORDS } from '../../web/locales/index.ts';

type Entry = string | { says: string; one?: string; remedy?: string };

const root = join(import.meta.dirname, '..', '..');
const words: Record<string, readonly string[]> = WORDS;
const tables = Object.entries<Record<string, Entry>>({ ...CORE_TEXTS, auth: AUTH_TEXTS });
const entries = tables.flatMap(([, table]) =>
  Object.entries(table).map(([key, entry]) => ({ key, ...(typeof entry === 'string' ? { says: entry } : entry) })),
);
const errors = readFileSync(join(root, 'docs', 'errors.md'), 'utf8');
const documented = [...errors.matchAll(/^\| `([A-Z0-9_]+)` \| ([^|]+) \| ([^|]+) \|$/gm)];

it('has each sentence in one table only', () => {
  const keys = entries.map(({ key }) => key);
  expect(keys.length).toBeGreaterThan(200);
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

it('says in the portal what core and auth say, in both languages and with the same parameters', () => {
  const said = entries.flatMap(({ key, says, one, remedy }) => [
    [`said.${key}`, says, one],
    ...(remedy === undefined ? [] : [[`remedy.${key}`, remedy, undefined]]),
  ]);
  const wrong = said.filter(([key = '', en = '', one]) => {
    const [portal = '', zh = '', portalOne] = words[key] ?? [];
    return portal !== en || portalOne !== one || namesIn(zh).join() !== namesIn(en).join();
  });
  expect(wrong).toEqual([]);
  const known = new Set(said.map(([key]) => key));
  expect(Object.keys(words).filter((key) => /^(said|remedy)\./.test(key) && !known.has(key))).toEqual([]);
});

it('has a text in both languages, and a thing to do, for every documented code', () => {
  const codes = new Set(entries.map(({ key }) => key.split('.')[0]));
  expect(documented.length).toBeGreaterThan(200);
  const lacking = documented
    .map(([, code = '']) => code)
    .filter((code) => !codes.has(code) && !words[`problem.${code}`]);
  expect(lacking).toEqual([]);
  expect(errors.match(/^\| `[A-Z0-9_]+` \|/gm)).toHaveLength(documented.length);
});

const namesIn = (text: string) => [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name))].sort();
