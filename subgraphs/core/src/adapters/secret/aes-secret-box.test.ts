import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createAesSecretBox } from './aes-secret-box.ts';
import { loadSecretKey } from './secret-key.ts';

it('opens what it sealed, never the same text twice, and nothing that was changed or sealed by another key', () => {
  const box = createAesSecretBox(randomBytes(32));
  const sealed = box.seal('geheim 密');
  expect(sealed).not.toContain('geheim');
  expect(box.seal('geheim 密')).not.toBe(sealed);
  expect(box.open(sealed)).toBe('geheim 密');
  const changed = `${sealed.slice(0, -2)}${sealed.endsWith('AA') ? 'BB' : 'AA'}`;
  expect(() => box.open(changed)).toThrow('it was changed');
  expect(() => createAesSecretBox(randomBytes(32)).open(sealed)).toThrow('sealed with another key');
});

it('keeps one key in the data folder, for its owner only, also when two start at once', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'wecube-key-'));
  const keys = await Promise.all([1, 2, 3].map(() => loadSecretKey({ dataDir })));
  expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1);
  expect(await loadSecretKey({ dataDir })).toEqual(keys[0]);
  expect((await stat(join(dataDir, 'secret.key'))).mode & 0o777).toBe(0o600);
  await rm(dataDir, { recursive: true });
});

it('takes a given key and refuses one of a wrong length', async () => {
  const key = randomBytes(32);
  expect(await loadSecretKey({ given: key.toString('base64'), dataDir: '/nowhere' })).toEqual(key);
  await expect(loadSecretKey({ given: 'c2hvcnQ=', dataDir: '/nowhere' })).rejects.toMatchObject({
    code: 'SECRET_KEY_INVALID',
  });
});
