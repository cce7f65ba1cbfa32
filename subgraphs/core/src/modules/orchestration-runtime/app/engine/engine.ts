import type { Clock, Logger } from '@wecube/kit';
import { runOfRequest } from '../../domain/call-back.ts';
import type { Effect, Operation, PluginAnswer, Reduction, RunEvent } from '../../domain/events.ts';
import { reduce } from '../../domain/reduce.ts';
import type { Run } from '../../domain/run.ts';
import { isAwaitingCallback, isNodeRunning, isRunLive } from '../../domain/status.ts';
import { sayRun } from '../../domain/texts.ts';
import {
  type AuditRow,
  type CommitItem,
  type InterfaceCaller,
  isStoreUnreachable,
  type ObjectFinder,
  type Owner,
  type RunStore,
} from '../../ports.ts';
import { PluginCalls } from './call-plugin.ts';
import type { Catalogue } from './catalogue.ts';
import { Deadlines } from './deadlines.ts';
import { Lane, laneOf, type Outcome, type Pending } from './lane.ts';
import { Patience } from './patience.ts';
import type { Plans } from './plans.ts';
import { prepareNode } from './prepare-node.ts';
import { writeSurely } from './write-surely.ts';

export type EngineDeps = {
  readonly store: RunStore;
  readonly lanes: number;
  readonly owner: Owner;
  readonly plans: Plans;
  readonly catalogue: Catalogue;
  readonly objects: ObjectFinder;
  readonly caller: InterfaceCaller;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Told after each commit, before the effects. */
  readonly onCommitted: (item: CommitItem) => void;
};

const OUTAGE_PAUSE_MS = 200;

type Changed = { readonly pending: Pending; readonly reduction: Extract<Reduction, { kind: 'CHANGED' }> };

/** Events in, group commit, effects out. A run belongs to one lane; between processes the guard in the store decides. */
export class Engine {
  private readonly deps: EngineDeps;
  private readonly runs = new Map<string, Run>();
  private readonly lanes: readonly Lane[];
  private readonly calls: PluginCalls;
  private readonly deadlines: Deadlines;
  private readonly waits: Deadlines;
  private readonly patience: Patience;

  constructor(deps: EngineDeps) {
    this.deps = deps;
    this.lanes = Array.from({ length: deps.lanes }, () => new Lane((group) => this.work(group)));
    this.patience = new Patience(deps.clock);
    this.calls = new PluginCalls({ ...deps, patience: this.patience });
    this.deadlines = new Deadlines(deps.clock, ({ runId, requestId, epoch }) =>
      this.submit(runId, { type: 'DUE', requestId, epoch, known: deps.catalogue.known() }),
    );
    this.deadlines.start();
    this.waits = new Deadlines(deps.clock, ({ runId, requestId }) =>
      this.submit(runId, { type: 'WAITED', nodeId: nodeOfWait(runId, requestId), known: deps.catalogue.known() }),
    );
    this.waits.start();
  }

  /** Starts a run that exists nowhere yet. */
  start(initial: Run, event: RunEvent, audit: AuditRow | null): Promise<Outcome> {
    return this.push(initial.row.id, event, { audit, initial });
  }

  operate(runId: string, operation: Operation, audit: AuditRow | null): Promise<Outcome> {
    return this.push(runId, { type: 'OPERATE', operation, known: this.deps.catalogue.known() }, { audit });
  }

  /** Hands in what a plugin calls back with; the run is found by the request's id. */
  callBack(requestId: string, answer: PluginAnswer, by: string | null, audit: AuditRow): Promise<Outcome> {
    const known = this.deps.catalogue.known();
    return this.push(runOfRequest(requestId), { type: 'CALLED_BACK', requestId, answer, by, known }, { audit });
  }

  /** Looks after runs that this owner has just taken over. */
  async recover(runIds: readonly string[]): Promise<void> {
    if (runIds.length > 0) this.patience.grant();
    await this.load(runIds);
    for (const runId of runIds) if (this.runs.has(runId)) this.submit(runId, this.recovery());
  }

  /** Which of these runs it does not hold, though it should. */
  missing(runIds: readonly string[]): readonly string[] {
    return runIds.filter((runId) => !this.runs.has(runId));
  }

  /** Waits for answers that are about to come, then lets go; what is left is found by whoever takes over. */
  async stop(patienceMs: number): Promise<void> {
    const deadline = this.deps.clock.now() + patienceMs;
    while (this.calls.size > 0 && this.deps.clock.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 20));
    this.deadlines.stop();
    this.waits.stop();
    this.calls.cancelAll();
    await Promise.all(this.lanes.map((lane) => lane.idle()));
  }

  private recovery = (): RunEvent => ({ type: 'RECOVER', known: this.deps.catalogue.known() });

  private submit(runId: string, event: RunEvent): void {
    this.push(runId, event).catch((error: unknown) =>
      this.deps.logger.error({ err: error, runId, event: event.type }, 'an event of a run could not be carried out'),
    );
  }

  private push(
    runId: string,
    event: RunEvent,
    options: { audit?: AuditRow | null; initial?: Run } = {},
  ): Promise<Outcome> {
    return new Promise((settle, fail) => {
      const pending = { runId, event, audit: options.audit ?? null, initial: options.initial ?? null, settle, fail };
      this.laneFor(runId).push(pending);
    });
  }

  private laneFor(runId: string): Lane {
    const lane = this.lanes[laneOf(runId, this.lanes.length)];
    if (!lane) throw new Error('an engine needs a lane');
    return lane;
  }

  /** One group; never throws, since the lane has to live on. */
  private async work(group: readonly Pending[]): Promise<void> {
    try {
      await this.bringIn(group.filter((pending) => !this.runs.has(pending.runId)));
      const changed = group.flatMap((pending) => this.reduceOne(pending));
      if (changed.length > 0) await this.commit(changed);
    } catch (error) {
      if (isStoreUnreachable(error)) await new Promise((resolve) => setTimeout(resolve, OUTAGE_PAUSE_MS));
      for (const pending of group) this.comeBack(pending, error);
    }
  }

  /** What a plugin answered must not get lost while the database is away; a person is told instead. */
  private comeBack(pending: Pending, error: unknown): void {
    const isPersons = pending.event.type === 'OPERATE' || pending.event.type === 'START';
    if (isPersons || !isStoreUnreachable(error)) pending.fail(error);
    else this.laneFor(pending.runId).push(pending);
  }

  /** Finds the runs of events that came for runs not in memory. */
  private async bringIn(strangers: readonly Pending[]): Promise<void> {
    for (const { initial } of strangers) if (initial) this.runs.set(initial.row.id, initial);
    const missing = strangers.filter(({ initial }) => !initial);
    if (missing.length === 0) return;
    await this.load(missing.filter((pending) => !comesFromOutside(pending)).map(({ runId }) => runId));
    for (const pending of missing) if (comesFromOutside(pending)) await this.takeOver(pending);
  }

  private async takeOver(pending: Pending): Promise<void> {
    const { store, owner } = this.deps;
    const claim = await store.claim(owner, pending.runId);
    if (claim !== 'CLAIMED') return pending.settle({ kind: claim });
    await this.load([pending.runId]);
    const run = this.runs.get(pending.runId);
    if (run && isRunLive(run.row.status) && isAtWork(run)) this.submit(pending.runId, this.recovery());
  }

  /** Runs of other owners stay out. */
  private async load(runIds: readonly string[]): Promise<void> {
    const stored = await this.deps.store.load(runIds);
    for (const [runId, { row, ...rest }] of stored) {
      if (row.owner !== this.deps.owner.id) continue;
      const plan = await this.deps.plans.of(row.definitionId);
      if (plan) this.runs.set(runId, { row, plan, ...rest });
      else this.deps.logger.error({ runId, definitionId: row.definitionId }, 'the definition of a run is gone');
    }
  }

  private reduceOne(pending: Pending): Changed[] {
    const run = this.runs.get(pending.runId);
    if (!run) {
      pending.settle({ kind: 'NOT_FOUND' });
      return [];
    }
    const reduction = reduce(run, pending.event, this.deps.clock.now());
    if (reduction.kind === 'CHANGED') return [{ pending, reduction }];
    this.forget(run);
    const operation = pending.event.type === 'OPERATE' ? pending.event.operation : null;
    pending.settle(reduction.kind === 'REFUSED' ? { ...reduction, operation } : { kind: 'IGNORED' });
    return [];
  }

  private async commit(changed: readonly Changed[]): Promise<void> {
    const items = changed.map(({ pending, reduction }) => ({ change: reduction.change, audit: pending.audit }));
    const written = await writeSurely(this.deps, items);
    for (const [index, one] of changed.entries()) {
      const item = items[index] as CommitItem;
      const failure = written.failed.get(item);
      if (failure) this.giveUp(one, failure);
      else if (written.lost.has(one.pending.runId)) this.startOver(one.pending);
      else this.carryOut(one, item);
    }
  }

  private carryOut({ pending, reduction }: Changed, item: CommitItem): void {
    const { run, change, effects } = reduction;
    this.runs.set(run.row.id, run);
    this.forget(run);
    for (const attempt of change.attempts) {
      this.deadlines.disarm(attempt.requestId);
      if (isAwaitingCallback(attempt.status)) this.deadlines.arm({ ...attempt, runId: run.row.id });
    }
    this.deps.onCommitted(item);
    for (const effect of effects) this.perform(effect, run);
    pending.settle({ kind: 'CHANGED', row: run.row });
  }

  /** Only runs that can move by themselves stay in memory. */
  private forget(run: Run): void {
    if (!isRunLive(run.row.status)) this.runs.delete(run.row.id);
  }

  private perform(effect: Effect, run: Run): void {
    if (effect.type === 'CANCEL') {
      this.calls.cancel(effect.requestId);
      return;
    }
    if (effect.type === 'WAIT') {
      const { runId, nodeId, dueAt } = effect;
      this.waits.arm({ runId, requestId: waitOf(runId, nodeId), epoch: run.row.epoch, dueAt });
      return;
    }
    if (effect.type === 'CALL') this.deadlines.arm(effect);
    const work =
      effect.type === 'CALL'
        ? this.calls.make(effect)
        : prepareNode({ ...this.deps, patience: this.patience }, run, effect);
    work.then(
      (event) => event && this.submit(run.row.id, event),
      (error: unknown) => this.deps.logger.error({ err: error, runId: run.row.id }, 'an effect failed'),
    );
  }

  /** Somebody else changed the run: what is in memory is out of date. */
  private startOver(pending: Pending): void {
    this.runs.delete(pending.runId);
    if (pending.initial) {
      pending.settle({ kind: 'LOST' });
      return;
    }
    this.laneFor(pending.runId).push(pending);
  }

  /** The database will never take this change. An answer that cannot be stored fails its node instead. */
  private giveUp({ pending }: Changed, error: unknown): void {
    const { event, runId } = pending;
    if (pending.initial) this.runs.delete(runId);
    if (event.type !== 'ANSWERED') {
      pending.fail(error);
      return;
    }
    const { requestId, epoch, known } = event;
    const cause = sayRun('ANSWER_NOT_STORED');
    this.deps.logger.error({ err: error, runId, requestId }, cause.message);
    this.laneFor(runId).push({
      ...pending,
      event: { type: 'NOT_ANSWERED', requestId, epoch, ...cause, delivered: 'YES', known },
    });
  }
}

/** A node that waits for a moment, among all that do. */
const waitOf = (runId: string, nodeId: string): string => `${runId}/${nodeId}`;
const nodeOfWait = (runId: string, wait: string): string => wait.slice(runId.length + 1);

/** Something of it was under way when it was last written. */
const isAtWork = ({ attempts, nodes }: Run): boolean =>
  attempts.size > 0 || [...nodes.values()].some(({ status }) => isNodeRunning(status));

/** May concern a run that is in nobody's hands: somebody else asks, and this process is not its owner by itself. */
const comesFromOutside = ({ event }: Pending): boolean => event.type === 'OPERATE' || event.type === 'CALLED_BACK';
