import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { type BrokenRule, brokenRules, type SchemaRules } from './schema-rules.ts';

export type SubgraphSdl = { name: string; sdl: string };
export type Composition = { supergraphSdl: string } | { errors: string[] };

export type ComposerOptions = { idleMs?: number; rules?: SchemaRules };

type Answer = { id: number } & Composition;
type Waiting = { resolve(composition: Composition): void; reject(error: Error): void };

/** Composes supergraphs in a worker thread, which is started on demand and ended when idle to give its memory back. */
export class Composer {
  #worker: Worker | undefined;
  #closed = false;
  #nextId = 1;
  #idle: NodeJS.Timeout | undefined;
  readonly #waiting = new Map<number, Waiting>();
  readonly #idleMs: number;
  readonly #rules: SchemaRules;

  constructor({ idleMs = 15_000, rules = { planner: 'js' } }: ComposerOptions = {}) {
    this.#idleMs = idleMs;
    this.#rules = rules;
  }

  /** What the subgraphs ask for that this router would answer wrongly. */
  brokenRules(subgraphs: readonly SubgraphSdl[]): BrokenRule[] {
    return brokenRules(subgraphs, this.#rules);
  }

  /** Resolves with the supergraph, or with the composer's own words when the subgraphs do not fit together. */
  compose(subgraphs: readonly SubgraphSdl[]): Promise<Composition> {
    if (this.#closed) return Promise.reject(new Error('The router stops.'));
    const errors = this.brokenRules(subgraphs).map(({ words }) => words);
    if (errors.length > 0) return Promise.resolve({ errors });
    clearTimeout(this.#idle);
    this.#worker ??= this.#start();
    const worker = this.#worker;
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      worker.postMessage({ id, subgraphs });
    });
  }

  async dispose(): Promise<void> {
    this.#closed = true;
    await this.#endWorker();
  }

  async #endWorker(): Promise<void> {
    clearTimeout(this.#idle);
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(workerFile());
    worker.on('message', (answer: Answer) => this.#answered(answer));
    worker.on('error', (error) => this.#ended(worker, error));
    worker.on('exit', () => this.#ended(worker, new Error('The composition worker ended.')));
    return worker;
  }

  #answered({ id, ...composition }: Answer): void {
    this.#waiting.get(id)?.resolve(composition);
    this.#waiting.delete(id);
    if (this.#waiting.size > 0) return;
    this.#idle = setTimeout(() => void this.#endWorker(), this.#idleMs);
    this.#idle.unref();
  }

  #ended(worker: Worker, error: Error): void {
    if (this.#worker && this.#worker !== worker) return;
    this.#worker = undefined;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}

/** Beside this module, in source as in a bundle; else where the router's package is installed. */
function workerFile(): string {
  const beside = fileURLToPath(new URL('./composition-worker.js', import.meta.url));
  return existsSync(beside) ? beside : createRequire(import.meta.url).resolve('@wecube/router/composition-worker');
}
