import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { SerialTask } from './serial-task.ts';

it('makes one more run of all requests that come during a run', async () => {
  let runs = 0;
  let atOnce = 0;
  let most = 0;
  const task = new SerialTask(
    async () => {
      runs += 1;
      atOnce += 1;
      most = Math.max(most, atOnce);
      await pause(20);
      atOnce -= 1;
    },
    { retryMs: 5, onFailure: () => undefined },
  );
  for (let at = 0; at < 5; at += 1) task.request();
  await pause(80);
  await task.stop();
  expect({ runs, most }).toEqual({ runs: 2, most: 1 });
  task.request();
  await pause(20);
  expect(runs).toBe(2);
});

it('tries a failed run again and tells of the failure and of its end', async () => {
  const told: unknown[] = [];
  let runs = 0;
  const task = new SerialTask(
    async () => {
      runs += 1;
      if (runs < 3) throw new Error(`no ${runs}`);
    },
    { retryMs: 5, onFailure: (error) => void told.push(error && (error as Error).message) },
  );
  task.request();
  await expect.poll(() => told).toEqual(['no 1', 'no 2', null]);
  await task.stop();
});
