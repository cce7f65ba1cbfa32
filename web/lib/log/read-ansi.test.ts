import { expect, it } from 'vitest';
import { plainText, readAnsi } from './read-ansi.ts';

it('reads colours and weights, and ends them', () => {
  expect(readAnsi('\u001b[32mok\u001b[0m and \u001b[1;31mbad\u001b[22m still red')).toEqual([
    { text: 'ok', tone: 'ansi-green' },
    { text: ' and ', tone: '' },
    { text: 'bad', tone: 'ansi-red ansi-bold' },
    { text: ' still red', tone: 'ansi-red' },
  ]);
});

it('reads bright colours as their own, and over those that the palette lacks', () => {
  expect(readAnsi('\u001b[91mbright\u001b[39m \u001b[38;5;208morange\u001b[48;2;1;2;3mback')).toEqual([
    { text: 'bright', tone: 'ansi-red' },
    { text: ' ', tone: '' },
    { text: 'orange', tone: '' },
    { text: 'back', tone: '' },
  ]);
});

it('drops what moves a cursor, names a window or rings a bell', () => {
  expect(readAnsi('\u001b[2K\u001b[1A\u001b]0;title\u000750%\u0007\rdone\tnow')).toEqual([
    { text: '50%done\tnow', tone: '' },
  ]);
  expect(plainText('\u001b[33mwarning\u001b[0m: \u001b[Klow')).toBe('warning: low');
});
