import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareVersions } from './version.ts';

it.each([
  ['v1.0.0', 'v1.0.0', 0],
  ['v1.2', 'v1.2.0.0', 0],
  ['1.0.0', 'v1.0.0', 0],
  ['v1.0.0+a', 'v1.0.0+b', 0],
  ['v1.9.0', 'v1.10.0', -1],
  ['v1.2.1.10', 'v1.2.1.9', 1],
  ['v1.100.0', 'v1.99.9', 1],
  ['v1.0.0-beta', 'v1.0.0', -1],
  ['v1.0.0-beta.2', 'v1.0.0-beta.11', -1],
  ['v1.0.0-alpha', 'v1.0.0-alpha.1', -1],
  ['v1.0.0-1', 'v1.0.0-alpha', -1],
])('compares %s with %s', (left, right, sign) => {
  expect(Math.sign(compareVersions(left, right))).toBe(sign);
});

it('is an order: antisymmetric and transitive', () => {
  const part = fc.oneof(fc.nat(120).map(String), fc.constantFrom('x', ''));
  const tail = fc.constantFrom('', '-rc.1', '-rc.2', '-1', '+build');
  const version = fc
    .tuple(fc.array(part, { minLength: 1, maxLength: 5 }), tail)
    .map(([parts, end]) => `v${parts.join('.')}${end}`);
  fc.assert(
    fc.property(version, version, version, (a, b, c) => {
      expect(Math.sign(compareVersions(a, b)) + Math.sign(compareVersions(b, a))).toBe(0);
      if (compareVersions(a, b) <= 0 && compareVersions(b, c) <= 0) {
        expect(compareVersions(a, c)).toBeLessThanOrEqual(0);
      }
    }),
  );
});
