import { describe, expect, it } from 'vitest';
import { createInProcessJobQueue } from './in-process-job-queue.ts';
import { createInProcessPubSub } from './in-process-pub-sub.ts';
import type { JobQueue } from './job-queue.ts';
import type { PubSub } from './pub-sub.ts';

/** Every adapter of `PubSub` passes this. */
export function describePubSub(name: string, open: () => Promise<PubSub>): void {
  describe(`PubSub: ${name}`, () => {
    it('delivers in order to every subscriber of the topic and to no other', async () => {
      const pubSub = await open();
      const [one, two, other] = [
        pubSub.subscribe<number>('t'),
        pubSub.subscribe<number>('t'),
        pubSub.subscribe<number>('u'),
      ];
      for (const value of [1, 2, 3]) pubSub.publish('t', value);
      pubSub.publish('u', 9);
      for (const reader of [one, two]) for (const value of [1, 2, 3]) expect((await reader.next()).value).toBe(value);
      expect((await other.next()).value).toBe(9);
      await pubSub[Symbol.asyncDispose]();
    });

    it('ends a waiting reader by return and by dispose', async () => {
      const pubSub = await open();
      const [left, right] = [pubSub.subscribe('t'), pubSub.subscribe('t')];
      const waiting = [left.next(), right.next()];
      await left.return?.();
      await pubSub[Symbol.asyncDispose]();
      expect(await Promise.all(waiting)).toEqual([
        { value: undefined, done: true },
        { value: undefined, done: true },
      ]);
    });
  });
}

/** Every adapter of `JobQueue` passes this. */
export function describeJobQueue(name: string, open: () => Promise<JobQueue>): void {
  describe(`JobQueue: ${name}`, () => {
    it('runs a job now and another when it is due', async () => {
      const queue = await open();
      const ran: unknown[] = [];
      queue.process('k', async (payload) => void ran.push(payload));
      await queue.enqueue({ id: 'later', kind: 'k', payload: 2, runAt: Date.now() + 150 });
      await queue.enqueue({ id: 'now', kind: 'k', payload: 1 });
      await expect.poll(() => ran).toEqual([1]);
      await expect.poll(() => ran).toEqual([1, 2]);
      await queue.close();
    });

    it('keeps jobs that come before their worker, replaces by id and forgets what was cancelled', async () => {
      const queue = await open();
      const ran: unknown[] = [];
      await queue.enqueue({ id: 'a', kind: 'k', payload: 'old' });
      await queue.enqueue({ id: 'a', kind: 'k', payload: 'new' });
      await queue.enqueue({ id: 'b', kind: 'k', payload: 'cancelled' });
      await queue.cancel('b');
      queue.process('k', async (payload) => void ran.push(payload));
      await expect.poll(() => ran).toEqual(['new']);
      await queue.close();
    });

    it('repeats a failed job and waits at close for the one in hand', async () => {
      const queue = await open();
      let tries = 0;
      let finished = false;
      queue.process('k', async () => {
        tries += 1;
        if (tries === 1) throw new Error('first time');
        await new Promise((resolve) => setTimeout(resolve, 100));
        finished = true;
      });
      await queue.enqueue({ id: 'a', kind: 'k', payload: null });
      await expect.poll(() => tries, { timeout: 5_000 }).toBe(2);
      await queue.close();
      expect(finished).toBe(true);
    });
  });
}

describePubSub('in process', async () => createInProcessPubSub());
describeJobQueue('in process', async () => createInProcessJobQueue());
