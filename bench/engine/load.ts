import type { TestRuntime } from '@wecube/core/testing/orchestration-runtime';

const RUNS = 200;
const NODES = 10;
const ALONE = 30;

export type Pass = {
  readonly nodesPerSecond: number;
  /** Start to COMPLETED of one run alone, divided by its nodes. */
  readonly msPerSequentialNode: number;
  readonly msOfTenNodes: number;
  readonly rssMb: number;
};

type Change = { subject: string; data: { status: string } };

/** Runs of ten automatic nodes in sequence, started as a person would start them: audited, bound, pushed. */
export function createLoad(runtime: TestRuntime) {
  const waiting = new Map<string, () => void>();
  const finished = new Set<string>();
  void listen(runtime, waiting, finished);

  const execute = async (): Promise<void> => {
    const { runId } = await runtime.commands.start({ definitionId: 'ten', rootObjectId: 'h1' }, runtime.session);
    if (!runId) throw new Error('a run was not started');
    if (finished.delete(runId)) return;
    await new Promise<void>((resolve) => waiting.set(runId, resolve));
    finished.delete(runId);
  };
  const many = () => Promise.all(Array.from({ length: RUNS }, execute));
  return {
    async warmUp(): Promise<void> {
      for (let round = 0; round < 4; round += 1) await many();
    },
    async pass(): Promise<Pass> {
      const from = performance.now();
      await many();
      const nodesPerSecond = (RUNS * NODES * 1_000) / (performance.now() - from);
      const times: number[] = [];
      for (let round = 0; round < ALONE; round += 1) {
        const at = performance.now();
        await execute();
        times.push(performance.now() - at);
      }
      const msOfTenNodes = times.sort((a, b) => a - b)[Math.floor(ALONE / 2)] ?? Number.NaN;
      return {
        nodesPerSecond,
        msOfTenNodes,
        msPerSequentialNode: msOfTenNodes / NODES,
        rssMb: process.memoryUsage().rss / 1024 ** 2,
      };
    },
  };
}

async function listen(runtime: TestRuntime, waiting: Map<string, () => void>, finished: Set<string>): Promise<void> {
  for await (const { subject, data } of runtime.pubSub.subscribe<Change>('runs')) {
    if (data.status !== 'COMPLETED') continue;
    finished.add(subject);
    waiting.get(subject)?.();
    waiting.delete(subject);
  }
}
