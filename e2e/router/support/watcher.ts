import type { Client } from 'graphql-ws';

/** Watches tasks over a WebSocket and never asks again by itself. */
export class Watcher {
  events = 0;
  /** Why its stream ended, if it did. */
  ended: string | undefined;
  readonly stop: () => void;

  constructor(socket: Client) {
    this.stop = socket.subscribe(
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
