import { GraphQLError } from 'graphql';
import { expect, it } from 'vitest';
import { ClientQueue } from './client-queue.ts';

const result = (value: number) => ({ data: { value } });

it('gives results in order, those that wait and those that come', async () => {
  const queue = new ClientQueue();
  queue.push(result(1));
  queue.push(result(2));
  expect((await queue.next()).value).toEqual(result(1));
  expect((await queue.next()).value).toEqual(result(2));
  const pending = queue.next();
  queue.push(result(3));
  expect((await pending).value).toEqual(result(3));
});

it('ends a client that is too slow, tells it why, and leaves the stream once', async () => {
  let left = 0;
  const queue = new ClientQueue(2).onLeave(() => {
    left += 1;
  });
  for (const value of [1, 2, 3, 4]) queue.push(result(value));
  const { value } = await queue.next();
  expect((value as { errors: GraphQLError[] }).errors[0]?.extensions).toMatchObject({
    code: 'SLOW_CONSUMER',
    retryable: true,
  });
  expect((await queue.next()).done).toBe(true);
  await queue.return();
  expect(left).toBe(1);
});

it('can be left while a result is awaited', async () => {
  let left = 0;
  const queue = new ClientQueue().onLeave(() => {
    left += 1;
  });
  const pending = queue.next();
  await queue.return();
  expect(await pending).toEqual({ value: undefined, done: true });
  expect(left).toBe(1);
});

it('delivers the error that ends the stream after what came before it', async () => {
  const queue = new ClientQueue();
  queue.push(result(1));
  queue.end(new GraphQLError('gone'));
  queue.push(result(2));
  expect((await queue.next()).value).toEqual(result(1));
  expect((await queue.next()).value).toMatchObject({ errors: [{ message: 'gone' }] });
  expect((await queue.next()).done).toBe(true);
});
