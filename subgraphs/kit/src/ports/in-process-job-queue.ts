import type { Clock } from '../clock.ts';
import { systemClock } from '../clock.ts';
import type { Job, JobQueue } from './job-queue.ts';

const RETRY_MS = 1_000;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

type Handler = (payload: unknown) => Promise<void>;

/** `JobQueue` within one process. A failed job is repeated after a second; jobs do not outlive the process. */
export function createInProcessJobQueue(
  clock: Clock = systemClock,
  onError: (error: unknown, job: Job) => void = () => {},
): JobQueue {
  const handlers = new Map<string, Handler>();
  const waiting = new Map<string, { job: Job; timer?: NodeJS.Timeout }>();
  const running = new Set<Promise<void>>();
  let closed = false;

  const arm = (job: Job): void => {
    clearTimeout(waiting.get(job.id)?.timer);
    const entry: { job: Job; timer?: NodeJS.Timeout } = { job };
    waiting.set(job.id, entry);
    if (!handlers.has(job.kind)) return;
    const delay = Math.max(0, (job.runAt ?? 0) - clock.now());
    entry.timer = setTimeout(
      () => (delay > LONGEST_TIMER_MS ? arm(job) : take(job)),
      Math.min(delay, LONGEST_TIMER_MS),
    );
    entry.timer.unref();
  };
  const take = (job: Job): void => {
    const handler = handlers.get(job.kind);
    if (closed || !handler || waiting.get(job.id)?.job !== job) return;
    waiting.delete(job.id);
    const work: Promise<void> = handler(job.payload)
      .catch((error: unknown) => {
        onError(error, job);
        if (!closed && !waiting.has(job.id)) arm({ ...job, runAt: clock.now() + RETRY_MS });
      })
      .finally(() => running.delete(work));
    running.add(work);
  };
  return {
    async enqueue(job) {
      if (!closed) arm(job);
    },
    async cancel(id) {
      clearTimeout(waiting.get(id)?.timer);
      waiting.delete(id);
    },
    process(kind, handler) {
      handlers.set(kind, handler);
      for (const { job } of [...waiting.values()]) if (job.kind === kind) arm(job);
    },
    async close() {
      closed = true;
      for (const { timer } of waiting.values()) clearTimeout(timer);
      waiting.clear();
      await Promise.allSettled(running);
    },
  };
}
