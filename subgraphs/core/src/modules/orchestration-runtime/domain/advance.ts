import { abandonAll } from './abandon.ts';
import { decide } from './decide.ts';
import { dispatchNode } from './dispatch-node.ts';
import type { NodeType, PlanNode } from './plan.ts';
import type { NodeRun } from './run.ts';
import { isNodeDone, isNodeRunning, isNodeWaiting, isRunOver, mayRunMove, needsPerson } from './status.ts';
import { sayRun } from './texts.ts';
import { wait } from './wait.ts';
import type { WorkingRun } from './working-run.ts';

/** What happens when a run reaches a node, by type; a new node type is one more line. */
const ENTER: Readonly<Partial<Record<NodeType, (run: WorkingRun, node: PlanNode) => void>>> = {
  START: passThrough,
  FORK: passThrough,
  MERGE: passThrough,
  DECISION_MERGE: passThrough,
  END: passThrough,
  ABNORMAL_END: endAbnormally,
  AUTOMATIC: call,
  HUMAN: call,
  DECISION: decide,
  TIME_INTERVAL: wait,
  DATE: wait,
};

function call(run: WorkingRun, node: PlanNode): void {
  run.setNode(node.id, { status: 'IN_PROGRESS', startedAt: run.now });
  dispatchNode(run, node.id, null);
}

/** The run has failed for good: what is still at work on other ways is given up. */
function endAbnormally(run: WorkingRun, node: PlanNode): void {
  passThrough(run, node);
  abandonAll(run, sayRun('RUN_ENDED_ABNORMALLY', { node: node.name }));
  run.setStatus('FAULTED');
  run.row = { ...run.row, endedAt: run.now };
}

function passThrough(run: WorkingRun, node: PlanNode): void {
  run.setNode(node.id, { status: 'COMPLETED', startedAt: run.now, endedAt: run.now });
}

/** A run with a node that is not in the table is not started. */
function enter(run: WorkingRun, node: PlanNode): void {
  const behave = ENTER[node.type];
  if (!behave) throw new Error(`a ${node.type} node cannot be run`);
  behave(run, node);
}

/** Enters every candidate whose turn has come, and all that becomes ready by it. A paused run enters nothing. */
export function advance(run: WorkingRun, candidates: Iterable<string>): void {
  const queue = [...candidates];
  for (let nodeId = queue.shift(); nodeId !== undefined; nodeId = queue.shift()) {
    if (!mayRunMove(run.row.status)) return;
    const node = run.planNode(nodeId);
    if (!isReady(run, node)) continue;
    enter(run, node);
    if (isNodeDone(run.node(nodeId).status)) queue.push(...node.next);
  }
}

/** Enters what follows a node that has just been done. */
export function advanceAfter(run: WorkingRun, nodeId: string): void {
  if (isNodeDone(run.node(nodeId).status)) advance(run, run.planNode(nodeId).next);
}

/** Looks at every node, as after a pause or a crash. */
export function advanceAll(run: WorkingRun): void {
  advance(
    run,
    [...run.planNodes()].map((node) => node.id),
  );
}

/** A merge waits for all its incoming links, any other node for one. */
function isReady(run: WorkingRun, node: PlanNode): boolean {
  if (!isNodeWaiting(run.node(node.id).status)) return false;
  if (node.type === 'START') return true;
  const leadsHere = (nodeId: string) => leadsTo(run, nodeId, node.id);
  return node.type === 'MERGE' ? node.previous.every(leadsHere) : node.previous.some(leadsHere);
}

/** A decision leads the one way that was chosen, any other node all of its ways. */
function leadsTo(run: WorkingRun, nodeId: string, target: string): boolean {
  const { status, choice } = run.node(nodeId);
  if (!isNodeDone(status)) return false;
  const { type, ways } = run.planNode(nodeId);
  return type !== 'DECISION' || (choice !== null && ways.get(choice) === target);
}

/** Draws the run's status from its nodes: it is over, at work, or waiting for a person. */
export function settleRun(run: WorkingRun): void {
  const nodes = [...run.nodeRuns()];
  const isFinished = isRunOver(run.row);
  const needsAttention = !isFinished && nodes.some((node) => needsPerson(node.status) || isChoosing(run, node));
  run.row = { ...run.row, needsAttention };
  if (isFinished || run.row.status === 'PAUSED') return;
  if (nodes.some((node) => isNodeRunning(node.status))) {
    run.setStatus('IN_PROGRESS');
    return;
  }
  const isOver = nodes.some((node) => run.planNode(node.nodeId).type === 'END' && isNodeDone(node.status));
  if (!isOver || needsAttention) {
    run.setStatus('FAULTED');
    return;
  }
  run.setStatus('COMPLETED');
  run.row = { ...run.row, endedAt: run.now };
}

/** A decision that nothing has decided waits for a person. */
const isChoosing = (run: WorkingRun, { nodeId, status }: NodeRun): boolean =>
  isNodeRunning(status) && run.planNode(nodeId).type === 'DECISION';
