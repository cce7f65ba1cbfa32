import { expect, it } from 'vitest';
import { draftOf, formOf, ownPart } from './server-draft.ts';

const form = { ...formOf(null), name: ' far ', endpoint: 'ssh://ops@10.0.0.7' };

it('sends what was typed, and no secret that belongs to another way', () => {
  const secrets = { privateKey: 'KEY', clientKey: 'of TLS', passphrase: '' };
  expect(draftOf({ ...form, secrets, labels: 'zone=a, ssd', items: '8' })).toMatchObject({
    ...{ name: 'far', pinned: null, labels: ['zone=a', 'ssd'], credentials: { privateKey: 'KEY' } },
    capacity: { items: 8, memoryMiB: null, cpus: null },
  });
});

it('leaves secrets alone where none was typed', () => {
  expect(draftOf(form)).not.toHaveProperty('credentials');
});

it('reads limited accounts a line each', () => {
  const limitedKeys = 'test:first of-first\n\n  test:second   of-second \nbroken';
  expect(draftOf({ ...form, kind: 'S3', limitedKeys }).credentials).toEqual({
    limitedKeys: [
      { accessKey: 'test:first', secretKey: 'of-first' },
      { accessKey: 'test:second', secretKey: 'of-second' },
    ],
  });
});

it('sends a word in place of a number as one that is refused', () => {
  expect(ownPart({ ...form, items: 'many', cpus: '1.5' }).capacity).toEqual({ items: 0, memoryMiB: null, cpus: 1.5 });
});
