import type { RouterEnv } from '../env.ts';
import type { Metrics } from '../http/metrics.ts';
import type { BailReason, ExecutionWay } from './compiled-operation.ts';

/** How operations are executed, for the life of the router. */
export type ExecutorOptions = {
  executor: 'compiled' | 'apollo';
  /** Whether the answer of a subgraph may go to the client as it is. */
  passthrough: boolean;
  onBail?(reason: BailReason): void;
  onWay?(way: ExecutionWay): void;
};

export const defaultExecutorOptions: ExecutorOptions = { executor: 'compiled', passthrough: true };

/** The options that the settings ask for, with counts of what is executed in which way. */
export function executorOptions(env: RouterEnv, metrics: Metrics): ExecutorOptions {
  const countBail = metrics.counter('wecube_router_executor_bails_total', "What was left to Apollo's code, by why.");
  const countWay = metrics.counter('wecube_router_executions_total', 'Executed operations by the way they took.');
  return {
    executor: env.WECUBE_ROUTER_EXECUTOR,
    passthrough: env.WECUBE_ROUTER_PASSTHROUGH,
    onBail: (reason) => countBail({ reason }),
    onWay: (way) => countWay({ way }),
  };
}
