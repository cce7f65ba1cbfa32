import { expect, it } from 'vitest';
import { maskSecrets } from './mask-secrets.ts';

it('masks every occurrence, a secret within another too', () => {
  expect(maskSecrets('a=pass b=password1 c=pass', ['pass', 'password1'])).toBe('a=****** b=****** c=******');
});

it('leaves texts alone that are too short to be meant', () => {
  expect(maskSecrets('exit code 1', ['1', ''])).toBe('exit code 1');
});
