import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { sdlOf } from './sdl.ts';

/** How an instance misbehaves: `garbage` and `slow` execute first, `busy` (503, Retry-After) and `refuse` do not. */
export type Fault = 'none' | 'slow' | 'refuse' | 'garbage' | 'busy';

export type Order = { id: number } & (
  | { kind: 'serve'; subgraphs: readonly { name: string; sdl: string }[]; host: string; port: number }
  | { kind: 'behave'; fault: Fault }
  | { kind: 'report' }
);
export type Report = { id: number; port: number; asked: number; streams: number };

type Demand = Order extends infer Each ? (Each extends Order ? Omit<Each, 'id'> : never) : never;

const script = join(import.meta.dirname, 'subgraph-process.mjs');

/** Where an instance listens, and what starts node there, such as in a network namespace. */
export type Place = { host?: string; within?: readonly string[] };

export type InstanceOptions = Place & {
  /** The subgraphs that this one process serves. */
  names: readonly string[];
  journal: string;
};

/** A process that serves subgraphs and can be killed, halted, broken and started again at its port. */
export class SubgraphInstance implements AsyncDisposable {
  #child: ChildProcess | undefined;
  #port = 0;
  #orders = 0;
  readonly #host: string;

  constructor(private readonly options: InstanceOptions) {
    this.#host = options.host ?? '127.0.0.1';
  }

  url(name = this.options.names[0]): string {
    return `http://${this.#host}:${this.#port}/${name}`;
  }

  async start(): Promise<void> {
    const [command = process.execPath, ...args] = [...(this.options.within ?? []), process.execPath];
    this.#child = spawn(command, [...args, script, this.options.journal], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: { ...process.env, NODE_ENV: 'production' },
    });
    const subgraphs = this.options.names.map((name) => ({ name, sdl: sdlOf(name) }));
    const serve = { kind: 'serve', subgraphs, host: this.#host, port: this.#port } as const;
    this.#port = (await this.#order(serve)).port;
  }

  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }

  /** Stops the process without a goodbye: connections stay open and nothing answers. */
  halt(): void {
    this.#child?.kill('SIGSTOP');
  }

  resume(): void {
    this.#child?.kill('SIGCONT');
  }

  async behave(fault: Fault): Promise<void> {
    await this.#order({ kind: 'behave', fault });
  }

  /** Requests that reached it and streams that are open at it. */
  report(): Promise<Report> {
    return this.#order({ kind: 'report' });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
  }

  #order(demand: Demand): Promise<Report> {
    const child = this.#child;
    if (!child) throw new Error('this instance does not run');
    this.#orders += 1;
    const id = this.#orders;
    return new Promise((resolve, reject) => {
      const ended = () => reject(new Error('the instance ended'));
      const read = (report: Report) => {
        if (report.id !== id) return;
        child.off('message', read).off('exit', ended);
        resolve(report);
      };
      child.on('message', read).once('exit', ended);
      child.send({ ...demand, id });
    });
  }
}
