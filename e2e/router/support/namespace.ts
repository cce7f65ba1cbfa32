import { execFileSync } from 'node:child_process';
import type { Place } from './subgraph-instance.ts';

/** A network namespace joined to this machine by a cable that can be pulled: what runs within is another machine. */
export class Namespace implements Disposable {
  readonly #name = `wecube${process.pid}`;
  readonly #near = `wcn${process.pid % 100_000}`;
  readonly #far = `wcf${process.pid % 100_000}`;
  readonly #host: string;

  constructor() {
    const net = `10.${200 + (process.pid % 50)}.${process.pid % 250}`;
    this.#host = `${net}.2`;
    ip('netns', 'add', this.#name);
    ip('link', 'add', this.#near, 'type', 'veth', 'peer', 'name', this.#far, 'netns', this.#name);
    ip('addr', 'add', `${net}.1/24`, 'dev', this.#near);
    ip('link', 'set', this.#near, 'up');
    this.#inside('addr', 'add', `${this.#host}/24`, 'dev', this.#far);
    this.#inside('link', 'set', 'lo', 'up');
    this.plug();
  }

  /** Where an instance listens within, and how it is started there. */
  get place(): Place {
    return { host: this.#host, within: ['ip', 'netns', 'exec', this.#name] };
  }

  /** From now on nothing passes and nobody is told. */
  cut(): void {
    this.#inside('link', 'set', this.#far, 'down');
  }

  plug(): void {
    this.#inside('link', 'set', this.#far, 'up');
  }

  [Symbol.dispose](): void {
    ip('netns', 'delete', this.#name);
  }

  #inside(...args: string[]): void {
    ip('-n', this.#name, ...args);
  }
}

function ip(...args: string[]): void {
  execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'pipe'] });
}
