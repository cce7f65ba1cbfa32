import type { Tone } from '../../components/state.tsx';
import type { AttemptStatus, NodeRunStatus, RunStatus } from '../../gql/graphql.ts';
import type { Sentence } from '../../lib/language/say.ts';

export const NODE_TONES: Record<NodeRunStatus, Tone> = {
  NOT_STARTED: 'waiting',
  IN_PROGRESS: 'running',
  COMPLETED: 'ok',
  FAULTED: 'failed',
  TIMEOUTED: 'failed',
  AMBIGUOUS: 'ambiguous',
  SKIPPED: 'skipped',
};
export const RUN_TONES: Record<RunStatus, Tone> = {
  NOT_STARTED: 'waiting',
  IN_PROGRESS: 'running',
  COMPLETED: 'ok',
  FAULTED: 'failed',
  PAUSED: 'paused',
  TERMINATED: 'skipped',
};
export const ATTEMPT_TONES: Record<AttemptStatus, Tone> = {
  SENT: 'running',
  AWAITING: 'running',
  DONE: 'ok',
  FAILED: 'failed',
  TIMED_OUT: 'failed',
  AMBIGUOUS: 'ambiguous',
  ABANDONED: 'skipped',
};

export const COUNT_TONES = [
  ['done', 'ok'],
  ['running', 'running'],
  ['failed', 'failed'],
  ['ambiguous', 'ambiguous'],
  ['waiting', 'waiting'],
  ['skipped', 'skipped'],
] as const satisfies readonly (readonly [string, Tone])[];
export type CountName = (typeof COUNT_TONES)[number][0];

type Counts = Record<CountName, number>;
type StatedRun = { status: RunStatus; counts: Counts };

/** What a run list shows for a run: trouble that waits for a person comes before the bare status. */
export function runState({ status, counts }: StatedRun): {
  tone: Tone;
  label: 'needsConfirmation' | 'nodeFailed' | RunStatus;
} {
  const open = status === 'IN_PROGRESS' || status === 'FAULTED';
  if (open && counts.ambiguous > 0) return { tone: 'ambiguous', label: 'needsConfirmation' };
  if (open && counts.failed > 0) return { tone: 'failed', label: 'nodeFailed' };
  return { tone: RUN_TONES[status], label: status };
}

/** The node a run page opens at: the first that failed or whose outcome is unknown, if any. */
export function firstTrouble<N extends { nodeId: string; status: NodeRunStatus; startedAt?: string | null }>(
  nodes: readonly N[],
): N | null {
  const trouble = nodes.filter((node) => NODE_TONES[node.status] === 'failed' || node.status === 'AMBIGUOUS');
  return [...trouble].sort((one, other) => (one.startedAt ?? '').localeCompare(other.startedAt ?? ''))[0] ?? null;
}

/** Nodes in the order they are reached: by the links, branches in the order they were drawn. */
export function inReadingOrder<N extends { nodeId: string }>(
  nodes: readonly N[],
  links: readonly { source: string; target: string }[],
): N[] {
  const waitingFor = new Map(
    nodes.map((node) => [node.nodeId, links.filter((link) => link.target === node.nodeId).length]),
  );
  const ready = nodes.filter((node) => waitingFor.get(node.nodeId) === 0);
  const ordered: N[] = [];
  const known = new Map(nodes.map((node) => [node.nodeId, node]));
  while (ready.length > 0) {
    const node = ready.shift() as N;
    ordered.push(node);
    for (const link of links.filter((one) => one.source === node.nodeId)) {
      const left = (waitingFor.get(link.target) ?? 0) - 1;
      waitingFor.set(link.target, left);
      const target = known.get(link.target);
      if (left === 0 && target) ready.push(target);
    }
  }
  return [...ordered, ...nodes.filter((node) => !ordered.includes(node))];
}

/** How a link is drawn: taken once its source is through, running while its target works. */
export function linkKind(
  source: NodeRunStatus | undefined,
  target: NodeRunStatus | undefined,
): 'taken' | 'running' | 'pending' {
  const through = source === 'COMPLETED' || source === 'SKIPPED';
  if (!through || !target || target === 'NOT_STARTED') return 'pending';
  return target === 'IN_PROGRESS' ? 'running' : 'taken';
}

type Caused = { errorCode?: string | null; errorMessage?: string | null; errorParameters?: unknown };

/** Why a node, an attempt or an object stands still, as words of the platform or, verbatim, of the plugin. */
export const causeOf = ({ errorCode, errorMessage, errorParameters }: Caused): Sentence => ({
  code: errorCode,
  message: errorMessage,
  parameters: errorParameters,
});
