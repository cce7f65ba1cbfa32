import 'reflect-metadata';
import { setTimeout as pause } from 'node:timers/promises';
import { openCoreDatabase } from '@wecube/prisma';
import { createProcessHost } from '../../adapters/process/process-host.ts';
import type { LaunchStep } from './app/launch-work.ts';
import { LAUNCH_STEPS, type LaunchStepKey } from './domain/launch-steps.ts';
import { aSleeperPackage, startTestPlatform, testSession } from './testing.ts';
import { bucketsIn, databasesIn } from './testing-stores.ts';

/** Moments of a step at which the platform can be killed. */
export const MOMENTS = ['before', 'inside', 'after'] as const;
type Moment = (typeof MOMENTS)[number];
export type KillPoint = { step: LaunchStepKey; moment: Moment };
export const KILL_POINTS: readonly KillPoint[] = LAUNCH_STEPS.flatMap((step) =>
  MOMENTS.map((moment) => ({ step, moment })),
);
/** One package each, so that nothing is shared between the launches. */
export const packageNameAt = ({ step, moment }: KillPoint): string => `crash-${step}-${moment}`;

const never = (): Promise<never> => new Promise(() => {});

/**
 * The whole life of a platform in a process of its own: it launches one package for each moment of each step, and each
 * launch stands still at its moment. When all do, it says so and waits to be killed.
 */
async function live(url: string, dataDir: string): Promise<void> {
  let standing = 0;
  const stand = () => {
    standing += 1;
    return never();
  };
  const changeSteps = (steps: LaunchStep[]): LaunchStep[] =>
    steps.map((step) => ({
      ...step,
      async run(work) {
        const point = KILL_POINTS.find((one) => packageNameAt(one) === work.instance.packageName);
        const isHere = point?.step === step.key;
        if (isHere && point.moment === 'before') return stand();
        const said = await step.run(work);
        if (isHere && point.moment === 'inside') return stand();
        // After its record: where the next step would be noted, or the launch be settled.
        return said;
      },
      async willMake(work) {
        const point = KILL_POINTS.find((one) => packageNameAt(one) === work.instance.packageName);
        if (point?.moment === 'after' && LAUNCH_STEPS[LAUNCH_STEPS.indexOf(step.key) - 1] === point.step)
          return stand();
        return (await step.willMake?.(work)) ?? false;
      },
    }));
  const platform = await startTestPlatform({
    ...{ database: await openCoreDatabase(url), dataDir, hosts: { PROCESS: createProcessHost({ dataDir }) } },
    packages: KILL_POINTS.map((point) => aSleeperPackage(packageNameAt(point))),
    overrides: {
      changeSteps,
      buckets: bucketsIn(dataDir),
      databases: databasesIn(dataDir),
      probe: { ask: async () => ({ ready: true }) },
      ownership: { self: `crash ${process.pid}`, isGone: async () => false },
    },
  });
  for (const point of KILL_POINTS) {
    const { problems } = await platform.launch({ packageId: `pkg_${packageNameAt(point)}` }, testSession);
    if (problems.length > 0) throw new Error(JSON.stringify(problems));
  }
  const afterLast = 1;
  while (standing < KILL_POINTS.length - afterLast) await pause(20);
  for (;;) {
    const left = await platform.repository.list({ status: 'RUNNING' });
    if (left.length === afterLast) break;
    await pause(20);
  }
  process.stdout.write('standing\n');
  await never();
}

const [url, dataDir] = process.argv.slice(2);
if (process.argv[1] === import.meta.filename && url && dataDir) await live(url, dataDir);
