import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CATALOGUES, WORDS } from './index.ts';

const root = new URL('..', import.meta.url).pathname;
const sources = ['app', 'components', 'features', 'lib']
  .flatMap((folder) =>
    readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
  )
  .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.test.ts'))
  .map((file) => ({ file, text: readFileSync(`${root}${file}`, 'utf8') }));
const everything = sources.map((source) => source.text).join('\n');

describe('the two catalogues', () => {
  it('have the same keys, none of them empty', () => {
    const bare = (keys: string[]) => new Set(keys.map((key) => key.replace(/_(one|other)$/, '')));
    expect(bare(Object.keys(CATALOGUES['en-US'].translation))).toEqual(
      bare(Object.keys(CATALOGUES['zh-CN'].translation)),
    );
    for (const { translation } of Object.values(CATALOGUES)) {
      for (const [key, text] of Object.entries(translation)) expect(text.trim(), key).not.toBe('');
    }
  });

  it('take the same values in both languages', () => {
    const values = (text: string) => [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort();
    for (const [key, [en, zh]] of Object.entries<readonly string[]>(WORDS))
      expect(values(zh ?? ''), key).toEqual(values(en ?? ''));
  });

  it('say it in Chinese where it is Chinese', () => {
    const kept = new Set(['driver.DOCKER']);
    const isOnlyValues = (text: string) => !/\p{L}/u.test(text.replaceAll(/\{\{\w+\}\}/g, ''));
    for (const [key, [, zh = '']] of Object.entries<readonly string[]>(WORDS)) {
      if (!kept.has(key)) expect(/[\u4e00-\u9fff]/.test(zh) || isOnlyValues(zh), key).toBe(true);
    }
  });

  it('hold no word that no page uses', () => {
    const prefixes = [...everything.matchAll(/`([a-zA-Z]+\.(?:[A-Z_]+\.)?)\$\{/g)].map((match) => match[1] ?? '');
    const unused = Object.keys(WORDS).filter(
      (key) => !everything.includes(`'${key}'`) && !prefixes.some((prefix) => key.startsWith(prefix)),
    );
    expect(unused).toEqual([]);
  });
});

describe('the pages', () => {
  it('have no words of their own in their markup', () => {
    const allowed = /^(WeCube|English|Ctrl K|Tab|Enter|v|id|displayName|#|\W*)$/;
    const found = sources
      .filter((source) => source.file.endsWith('.tsx'))
      .flatMap(({ file, text }) =>
        [
          ...text.matchAll(
            /<(?:h\d|p|span|b|button|th|td|dt|dd|label|div|option|legend|li)(?:\s[^<>]*)?>\s*([A-Za-z][^<>{}=;]*?)\s*<\//g,
          ),
        ].map((match) => `${file}: ${match[1]}`),
      )
      .filter((hit) => !allowed.test(hit.split(': ')[1] ?? ''));
    expect(found).toEqual([]);
  });
});
