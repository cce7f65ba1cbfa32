import { posix } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unsafeBecause } from './archive-entry.ts';

const entry = (name: string, mode = 0) => ({ name, mode, sizeBytes: 1, encrypted: false });

describe('unsafeBecause', () => {
  it.each(['register.xml', 'ui/js/app.1234.js', 'ui/', '中文/文件.txt', '..hidden', 'a..b/c', '.env'])(
    'accepts %s',
    (name) => {
      expect(unsafeBecause(entry(name))).toBeNull();
    },
  );

  it.each([
    '',
    '/',
    '/a',
    '../a',
    'a/..',
    'a/../b',
    'a//b',
    './a',
    'a/./b',
    'C:/a',
    'c:a',
    'a\\b',
    'a\u0000b',
    `${'a'.repeat(701)}`,
  ])('refuses %j', (name) => {
    expect(unsafeBecause(entry(name))).toMatchObject({ code: 'ENTRY_FAULT' });
  });

  it('refuses what is neither a file nor a folder', () => {
    expect(unsafeBecause(entry('a', 0o100644))).toBeNull();
    expect(unsafeBecause(entry('a/', 0o040755))).toBeNull();
    expect(unsafeBecause(entry('a', 0o120777))?.message).toBe('is a symbolic link');
    for (const type of [0o010000, 0o020000, 0o060000, 0o140000])
      expect(unsafeBecause(entry('a', type | 0o644))).toMatchObject({ code: 'ENTRY_FAULT' });
  });

  it('never accepts a name that leaves the folder it is unpacked to', () => {
    const part = fc.constantFrom('..', '.', '', 'a', 'b.txt', '/', '\\', 'C:', '~');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const name = parts.join('/');
        if (unsafeBecause(entry(name)) !== null) return;
        expect(posix.resolve('/target', name).startsWith('/target/')).toBe(true);
      }),
    );
  });
});
