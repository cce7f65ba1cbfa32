import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NameScope } from './name-scope.ts';
import { camelCase, pascalCase, plural, screamingCase } from './names.ts';

it.each([
  [['wecmdb', 'host'], 'wecmdbHost'],
  [['wecmdb', 'host_resource'], 'wecmdbHostResource'],
  [['service-mgmt', 'task'], 'serviceMgmtTask'],
  [['saltstack', 'host-script', 'run'], 'saltstackHostScriptRun'],
  [['saltstack', 'host-script', '', 'run'], 'saltstackHostScriptRun'],
  [['IP_ADDR'], 'ipAddr'],
  [['keyName'], 'keyName'],
])('joins %j', (parts, name) => {
  expect(camelCase(...parts)).toBe(name);
  expect(pascalCase(...parts)).toBe(name.charAt(0).toUpperCase() + name.slice(1));
});

it.each([
  ['host', 'hosts'],
  ['entity', 'entities'],
  ['key', 'keys'],
  ['address', 'addresses'],
  ['switch', 'switches'],
  ['packages', 'packages'],
  ['status', 'statuses'],
])('makes %s plural', (one, many) => expect(plural(one)).toBe(many));

it('writes enum values', () => {
  expect(screamingCase('ip_address')).toBe('IP_ADDRESS');
  expect(screamingCase('displayName')).toBe('DISPLAY_NAME');
});

it('gives every original a unique GraphQL name, the same each time, hashed only where it must be', () => {
  const original = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.constantFrom('a_b', 'aB', 'a-b', 'A_B', '主机', '1a', '', '__x'),
  );
  fc.assert(
    fc.property(fc.uniqueArray(original, { maxLength: 12 }), (originals) => {
      const claim = () =>
        new NameScope().claimAll(originals.map((each) => ({ original: each, candidate: camelCase(each) })));
      const names = [...claim().values()];
      expect(new Set(names).size).toBe(originals.length);
      expect(names.every((name) => /^[A-Za-z][A-Za-z0-9_]*$/.test(name) && !name.startsWith('__'))).toBe(true);
      expect([...claim().values()]).toEqual(names);
    }),
  );
});

it('leaves the plain name to the one that is spelled like it', () => {
  const names = new NameScope().claimAll(
    ['ip_addr', 'ipAddr', 'IP'].map((original) => ({ original, candidate: camelCase(original) })),
  );
  expect([...names.values()]).toEqual([expect.stringMatching(/^ipAddr_[0-9a-f]{6}$/), 'ipAddr', 'ip']);
});

it('does not take a name that is reserved', () => {
  expect(new NameScope(['DataModel']).claim('DataModel', 'data:model')).toMatch(/^DataModel_/);
});
