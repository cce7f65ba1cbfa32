import { expect, it } from 'vitest';
import { findEntryFolder } from './entry-folder.ts';

it.each([
  ['the root', ['index.html', 'js/app.js'], ''],
  ['a folder', ['plugin/js/app.js', 'plugin/index.html'], 'plugin/'],
  ['a folder in a folder', ['readme.txt', 'build/dist/index.html'], 'build/dist/'],
  ['the root before a folder', ['a/index.html', 'index.html'], ''],
  ['the first of two, depth first', ['b/index.html', 'a/deep/index.html'], 'a/deep/'],
  ['no other name', ['index.htm', 'xindex.html', 'a/my-index.html'], null],
  ['nothing', [], null],
])('finds %s', (_what, paths, folder) => {
  expect(findEntryFolder(paths)).toBe(folder);
});
