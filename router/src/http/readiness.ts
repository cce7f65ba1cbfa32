import type { ServerResponse } from 'node:http';
import type { KeySet } from '../auth/key-set.ts';
import type { Graph } from '../federation/graph.ts';
import type { StaticSubgraphs } from '../federation/static-subgraphs.ts';
import { answerJson } from './answers.ts';

/** Whether the router can do its work: every configured subgraph is in the graph and sign-ins can be checked. */
export class Readiness {
  #stopping = false;

  constructor(
    private readonly graph: Graph,
    private readonly subgraphs: StaticSubgraphs,
    private readonly keys: KeySet,
  ) {}

  /** From now on not ready, so that nobody sends more. */
  stop(): void {
    this.#stopping = true;
  }

  async answer(response: ServerResponse): Promise<void> {
    const waitingFor = await this.#waitingFor();
    const ready = waitingFor.length === 0;
    answerJson(response, ready ? 200 : 503, { ready, version: this.graph.state.version, waitingFor });
  }

  async #waitingFor(): Promise<string[]> {
    if (this.#stopping) return ['stopping'];
    const missing = this.subgraphs.missing().map((name) => `subgraph ${name}`);
    if (!this.keys.known) await this.keys.refresh().catch(() => missing.push('keys of the auth service'));
    return missing;
  }
}
