import { afterEach, expect, it } from 'vitest';
import { Composer } from './composer.ts';

const IDLE_MS = 50;
const composer = new Composer({ idleMs: IDLE_MS });
const one = { name: 'one', sdl: 'type Query { one: String }' };

afterEach(() => new Promise((resolve) => setTimeout(resolve, IDLE_MS * 3)));

it('answers calls that run at the same time, each its own', async () => {
  const [good, bad] = await Promise.all([
    composer.compose([one]),
    composer.compose([one, { name: 'two', sdl: 'type Query { one: Int }' }]),
  ]);
  expect(good).toMatchObject({ supergraphSdl: expect.stringContaining('join__Graph') });
  expect(bad).toMatchObject({ errors: [expect.stringContaining('Query.one')] });
});

it('starts its worker again after it was idle', async () => {
  expect(await composer.compose([one])).toHaveProperty('supergraphSdl');
});

it('refuses to work once it is disposed, also what is in hand', async () => {
  const inHand = composer.compose([one]);
  const ended = expect(inHand).rejects.toThrow();
  await composer.dispose();
  await ended;
  await expect(composer.compose([one])).rejects.toThrow('stops');
});
