import type { LiveRunEvent } from '../app/watch-runs.ts';
import type { StatusCounts } from '../data/run-reader.ts';
import { maskValues, secretValues } from '../domain/mask-values.ts';
import type { Plan, PlanNode } from '../domain/plan.ts';
import { type Attempt, type NodeRun, type RunRow, untouchedNode } from '../domain/run.ts';
import { countRows } from '../domain/working-run.ts';
import type { AttemptType, NodeRunType, RunCountsType, RunEventType, RunType } from './run.types.ts';

const date = (time: number | null): Date | null => (time === null ? null : new Date(time));

export function presentRun(row: RunRow): RunType {
  const {
    id,
    definitionName,
    definitionVersion,
    status,
    rootEntity,
    rootObjectId,
    rootObjectName,
    startedBy,
    version,
  } = row;
  return {
    ...{
      row,
      id,
      definitionName,
      definitionVersion,
      status,
      rootEntity,
      rootObjectId,
      rootObjectName,
      startedBy,
      version,
    },
    startedAt: new Date(row.startedAt),
    endedAt: date(row.endedAt),
  };
}

/** Every node of the plan, also those nothing has happened to yet. */
export function presentNodes(
  run: RunRow,
  plan: Plan,
  nodes: readonly NodeRun[],
  readAttempts: NodeRunType['readAttempts'],
): NodeRunType[] {
  const stored = new Map(nodes.map((node) => [node.nodeId, node]));
  return [...plan.nodes.values()].map((planNode) =>
    presentNode(run, planNode, stored.get(planNode.id) ?? untouchedNode(planNode.id), readAttempts),
  );
}

function presentNode(
  run: RunRow,
  planNode: PlanNode,
  node: NodeRun,
  readAttempts: NodeRunType['readAttempts'],
): NodeRunType {
  const { nodeId, status, errorCode, errorMessage, errorParameters } = node;
  const { name, type, service } = planNode;
  return {
    ...{
      run,
      node,
      planNode,
      readAttempts,
      nodeId,
      name,
      type,
      service,
      status,
      errorCode,
      errorMessage,
      errorParameters,
    },
    ...{ options: type === 'DECISION' ? planNode.options : [], choice: node.choice, dueAt: date(node.dueAt) },
    ...countRows(node.rows ?? []),
    id: `${run.id}.${planNode.ordinal}`,
    startedAt: date(node.startedAt),
    endedAt: date(node.endedAt),
  };
}

export function presentAttempt(attempt: Attempt): AttemptType {
  const { requestId, number, status, resultCode, instance, resent, request, outputs } = attempt;
  const { errorCode = null, errorMessage, errorParameters } = attempt;
  const secrets = secretValues(request.inputs, request.sensitive);
  return {
    ...{ id: requestId, requestId, number, status, resultCode, instance, resent },
    ...{ errorCode, errorMessage, errorParameters },
    startedAt: new Date(attempt.startedAt),
    endedAt: date(attempt.endedAt),
    inputs: maskValues(request.inputs, request.sensitive, secrets),
    outputs: outputs && maskValues(outputs, request.sensitive, secrets),
  };
}

export function presentCounts({ nodeTotal }: RunRow, counts: StatusCounts): RunCountsType {
  const of = (...statuses: Parameters<StatusCounts['get']>[0][]) =>
    statuses.reduce((sum, status) => sum + (counts.get(status) ?? 0), 0);
  const rest = {
    done: of('COMPLETED'),
    running: of('IN_PROGRESS'),
    failed: of('FAULTED', 'TIMEOUTED'),
    ambiguous: of('AMBIGUOUS'),
    skipped: of('SKIPPED'),
  };
  const waiting = nodeTotal - Object.values(rest).reduce((sum, count) => sum + count, 0);
  return { total: nodeTotal, waiting, ...rest };
}

export const presentEvent = ({ id, type, subject, version, at, data }: LiveRunEvent): RunEventType => ({
  id,
  type,
  subject,
  version,
  at,
  data,
});
