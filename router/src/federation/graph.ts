import { AppError, type Clock, type Logger, systemClock } from '@wecube/kit';
import type { Composer } from './composer.ts';
import type { GraphMember, GraphState, GraphStore } from './graph-store.ts';

/** A subgraph that joins, changes or (without `member`) leaves. */
type Change = { name: string; member: GraphMember | null };
type Pending = Change & { resolve(version: number): void; reject(error: unknown): void };
type Refusal = { pending: Pending; error: unknown };

/** A subgraph that may not join, or not with its newest schema, and the composer's words about it. */
export type RefusedSubgraph = { name: string; words: string; refusedAt: string };

export type GraphOptions = {
  composer: Composer;
  store: GraphStore;
  logger: Logger;
  /** Serves a new state; throws when it cannot be served, then the old one stays. */
  serve(next: GraphState): void;
  /** Told after every change of what is served or refused. */
  onChange?(): void;
  clock?: Clock;
  /** Changes that arrive within this time are composed together. */
  debounceMs?: number;
};

/** The one graph: takes changes one batch after another, and serves only what composes. */
export class Graph {
  #state: GraphState;
  #pending: Pending[] = [];
  #flushing: Promise<void> | undefined;
  readonly #refused = new Map<string, RefusedSubgraph>();

  constructor(
    initial: GraphState,
    private readonly options: GraphOptions,
  ) {
    this.#state = initial;
  }

  get state(): GraphState {
    return this.#state;
  }

  /** The composer's words about every subgraph that is refused at present. */
  get error(): string | null {
    return this.#refused.size === 0 ? null : this.refused.map(({ name, words }) => `${name}: ${words}`).join('\n');
  }

  get refused(): readonly RefusedSubgraph[] {
    return [...this.#refused.values()];
  }

  member(name: string): GraphMember | undefined {
    return this.#state.members.find((member) => member.name === name);
  }

  /** Whether a subgraph of this name takes part or is refused. */
  knows(name: string): boolean {
    return this.#refused.has(name) || this.member(name) !== undefined;
  }

  /** Resolves with the version that includes the change; rejects with GRAPH_DOES_NOT_COMPOSE and leaves all as it was. */
  join(member: GraphMember): Promise<number> {
    return this.#propose({ name: member.name, member });
  }

  leave(name: string): Promise<number> {
    return this.#propose({ name, member: null });
  }

  /** Composes as if the subgraph had joined and throws GRAPH_DOES_NOT_COMPOSE when it may not. Changes nothing. */
  async check(name: string, sdl: string): Promise<void> {
    const member: GraphMember = { name, sdl, origin: 'registered', instances: [] };
    await this.#compose(withChanges(this.#state.members, [{ name, member }]));
  }

  #propose(change: Change): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#pending.push({ ...change, resolve, reject });
      this.#flushing ??= this.#flush().finally(() => {
        this.#flushing = undefined;
      });
    });
  }

  async #flush(): Promise<void> {
    while (this.#pending.length > 0) {
      await new Promise((resolve) => setTimeout(resolve, this.options.debounceMs ?? 50));
      await this.#settle(this.#pending.splice(0));
    }
  }

  // Who was refused may have needed somebody who joined right after: they are tried again until nothing changes.
  async #settle(batch: Pending[]): Promise<void> {
    const refused = await this.#apply(batch);
    if (refused.length > 0 && refused.length < batch.length) return this.#settle(refused.map(({ pending }) => pending));
    for (const { pending, error } of refused) this.#refuse(pending, error);
  }

  // A batch that is refused is halved until the culprits stand alone: one bad package must not keep others out.
  async #apply(batch: Pending[]): Promise<Refusal[]> {
    try {
      await this.#tryTogether(batch);
      for (const { resolve } of batch) resolve(this.#state.version);
      return [];
    } catch (error) {
      if (batch.length === 1) return [{ pending: batch[0] as Pending, error }];
      const half = Math.ceil(batch.length / 2);
      const first = await this.#apply(batch.slice(0, half));
      return [...first, ...(await this.#apply(batch.slice(half)))];
    }
  }

  async #tryTogether(batch: Pending[]): Promise<void> {
    const members = withChanges(this.#state.members, batch);
    const next: GraphState = sameSchemas(members, this.#state.members)
      ? { ...this.#state, members }
      : {
          version: this.#state.version + 1,
          composedAt: this.#now(),
          supergraphSdl: await this.#compose(members),
          members,
        };
    this.#serve(next);
    for (const { name } of batch) this.#refused.delete(name);
    this.options.onChange?.();
    const { logger, store } = this.options;
    await store.save(next).catch((error: unknown) => logger.error({ error }, 'the graph could not be saved'));
  }

  #serve(next: GraphState): void {
    try {
      this.options.serve(next);
    } catch (error) {
      throw refusal([(error as Error).message]);
    }
    if (next.version !== this.#state.version) {
      this.options.logger.info(
        { version: next.version, members: next.members.map(({ name }) => name) },
        'graph changed',
      );
    }
    this.#state = next;
  }

  async #compose(members: readonly GraphMember[]): Promise<string> {
    const composition = await this.options.composer.compose(members.map(({ name, sdl }) => ({ name, sdl })));
    if ('errors' in composition) throw refusal(composition.errors);
    return composition.supergraphSdl;
  }

  #refuse({ name, reject }: Pending, error: unknown): void {
    reject(error);
    if (!(error instanceof AppError)) return;
    const words = error.message;
    if (this.#refused.get(name)?.words === words) return;
    this.options.logger.warn({ subgraph: name, words }, 'subgraph refused');
    this.#refused.set(name, { name, words, refusedAt: this.#now() });
    this.options.onChange?.();
  }

  #now(): string {
    return new Date((this.options.clock ?? systemClock).now()).toISOString();
  }
}

export function refusal(errors: readonly string[]): AppError {
  return new AppError('GRAPH_DOES_NOT_COMPOSE', errors.join('\n'), { status: 422 });
}

export function sameSchemas(one: readonly GraphMember[], other: readonly GraphMember[]): boolean {
  const print = (members: readonly GraphMember[]) => JSON.stringify(members.map(({ name, sdl }) => [name, sdl]).sort());
  return print(one) === print(other);
}

function withChanges(members: readonly GraphMember[], changes: readonly Change[]): GraphMember[] {
  const byName = new Map(members.map((member) => [member.name, member]));
  for (const { name, member } of changes) {
    if (member) byName.set(name, member);
    else byName.delete(name);
  }
  return [...byName.values()];
}
