import { expect, it } from 'vitest';
import { createOneAtATime } from './one-at-a-time.ts';

const soon = () => new Promise((resolve) => setTimeout(resolve, 5));

it('runs work of one key in order and of other keys beside it', async () => {
  const oneAtATime = createOneAtATime(10);
  const log: string[] = [];
  const work = (name: string) => async () => {
    log.push(`+${name}`);
    await soon();
    log.push(`-${name}`);
  };
  await Promise.all([oneAtATime('a', work('1')), oneAtATime('a', work('2')), oneAtATime('b', work('3'))]);
  expect(log).toEqual(['+1', '+3', '-1', '+2', '-3', '-2']);
});

it('turns away what would wait too long, goes on after a failure, and forgets', async () => {
  const oneAtATime = createOneAtATime(2);
  const failing = oneAtATime('a', () => Promise.reject(new Error('first')));
  const second = oneAtATime('a', async () => 'second');
  expect(await oneAtATime('a', async () => 'third')).toBeNull();
  await expect(failing).rejects.toThrow('first');
  expect(await second).toBe('second');
  expect(await oneAtATime('a', async () => 'fourth')).toBe('fourth');
});
