import { advance, advanceAfter, settleRun } from './advance.ts';
import { awaitCallback, callbackTooLate, calledBack, isAcknowledgement } from './call-back.ts';
import { bindObject, dispatchNode, failUnsent } from './dispatch-node.ts';
import type { Known, Reduction, RunEvent } from './events.ts';
import { operate } from './operate.ts';
import { isCalling, isSplit, isTimed } from './plan.ts';
import { recover } from './recover.ts';
import type { Attempt, Run } from './run.ts';
import { openAttempt, settleAnswer, settleFailed, settleTimedOut, settleUnknown } from './settle-attempt.ts';
import { isNodeRunning, isRunOver, mayRunMove } from './status.ts';
import { sayRun } from './texts.ts';
import { timedOut } from './time-out.ts';
import { endWait } from './wait.ts';
import { WorkingRun } from './working-run.ts';

const NOTHING_KNOWN: Known = { services: new Map(), variables: new Map() };
const ignored = (why: string): Reduction => ({ kind: 'IGNORED', why });

/**
 * The engine's core: what an event does to a run, as rows to write and effects to carry out after the commit. No I/O,
 * no clock, no randomness: the same arguments always give the same answer.
 */
export function reduce(before: Run, event: RunEvent, now: number): Reduction {
  if (isRunOver(before.row)) return afterTheEnd(event, before.row.status);
  const known = 'known' in event ? event.known : NOTHING_KNOWN;
  const run = new WorkingRun(before, known, now, { type: HISTORY_TYPES[event.type] });
  const stopped = apply(run, event);
  if (stopped) return stopped;
  settleRun(run);
  return run.finish();
}

const HISTORY_TYPES: Readonly<Record<RunEvent['type'], string>> = {
  START: 'RUN_STARTED',
  PREPARED: 'NODE_PREPARED',
  PREPARE_FAILED: 'NODE_NOT_PREPARED',
  ANSWERED: 'NODE_ANSWERED',
  NOT_ANSWERED: 'NODE_NOT_ANSWERED',
  CALLED_BACK: 'NODE_CALLED_BACK',
  DUE: 'NODE_TIMED_OUT',
  WAITED: 'NODE_WAITED',
  RECOVER: 'RUN_RECOVERED',
  OPERATE: 'RUN_OPERATED',
};

function afterTheEnd(event: RunEvent, status: string): Reduction {
  if (event.type === 'CALLED_BACK') return { kind: 'REFUSED', refusal: callbackTooLate(event.requestId) };
  if (event.type !== 'OPERATE') return ignored(`the run is ${status}`);
  const facts = { operation: event.operation.kind, runStatus: status };
  return { kind: 'REFUSED', refusal: sayRun('OPERATION_NOT_ALLOWED.over', facts) };
}

/** Returns nothing when the event was carried out. */
function apply(run: WorkingRun, event: RunEvent): Reduction | undefined {
  switch (event.type) {
    case 'START':
      return start(run, event);
    case 'PREPARED':
    case 'PREPARE_FAILED':
      return prepared(run, event);
    case 'ANSWERED':
    case 'NOT_ANSWERED':
    case 'DUE':
      return settle(run, event);
    case 'CALLED_BACK': {
      const refusal = calledBack(run, event);
      return refusal ? { kind: 'REFUSED', refusal } : undefined;
    }
    case 'WAITED':
      return waited(run, event.nodeId);
    case 'RECOVER':
      recover(run);
      return undefined;
    case 'OPERATE': {
      const refusal = operate(run, event.operation);
      run.entry = { ...run.entry, operation: event.operation };
      return refusal ? { kind: 'REFUSED', refusal } : undefined;
    }
  }
}

function start(run: WorkingRun, event: Extract<RunEvent, { type: 'START' }>): Reduction | undefined {
  if (run.row.status !== 'NOT_STARTED') return ignored('the run has been started before');
  run.setStatus('IN_PROGRESS');
  for (const [nodeId, objects] of event.objects) run.setNode(nodeId, { rows: objects.map(bindObject) });
  const first = [...run.planNodes()].filter((node) => node.type === 'START');
  advance(
    run,
    first.map((node) => node.id),
  );
  return undefined;
}

function waited(run: WorkingRun, nodeId: string): Reduction | undefined {
  if (!run.hasNode(nodeId) || !isTimed(run.planNode(nodeId)) || !isNodeRunning(run.node(nodeId).status))
    return ignored('nothing waits there any more');
  endWait(run, nodeId);
  advanceAfter(run, nodeId);
  return undefined;
}

type Preparation = Extract<RunEvent, { type: 'PREPARED' | 'PREPARE_FAILED' }>;

/** A preparation that was overtaken (pause, retry, another preparation) is of no use any more. */
function prepared(run: WorkingRun, event: Preparation): Reduction | undefined {
  const node = run.node(event.nodeId);
  const isWaiting = isNodeRunning(node.status) && run.hasNode(event.nodeId) && isCalling(run.planNode(event.nodeId));
  const isExpected = isWaiting && node.attempts + 1 === event.attempt;
  if (!mayRunMove(run.row.status)) return ignored(`the run is ${run.row.status}`);
  if (!isExpected || isUnderWay(run, event.nodeId)) return ignored('the preparation was overtaken');
  if (event.type === 'PREPARED') dispatchNode(run, event.nodeId, event.facts);
  else failUnsent(run, event.nodeId, event);
  advanceAfter(run, event.nodeId);
  return undefined;
}

/** Its call is made already; a node whose objects are split makes several. */
const isUnderWay = (run: WorkingRun, nodeId: string): boolean =>
  !isSplit(run.planNode(nodeId)) && run.unsettledAttempts(nodeId).length > 0;

type Settlement = Extract<RunEvent, { type: 'ANSWERED' | 'NOT_ANSWERED' | 'DUE' }>;

function settle(run: WorkingRun, event: Settlement): Reduction | undefined {
  const attempt = openAttempt(run, event.requestId, event.epoch);
  if (!attempt) return ignored('late or foreign answer');
  if (event.type === 'ANSWERED' && isAcknowledgement(attempt, event.answer)) awaitCallback(run, attempt, event.answer);
  else if (event.type === 'ANSWERED') settleAnswer(run, attempt, event.answer);
  else if (event.type === 'DUE') settleTimedOut(run, attempt, timedOut(run, attempt));
  else settleNotAnswered(run, attempt, event);
  advanceAfter(run, attempt.nodeId);
  return undefined;
}

/** After a repeat even "certainly not delivered" says nothing about the first sending. */
function settleNotAnswered(
  run: WorkingRun,
  attempt: Attempt,
  event: Extract<RunEvent, { type: 'NOT_ANSWERED' }>,
): void {
  const isUnknown = event.delivered === 'UNKNOWN' || (event.delivered === 'NO' && attempt.resent > 0);
  if (isUnknown) settleUnknown(run, attempt, event);
  else settleFailed(run, attempt, event);
}
