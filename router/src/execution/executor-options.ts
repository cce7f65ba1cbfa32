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
