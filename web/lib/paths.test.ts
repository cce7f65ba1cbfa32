import { expect, it } from 'vitest';
import { pathWith, safeReturnPath } from './paths.ts';

it.each([
  ['/execute/runs/run_1?node=n4', '/execute/runs/run_1?node=n4'],
  ['https://evil.example', '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/sign-in?return=/x', '/'],
  [null, '/'],
  [undefined, '/'],
])('safeReturnPath(%s) is %s', (asked, path) => expect(safeReturnPath(asked)).toBe(path));

it('pathWith leaves empty parameters out and encodes the rest', () => {
  expect(pathWith('/a', { b: '', c: null, d: 'x y&z' })).toBe('/a?d=x+y%26z');
  expect(pathWith('/a', {})).toBe('/a');
});
