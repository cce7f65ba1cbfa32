import type { Clock, JobQueue, Logger } from '@wecube/kit';
import type { OperationEvents } from '../data/operation-events.ts';

const KIND = 'operation-event';
const SWEEP_MS = 1_000;
const MOST_AT_ONCE = 100;

type Dependencies = {
  events: Pick<OperationEvents, 'due'>;
  queue: JobQueue;
  clock: Clock;
  logger: Logger;
  work: (id: string) => Promise<void>;
};

/** Works on events as they come, and by a sweep on what the database says is due. */
export function createEventWorker({ events, queue, clock, logger, work }: Dependencies) {
  let timer: NodeJS.Timeout | undefined;
  let sweeping: Promise<void> | null = null;
  const sweep = async (): Promise<void> => {
    for (const id of await events.due(new Date(clock.now()), MOST_AT_ONCE)) await work(id);
  };
  const sweepOnce = (): Promise<void> => {
    sweeping ??= sweep()
      .catch((err: unknown) => logger.error({ err }, 'the sweep of operation events failed'))
      .finally(() => {
        sweeping = null;
      });
    return sweeping;
  };
  queue.process(KIND, (id) => work(String(id)));
  return {
    wake: (id: string): void => {
      queue.enqueue({ id: `${KIND}_${id}`, kind: KIND, payload: id }).catch((err: unknown) => {
        logger.warn({ err, event: id }, 'the queue did not take an event; the sweep will find it');
      });
    },
    start: (): void => {
      timer = setInterval(() => void sweepOnce(), SWEEP_MS).unref();
    },
    async stop(): Promise<void> {
      clearInterval(timer);
      await sweeping;
    },
  };
}
