import type { WhenGone } from '../router-context.ts';
import { type AttemptRequest, attempt } from './attempt.ts';
import type { Instance } from './instance.ts';
import type { Outcome } from './outcome.ts';
import type { SubgraphPool } from './subgraph-pool.ts';

export type FailoverOptions = {
  /** Limit of one attempt of a query while another instance is left to try. */
  attemptMs: number;
  maxAttempts: number;
  metrics: SubgraphMetrics;
};

/** Told what happens, for metrics. */
export type SubgraphMetrics = {
  attempt(subgraph: string, outcome: Outcome['kind']): void;
  retry(subgraph: string): void;
  budgetRefused(subgraph: string): void;
  deduplicated(subgraph: string): void;
};

/** A request to a subgraph; `deadline` is in the time of `performance.now()`. */
export type FailoverRequest = Omit<AttemptRequest, 'timeoutMs'> & { deadline: number };

/** How the last attempt ended, and what kept the router from another one. */
export type FailoverResult = { outcome: Outcome; budgetUsedUp?: boolean };

const FIRST_PAUSE_MS = 25;
/** Tells the subgraph how long anyone will wait for its answer. */
export const TIMEOUT_HEADER = 'x-wecube-timeout-ms';

const NOBODY: Outcome = { kind: 'not-executed', reason: 'no instance takes requests', delivered: false };

/** An attempt that was made and counted already. */
export type FirstAttempt = { instance: Instance; outcome: Outcome };

/** Tries the instances of a subgraph, best first, for as long as another attempt is allowed and may help. */
export async function runWithFailover(
  pool: SubgraphPool,
  request: FailoverRequest,
  options: FailoverOptions,
  first?: FirstAttempt,
): Promise<FailoverResult> {
  const tried: Instance[] = first ? [first.instance] : [];
  let outcome = first?.outcome ?? NOBODY;
  if (first && !mayRepeat(outcome, request.mutation)) return { outcome };
  if (!first) pool.budget.countRequest();
  while (tried.length < options.maxAttempts) {
    if (tried.length > 0 && !mayRetry(pool, outcome, options)) return { outcome, budgetUsedUp: true };
    const next = chooseInstance(pool, request, tried);
    if (!next) break;
    if (tried.length > 1 || tried.includes(next.instance)) await pause(tried.length - 1, request.whenGone);
    const left = Math.ceil(request.deadline - performance.now());
    if (left <= 0) break;
    const timeoutMs = next.others === 0 || request.mutation ? left : Math.min(left, options.attemptMs);
    outcome = await attempt(next.instance, timed(request, timeoutMs));
    options.metrics.attempt(pool.name, outcome.kind);
    if (!mayRepeat(outcome, request.mutation)) break;
    tried.push(next.instance);
  }
  return { outcome };
}

/** The failover table: by the operation sent to the subgraph, not by the client's (entity fetches of a mutation are queries). */
function mayRepeat(outcome: Outcome, mutation: boolean): boolean {
  if (outcome.kind === 'not-executed') return true;
  return outcome.kind === 'unknown' && !mutation;
}

/** A request that reached nobody put no load on the subgraph, so that trying it elsewhere costs no budget. */
function mayRetry(pool: SubgraphPool, outcome: Outcome, { metrics }: FailoverOptions): boolean {
  const free = outcome.kind === 'not-executed' && !outcome.delivered;
  const allowed = free || pool.budget.take();
  if (allowed) metrics.retry(pool.name);
  else metrics.budgetRefused(pool.name);
  return allowed;
}

function chooseInstance(
  pool: SubgraphPool,
  { mutation }: FailoverRequest,
  tried: readonly Instance[],
): { instance: Instance; others: number } | undefined {
  const candidates = pool.candidates(mutation ? 'mutation' : 'query');
  const untried = candidates.filter((instance) => !tried.includes(instance));
  const instance = untried[0] ?? candidates[0];
  return instance && { instance, others: Math.max(0, untried.length - 1) };
}

function timed(request: FailoverRequest, timeoutMs: number): AttemptRequest {
  return { ...request, timeoutMs, headers: { ...request.headers, [TIMEOUT_HEADER]: String(timeoutMs) } };
}

/** Ends early when the client leaves; the next attempt then notices. */
function pause(round: number, whenGone: WhenGone): Promise<void> {
  const ms = FIRST_PAUSE_MS * 2 ** round * (0.5 + Math.random());
  return new Promise((resolve) => {
    const timer = setTimeout(end, ms);
    const stopListening = whenGone(end);
    function end(): void {
      clearTimeout(timer);
      queueMicrotask(() => stopListening());
      resolve();
    }
  });
}
