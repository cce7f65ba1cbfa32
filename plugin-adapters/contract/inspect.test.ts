import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { pack } from '../sample/index.ts';
import { inspect } from './inspect.ts';

const fixture = fileURLToPath(new URL('fixtures/whole-register.xml', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'inspect-'));

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

it('gives a row for a manifest and for a zip', async () => {
  const sample = await pack(fileURLToPath(new URL('../sample/shell', import.meta.url)), { outputFolder: folder });
  if (!sample.ok) throw new Error('not packed');
  const rows = await inspect([fixture, sample.path]);
  expect(rows.map((row) => row.ok && row.row)).toEqual(['garden 2 8 1 2 6 2 3', 'shell 1 5 2 6 44 1 2']);
});

it('says what is wrong with a file that holds no manifest', async () => {
  const rows = await inspect([
    join(folder, 'absent.xml'),
    file('broken.zip', Buffer.from('PK\x03\x04 and then nothing')),
    file('broken.xml', '<package>\n<a></package>'),
    folder,
  ]);
  expect(rows.map((row) => !row.ok && row.problems[0]?.code)).toEqual([
    'MANIFEST_UNREADABLE',
    'MANIFEST_UNREADABLE',
    'MANIFEST_XML_BROKEN',
    'MANIFEST_UNREADABLE',
  ]);
});
