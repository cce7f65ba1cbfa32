import type { RouterProcess } from './router-process.ts';

/** A client on one WebSocket that watches tasks and never asks again by itself. */
export class Watcher {
  events = 0;
  /** Why its stream ended, if it did. */
  ended: string | undefined;
  readonly stop: () => void;

  constructor(router: RouterProcess) {
    this.stop = router.client().subscribe(
      { query: 'subscription { taskAdded { id title owner { name } } }' },
      {
        next: ({ errors }) => {
          this.events += 1;
          if (errors) this.ended = JSON.stringify(errors);
        },
        error: (error) => {
          this.ended = error instanceof Error ? error.message : JSON.stringify(error);
        },
        complete: () => {
          this.ended ??= 'completed';
        },
      },
    );
  }
}
