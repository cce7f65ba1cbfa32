import { departure, type WhenGone } from '../router-context.ts';

/** Counts what may have changed data, so that a query that comes after a change never shares one from before it. */
export class Changes {
  count = 0;

  noted(): void {
    this.count += 1;
  }
}

type Flight<T> = { result: Promise<T>; waiters: number; asOf: number; abandon(): void };

/** A flight in the hands of who opened it. */
export type OpenFlight<T> = {
  /** Tells when nobody waits any more. */
  whenGone: WhenGone;
  /** Whether anybody else waits for it. */
  readonly isShared: boolean;
  settle(result: T | Promise<T>): void;
};

/** Equal queries that run at the same time share one fetch; it is given up only when every waiter has left. */
export class InFlightQueries<T> {
  readonly #flights = new Map<string, Flight<T>>();

  constructor(private readonly changes: Changes) {}

  /** The flight that a query with this key would share. */
  has(key: string): boolean {
    return this.#flights.get(key)?.asOf === this.changes.count;
  }

  /** Null when the waiter left before the answer. */
  join(key: string, whenGone: WhenGone, fetch: (whenGone: WhenGone) => Promise<T>): Promise<T | null> {
    const shared = this.has(key) ? this.#flights.get(key) : undefined;
    const flight = shared ?? this.#start(key, fetch);
    flight.waiters += 1;
    return new Promise((resolve, reject) => {
      const stopListening = whenGone(() => {
        resolve(null);
        this.#leave(key, flight);
      });
      flight.result.then(resolve, reject).finally(stopListening);
    });
  }

  /** A flight of a query that the caller sends itself and settles; null when there is one to join. */
  open(key: string, whenGone: WhenGone): OpenFlight<T> | null {
    if (this.has(key)) return null;
    let settle: OpenFlight<T>['settle'] = () => {};
    let allGone: WhenGone = whenGone;
    const flight = this.#start(key, (gone) => {
      allGone = gone;
      return new Promise((resolve) => {
        settle = resolve;
      });
    });
    flight.waiters = 1;
    let own = 1;
    const stopListening = whenGone(() => {
      own = 0;
      this.#leave(key, flight);
    });
    return {
      whenGone: allGone,
      get isShared() {
        return flight.waiters > own;
      },
      settle: (result) => {
        stopListening();
        // Whoever comes from now on was not counted as sharing it.
        this.#forget(key, flight);
        settle(result);
      },
    };
  }

  #start(key: string, fetch: (whenGone: WhenGone) => Promise<T>): Flight<T> {
    let abandon = (): void => {};
    const allGone = departure((gone) => {
      abandon = gone;
    });
    allGone(() => {});
    const flight: Flight<T> = {
      waiters: 0,
      asOf: this.changes.count,
      abandon: () => abandon(),
      result: fetch(allGone).finally(() => this.#forget(key, flight)),
    };
    this.#flights.set(key, flight);
    return flight;
  }

  #leave(key: string, flight: Flight<T>): void {
    flight.waiters -= 1;
    if (flight.waiters > 0) return;
    this.#forget(key, flight);
    flight.abandon();
  }

  #forget(key: string, flight: Flight<T>): void {
    if (this.#flights.get(key) === flight) this.#flights.delete(key);
  }
}
