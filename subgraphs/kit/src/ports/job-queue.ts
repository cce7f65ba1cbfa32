export type Job = {
  /** Enqueueing an id that is still waiting replaces it. */
  id: string;
  kind: string;
  payload: unknown;
  /** UTC milliseconds; at once when absent. */
  runAt?: number;
};

/** Work that any process may pick up, now or later. Delivery is at least once; the database decides what is due. */
export interface JobQueue {
  enqueue(job: Job): Promise<void>;
  cancel(id: string): Promise<void>;
  process(kind: string, handler: (payload: unknown) => Promise<void>): void;
  /** Stops taking jobs and waits for those in hand. */
  close(): Promise<void>;
}
