import { expect, it } from 'vitest';
import { splitCommand } from './split-command.ts';

it.each([
  ['node server.mjs', ['node', 'server.mjs']],
  ['  node   --x=1  "a b" \'c "d"\' ', ['node', '--x=1', 'a b', 'c "d"']],
  ['run --name="two words" $HOME;rm', ['run', '--name=two words', '$HOME;rm']],
  ['', []],
])('splits %j', (text, words) => {
  expect(splitCommand(text)).toEqual(words);
});
