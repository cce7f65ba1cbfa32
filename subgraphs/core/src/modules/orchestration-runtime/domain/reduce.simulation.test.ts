import { describe, expect, it } from 'vitest';
import { aNode, anAnswer, anObject, aPlan, aRun, knowing } from '../testing.ts';
import type { Effect, Known, Operation, RunEvent } from './events.ts';
import { isCalling, type Plan } from './plan.ts';
import { reduce } from './reduce.ts';
import { type Attempt, type Idempotency, nodeRunOf, type Run } from './run.ts';
import { isNodeDone, isRunOver, mayNodeBecome, mayRunBecome, needsPerson } from './status.ts';

/**
 * One run in a hostile world: messages are delayed, doubled, swapped and lost, the engine dies at any moment (after a
 * commit but before its effects too) and comes back from what was committed. A simulated person answers for what
 * needs one, after having looked at the plugin. The seed decides everything.
 */
const SEEDS = 3_000;
type Call = Extract<Effect, { type: 'CALL' }>;
type Message = { kind: 'call'; call: Call } | { kind: 'event'; event: RunEvent } | { kind: 'effect'; effect: Effect };

class World {
  private readonly random: () => number;
  private readonly known: Known;
  private readonly idempotency: Idempotency;
  private readonly objects = new Map<string, string[]>();
  private readonly record = new Map<string, Attempt>();
  private readonly executed = new Map<string, number>();
  private readonly arrived = new Set<string>();
  private readonly answers = new Map<string, readonly string[]>();
  private mail: Message[] = [];
  private durable: Run;
  private memory: Run | null;
  private now = 1_000;
  private calm = false;

  constructor(readonly seed: number) {
    this.random = mulberry32(seed);
    const kinds: Idempotency[] = ['KEYED', 'UNSAFE', 'KEYED'];
    this.idempotency = kinds[seed % 3] ?? 'KEYED';
    this.known = knowing(this.idempotency);
    const plan = this.makePlan();
    for (const node of plan.nodes.values())
      if (isCalling(node)) this.objects.set(node.id, ['h1', 'h2', 'h3'].slice(0, this.pick(4)));
    this.durable = aRun(plan);
    this.memory = this.durable;
  }

  play(): void {
    this.deliver({ kind: 'event', event: { type: 'START', objects: this.boundObjects(), known: this.known } });
    for (let step = 0; step < 2_000 && !isRunOver(this.durable.row); step += 1) {
      this.calm = step > 400;
      this.now += this.pick(40);
      this.tick();
    }
    this.checkEnd();
  }

  private tick(): void {
    const fate = this.calm ? 1 : this.random();
    if (this.memory === null) this.restart();
    else if (fate < 0.03) this.crash();
    else if (fate < 0.07) this.operateAtRandom();
    else if (fate < 0.1) this.timeSomethingOut();
    else if (this.mail.length === 0) this.lookAfter();
    else this.takeMessage();
  }

  private takeMessage(): void {
    const index = this.chance(0.5) ? this.pick(this.mail.length) : 0;
    const [message] = this.mail.splice(index, 1);
    if (!message) return;
    if (this.mayDouble(message) && this.chance(0.05)) this.mail.push(message);
    this.deliver(message);
  }

  /** No transport doubles a call by itself; a keyed one may meet a proxy that tries again. */
  private mayDouble(message: Message): boolean {
    return message.kind === 'event' || (message.kind === 'call' && this.idempotency === 'KEYED');
  }

  private deliver(message: Message): void {
    if (message.kind === 'effect') this.carryOut(message.effect);
    else if (message.kind === 'call') this.execute(message.call);
    else if (this.memory) this.apply(message.event);
  }

  /** What the engine does with one event: reduce, commit behind the guard, then hand out the effects. */
  private apply(event: RunEvent): void {
    const before = this.memory ?? this.durable;
    const reduction = reduce(before, event, this.now);
    if (reduction.kind !== 'CHANGED') return;
    const { change, run } = reduction;
    this.expect(change.expectedVersion === this.durable.row.version, 'the guard holds');
    this.checkTransitions(before, run);
    for (const attempt of change.attempts) this.record.set(attempt.requestId, attempt);
    this.durable = this.memory = run;
    if (this.chance(0.03)) {
      this.crash();
      return;
    }
    for (const effect of reduction.effects) this.mail.push({ kind: 'effect', effect });
  }

  private carryOut(effect: Effect): void {
    if (effect.type === 'CALL') {
      this.expect(this.record.has(effect.requestId), 'an attempt is recorded before its call');
      return void this.mail.push({ kind: 'call', call: effect });
    }
    if (effect.type === 'CANCEL') return;
    if (effect.type === 'WAIT') {
      const event: RunEvent = { type: 'WAITED', nodeId: effect.nodeId, known: this.known };
      this.now = this.chance(0.5) ? this.now : Math.max(this.now, effect.dueAt);
      return void this.mail.push({ kind: 'event', event });
    }
    const { nodeId, attempt } = effect;
    const facts = { objects: (this.objects.get(nodeId) ?? []).map(anObject), values: new Map() };
    const event: RunEvent = this.chance(0.1)
      ? { type: 'PREPARE_FAILED', nodeId, attempt, code: 'LOOK_UP_FAILED', message: 'the CMDB did not answer' }
      : { type: 'PREPARED', nodeId, attempt, facts, known: this.known };
    this.mail.push({ kind: 'event', event });
  }

  /** The plugin: executes once per request id if it is keyed, each time if it is not. */
  private execute(call: Call): void {
    const { requestId, epoch, request } = call;
    const lost = (delivered: 'NO' | 'UNKNOWN'): void => {
      const event: RunEvent = {
        type: 'NOT_ANSWERED',
        requestId,
        epoch,
        code: 'PLUGIN_CONNECTION_LOST',
        message: 'lost',
        delivered,
        known: this.known,
      };
      this.mail.push({ kind: 'event', event });
    };
    if (!this.isDoubled(call) && this.chance(0.1)) {
      lost('NO');
      return;
    }
    this.arrived.add(sendingOf(call));
    let failed = this.answers.get(requestId);
    if (!failed || this.idempotency !== 'KEYED') {
      failed = request.inputs.map((input) => input.callbackParameter).filter(() => this.chance(0.1));
      this.answers.set(requestId, failed);
      for (const input of request.inputs)
        if (!failed.includes(input.callbackParameter)) this.count(call, input.callbackParameter);
    }
    if (this.chance(0.08)) {
      lost('UNKNOWN');
      return;
    }
    const answer = anAnswer(request, failed);
    this.mail.push({ kind: 'event', event: { type: 'ANSWERED', requestId, epoch, answer, known: this.known } });
  }

  /** Then nobody could say that it was certainly not delivered. */
  private isDoubled(call: Call): boolean {
    const isSame = (other: Call) => other.requestId === call.requestId && other.resent === call.resent;
    return (
      this.arrived.has(sendingOf(call)) || this.mail.some((message) => message.kind === 'call' && isSame(message.call))
    );
  }

  private count(call: Call, objectId: string): void {
    const nodeId = this.record.get(call.requestId)?.nodeId ?? '?';
    const key = `${nodeId}/${objectId}`;
    const times = (this.executed.get(key) ?? 0) + 1;
    this.executed.set(key, times);
    this.expect(times === 1, `${key} was executed ${times} times`);
  }

  private crash(): void {
    this.memory = null;
    // Sockets die with the process: answers and orders not yet sent are lost, calls on the wire may still arrive.
    this.mail = this.mail.filter((message) => message.kind === 'call');
  }

  private restart(): void {
    const { row } = this.durable;
    this.durable = { ...this.durable, row: { ...row, epoch: row.epoch + 1, owner: `own_${row.epoch + 1}` } };
    this.memory = this.durable;
    if (row.status === 'NOT_STARTED') this.apply({ type: 'START', objects: this.boundObjects(), known: this.known });
    else if (row.status === 'IN_PROGRESS' || row.status === 'PAUSED')
      this.apply({ type: 'RECOVER', known: this.known });
  }

  /** Nothing is under way: whoever is left is a person, or a timer. */
  private lookAfter(): void {
    const { row, plan } = this.durable;
    if (row.status === 'PAUSED') {
      this.operate('CONTINUE', null);
      return;
    }
    for (const node of plan.nodes.values()) {
      const run = nodeRunOf(this.durable, node.id);
      if (node.type === 'DECISION' && run.status === 'IN_PROGRESS') {
        const options = [...node.ways.keys()];
        this.operate('CHOOSE', node.id, options[this.pick(options.length)]);
        return;
      }
      if (needsPerson(run.status)) {
        this.decide(node.id, run.status === 'AMBIGUOUS');
        return;
      }
    }
    this.timeSomethingOut();
  }

  /** A person looks at the plugin's record first: done is confirmed or skipped, not done is tried again. */
  private decide(nodeId: string, isAmbiguous: boolean): void {
    const open = nodeRunOf(this.durable, nodeId).rows?.filter((row) => row.status !== 'COMPLETED') ?? [];
    const isDone = open.length > 0 && open.some((row) => this.executed.has(`${nodeId}/${row.objectId}`));
    if (this.idempotency === 'UNSAFE' && isDone) {
      this.operate(isAmbiguous ? 'CONFIRM_DONE' : 'SKIP', nodeId);
      return;
    }
    this.operate(this.chance(0.1) ? 'SKIP' : 'RETRY', nodeId);
  }

  private operateAtRandom(): void {
    if (this.chance(0.1)) this.operate('TERMINATE', null);
    else this.operate(this.chance(0.5) ? 'PAUSE' : 'CONTINUE', null);
  }

  private operate(kind: Operation['kind'], nodeId: string | null, option: string | null = null): void {
    const operation = { kind, nodeId, option, by: 'ann', reason: null, expectedVersion: null };
    this.apply({ type: 'OPERATE', operation, known: this.known });
  }

  private timeSomethingOut(): void {
    const open = [...this.durable.attempts.values()].find((attempt) => attempt.status === 'SENT');
    if (!open) return;
    this.now = Math.max(this.now, open.dueAt);
    this.apply({ type: 'DUE', requestId: open.requestId, epoch: open.epoch, known: this.known });
  }

  private checkTransitions(before: Run, after: Run): void {
    const [from, to] = [before.row.status, after.row.status];
    this.expect(from === to || mayRunBecome(from, to), `run ${from} -> ${to}`);
    for (const nodeId of after.plan.nodes.keys()) {
      const [was, is] = [nodeRunOf(before, nodeId).status, nodeRunOf(after, nodeId).status];
      this.expect(was === is || mayNodeBecome(was, is), `node ${nodeId} ${was} -> ${is}`);
      this.checkAttempts(after, nodeId);
    }
  }

  /** One call at a time, or as many as the node allows; no object is in two whose outcome is unknown. */
  private checkAttempts(run: Run, nodeId: string): void {
    const node = run.plan.nodes.get(nodeId) as NonNullable<ReturnType<typeof run.plan.nodes.get>>;
    const unsettled = [...run.attempts.values()].filter((attempt) => attempt.nodeId === nodeId);
    const open = unsettled.filter(({ status }) => status === 'SENT');
    if (node.rowsPerCall === null)
      this.expect(unsettled.length <= 1, `${nodeId} has ${unsettled.length} attempts of unknown outcome`);
    this.expect(open.length <= node.parallelCalls, `${nodeId} has ${open.length} calls under way`);
    const sent = unsettled.flatMap(({ request }) => request.inputs.map((input) => input.callbackParameter));
    this.expect(new Set(sent).size === sent.length, `${nodeId} sent ${sent.join()}`);
    for (const { request } of open)
      this.expect(request.inputs.length <= (node.rowsPerCall ?? 3), `${nodeId} sent ${request.inputs.length} at once`);
  }

  private checkEnd(): void {
    const { row, plan } = this.durable;
    this.expect(isRunOver(row), `stuck in ${row.status}`);
    this.expect(row.endedAt !== null, 'a finished run has an end');
    const statuses = [...plan.nodes.keys()].map((nodeId) => nodeRunOf(this.durable, nodeId).status);
    this.expect(!statuses.includes('IN_PROGRESS'), 'no node is left at work');
    if (row.status === 'COMPLETED') this.checkWay();
    const open = [...this.record.values()].filter((attempt) => attempt.status === 'SENT');
    this.expect(open.length === 0, `${open.length} attempts left open`);
  }

  /** Everything on the way that was taken is done, and nothing beside it was touched. */
  private checkWay(): void {
    const { plan } = this.durable;
    const reached = new Set<string>();
    const open = [plan.start];
    for (const id of open) {
      if (reached.has(id)) continue;
      reached.add(id);
      const { type, next, ways } = plan.nodes.get(id) as NonNullable<ReturnType<typeof plan.nodes.get>>;
      const taken = ways.get(nodeRunOf(this.durable, id).choice ?? '');
      open.push(...(type === 'DECISION' ? [taken ?? ''] : next));
    }
    for (const id of plan.nodes.keys()) {
      const { status } = nodeRunOf(this.durable, id);
      const fits = reached.has(id) ? isNodeDone(status) : status === 'NOT_STARTED';
      this.expect(fits, `completed with ${id} ${status}`);
    }
  }

  /** Steps of a branch: waits, and choices whose ways meet again or, now and then, end the run as failed. */
  private detour(branch: number, nodes: Parameters<typeof aPlan>[0][number][], links: string[]): string[] {
    const steps: string[] = [];
    if (this.chance(0.3)) {
      nodes.push(aNode(`pause${branch}`, { type: 'TIME_INTERVAL', waitMs: 200 }));
      steps.push(`pause${branch}`);
    }
    if (this.chance(0.4)) {
      const [at, on] = [`decision${branch}`, `decision-merge${branch}`];
      nodes.push(at, on, aNode(`no${branch}`));
      links.push(`${at}[no]>no${branch}>${on}`);
      if (this.chance(0.2)) {
        nodes.push(`abnormal-end${branch}`);
        links.push(`${at}[stop]>abnormal-end${branch}`);
      }
      steps.push(`${at}[yes]`, on);
    }
    return steps;
  }

  private makePlan(): Plan {
    const mode = () => (this.chance(0.4) ? 'AT_RUN_TIME' : 'AT_START');
    const branches = 1 + this.pick(4);
    const nodes: Parameters<typeof aPlan>[0][number][] = ['start', 'fork', 'merge', 'end'];
    const links = ['start>fork', 'merge>end'];
    for (let branch = 0; branch < branches; branch += 1) {
      const ids = Array.from({ length: 1 + this.pick(3) }, (_, step) => `n${branch}x${step}`);
      nodes.push(...ids.map((id) => aNode(id, { bindMode: mode(), timeoutMs: 500, ...this.parts() })));
      links.push(['fork', ...ids, ...this.detour(branch, nodes, links), 'merge'].join('>'));
    }
    return aPlan(nodes, links);
  }

  /** Into how many calls the objects of a node are split, if they are. */
  private parts() {
    return this.chance(0.4) ? { rowsPerCall: 1 + this.pick(2), parallelCalls: 1 + this.pick(2) } : {};
  }

  private boundObjects() {
    const plan = this.durable.plan;
    const atStart = [...this.objects].filter(([id]) => plan.nodes.get(id)?.bindMode === 'AT_START');
    return new Map(atStart.map(([id, ids]) => [id, ids.map(anObject)]));
  }

  private expect(holds: boolean, what: string): void {
    if (!holds) throw new Error(`seed ${this.seed} (${this.idempotency}): ${what}`);
  }

  /** Chaos ends after a while, so that every run gets the chance to finish. */
  private chance(probability: number): boolean {
    const drawn = this.random();
    return !this.calm && drawn < probability;
  }

  private pick(below: number): number {
    return Math.floor(this.random() * below);
  }
}

/** One sending of a request; a repeat under the same request id is another. */
const sendingOf = ({ requestId, resent }: Call): string => `${requestId}#${resent}`;

function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

describe('simulation', () => {
  it(`keeps its promises under ${SEEDS} seeds of crashes, delays, duplicates and swaps`, { timeout: 60_000 }, () => {
    const failures: string[] = [];
    for (let seed = 1; seed <= SEEDS && failures.length < 5; seed += 1) {
      try {
        new World(seed).play();
      } catch (error) {
        failures.push((error as Error).message);
      }
    }
    expect(failures).toEqual([]);
  });
});
