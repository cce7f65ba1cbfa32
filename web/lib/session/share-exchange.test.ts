import { expect, it } from 'vitest';
import { shareExchange } from './share-exchange.ts';

const headers = new Headers();

it('gives calls with one key one outcome, also shortly after, and other keys their own', async () => {
  let exchanged = 0;
  const exchange = shareExchange(async (key) => `${key} ${++exchanged}`, undefined, 30);
  const together = await Promise.all([exchange('a', headers), exchange('a', headers), exchange('b', headers)]);
  expect(together).toEqual(['a 1', 'a 1', 'b 2']);
  expect(await exchange('a', headers)).toBe('a 1');
  await expect.poll(() => exchange('a', headers)).toBe('a 3');
});

it('does not keep a failure', async () => {
  let tries = 0;
  const exchange = shareExchange(async () => {
    tries += 1;
    if (tries === 1) throw new Error('away');
    return 'back';
  });
  await expect(exchange('a', headers)).rejects.toThrow('away');
  await expect.poll(() => exchange('a', headers).catch(() => 'away')).toBe('back');
});

it('does not keep an outcome that is not final', async () => {
  let tries = 0;
  const exchange = shareExchange(
    async () => ++tries,
    (outcome) => outcome > 1,
  );
  expect(await exchange('a', headers)).toBe(1);
  await expect.poll(() => exchange('a', headers)).toBe(2);
  expect(await exchange('a', headers)).toBe(2);
});
