import { describe, expect, it } from 'vitest';
import { checkDependencies, type Dependent, dependentsOf } from './check-dependencies.ts';

const pack = (name: string, version: string, ...needs: [string, string][]): Dependent => ({
  name,
  version,
  dependencies: needs.map(([needed, minimum]) => ({ name: needed, version: minimum })),
});
const codes = (...given: Parameters<typeof checkDependencies>) => checkDependencies(...given).map(({ code }) => code);

describe('checkDependencies', () => {
  it('accepts equal and newer versions, numerically', () => {
    const active = [pack('base', 'v1.10.0')];
    expect(codes(pack('a', 'v1.0.0', ['base', 'v1.10.0']), active)).toEqual([]);
    expect(codes(pack('a', 'v1.0.0', ['base', 'v1.9.9']), active)).toEqual([]);
    expect(codes(pack('a', 'v1.0.0', ['base', 'v1.10.1']), active)).toEqual(['DEPENDENCY_TOO_OLD']);
    expect(codes(pack('a', 'v1.0.0', ['base', 'v1.100.0']), active)).toEqual(['DEPENDENCY_TOO_OLD']);
  });

  it('follows dependencies of dependencies and names the way to what is missing', () => {
    const active = [pack('b', 'v1.0.0', ['c', 'v1.0.0']), pack('c', 'v1.0.0', ['d', 'v2.0.0'])];
    const [check, ...rest] = checkDependencies(pack('a', 'v1.0.0', ['b', 'v1.0.0']), active);
    expect(rest).toEqual([]);
    expect(check?.message).toBe('a -> b -> c needs d v2.0.0 or newer, which is not registered.');
  });

  it('ends for packages that need each other', () => {
    const active = [pack('b', 'v1.0.0', ['a', 'v1.0.0'])];
    expect(codes(pack('a', 'v1.0.0', ['b', 'v1.0.0']), active)).toEqual([]);
    expect(codes(pack('a', 'v0.9.0', ['b', 'v1.0.0']), active)).toEqual(['DEPENDENCY_TOO_OLD']);
  });

  it('compares a platform dependency with the platform', () => {
    expect(codes(pack('a', 'v1.0.0', ['platform', 'v4.5.6']), [], 'v4.5.6')).toEqual([]);
    expect(codes(pack('a', 'v1.0.0', ['platform', 'v4.6.0']), [], 'v4.5.6')).toEqual(['DEPENDENCY_PLATFORM_TOO_OLD']);
  });
});

describe('dependentsOf', () => {
  it('finds who would miss a package', () => {
    const active = [pack('a', 'v1.0.0', ['b', 'v1.0.0']), pack('b', 'v1.0.0'), pack('c', 'v1.0.0')];
    expect(dependentsOf('b', active).map(({ name }) => name)).toEqual(['a']);
    expect(dependentsOf('c', active)).toEqual([]);
  });
});
