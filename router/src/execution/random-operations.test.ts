import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Executor, startExecutor, type TestAnswer } from '../testing/executors.ts';
import { randomOperation } from '../testing/random-operation.ts';
import { plainShopSubgraphs } from '../testing/shop-graph.ts';

const RUNS = 150;
const LIMIT_MS = 300_000;

let apollo: Executor;
let withJs: Executor;
let withNative: Executor;

beforeAll(async () => {
  apollo = await startExecutor(plainShopSubgraphs, { executor: 'apollo', planner: 'js', passthrough: false });
  withJs = await startExecutor(plainShopSubgraphs, { executor: 'compiled', planner: 'js', passthrough: true });
  withNative = await startExecutor(plainShopSubgraphs, { executor: 'compiled', planner: 'native', passthrough: true });
});
afterAll(() => Promise.all([apollo, withJs, withNative].map(({ hotSwap }) => hotSwap.gateway.stop())));

it(
  'answers any operation as Apollo does, whichever planner plans it',
  async () => {
    const property = fc.asyncProperty(randomOperation(apollo.schema), async ({ source, maybe }) => {
      const answers = [apollo, withJs, withNative].map((executor) => executor.run(source, { maybe }));
      const [expected, js, native] = (await Promise.all(answers)) as [TestAnswer, TestAnswer, TestAnswer];
      expect(native).toEqual(js);
      expect(withoutPlaces(js)).toEqual(withoutPlaces(expected));
    });
    await fc.assert(property, { numRuns: RUNS });
  },
  LIMIT_MS,
);

/** Apollo names the wrong list index when entities of other types stand before the one that failed. */
function withoutPlaces(answer: TestAnswer): object {
  const errors = answer.errors?.map((error) => JSON.stringify({ ...(error as object), path: undefined })).sort();
  return { ...answer, errors };
}
