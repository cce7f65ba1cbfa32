import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer, GraphClient } from './graph-client.ts';
import { until } from './until.ts';

const QUERY = '{ tasks { id servedBy owner { id name } } people { name } }';
const MUTATION = 'mutation ($title: String!) { addTask(title: $title) { id } }';

export type Clients = { reading: number; writing: number };

/** Clients that ask and change without a pause until they are stopped, and what they got. */
export class Traffic {
  readonly failures: Answer[] = [];
  /** Titles whose mutation was answered with success, and those that failed. */
  readonly added: string[] = [];
  readonly refused: string[] = [];
  #answered = 0;
  #stopped = false;
  readonly #clients: Promise<void>[];

  constructor(
    private readonly graph: GraphClient,
    { reading, writing }: Clients,
  ) {
    const readers = Array.from({ length: reading }, () => this.#repeat(() => this.#read()));
    const writers = Array.from({ length: writing }, (_, client) =>
      this.#repeat((round) => this.#write(`${process.pid}-${client}-${round}-${Date.now()}`)),
    );
    this.#clients = [...readers, ...writers];
  }

  /** Waits until that many more queries were answered, well or not. */
  async answers(many: number): Promise<void> {
    const enough = this.#answered + many;
    await until(`${many} more queries are answered`, () => this.#answered >= enough);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#clients);
  }

  async #repeat(act: (round: number) => Promise<void>): Promise<void> {
    for (let round = 0; !this.#stopped; round += 1) {
      await act(round);
      // The machine is shared with the router: a client that never rests would measure the client.
      await sleep(15);
    }
  }

  async #read(): Promise<void> {
    const answer = await this.graph.ask(QUERY).catch(unreachable);
    this.#answered += 1;
    if (answer.errors || !answer.data) this.failures.push(answer);
  }

  async #write(title: string): Promise<void> {
    const answer = await this.graph.ask(MUTATION, { title }).catch(unreachable);
    const list = answer.errors || !answer.data ? this.refused : this.added;
    list.push(title);
  }
}

function unreachable(error: unknown): Answer {
  return { data: null, errors: [{ message: String(error), extensions: { code: 'ROUTER_UNREACHABLE' } }] };
}
