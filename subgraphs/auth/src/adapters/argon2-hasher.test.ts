import { expect, it } from 'vitest';
import { createArgon2Hasher } from './argon2-hasher.ts';

const hasher = createArgon2Hasher();

it('hashes with argon2id and a salt, and knows the password again', async () => {
  const [one, two] = await Promise.all([hasher.hash('correct horse'), hasher.hash('correct horse')]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(two);
  expect(await hasher.verify(one, 'correct horse')).toBe(true);
  expect(await hasher.verify(one, 'correct horsf')).toBe(false);
});

it('refuses every password of nobody, after doing the same work', async () => {
  const stored = await hasher.hash('x');
  const timeOf = async (hash: string | null) => {
    const started = performance.now();
    for (let count = 0; count < 5; count += 1) expect(await hasher.verify(hash, 'the password of nobody!')).toBe(false);
    return performance.now() - started;
  };
  await timeOf(null);
  const [known, unknown] = [await timeOf(stored), await timeOf(null)];
  expect(unknown / known).toBeGreaterThan(0.3);
  expect(await hasher.verify(null, 'the password of nobody')).toBe(false);
});
