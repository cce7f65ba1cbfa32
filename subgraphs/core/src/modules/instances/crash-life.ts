import 'reflect-metadata';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openCoreDatabase } from '@wecube/prisma';
import { createDockerHost } from '../../adapters/docker/docker-host.ts';
import { createProcessHost } from '../../adapters/process/process-host.ts';
import type { LaunchStep } from './app/launch-work.ts';
import { LAUNCH_STEPS, type LaunchStepKey } from './domain/launch-steps.ts';
import { aContainerPackage, aSleeperPackage, startTestPlatform, type TestPlatform, testSession } from './testing.ts';
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

/** Where its launches go: containers of the engine at the socket, else processes. */
export function crashHosts(dataDir: string, socketPath: string | undefined) {
  if (!socketPath) return { PROCESS: createProcessHost({ dataDir }) };
  // All launches at once keep a small machine's engine from answering in the time that a check has; it is there.
  return { DOCKER: { ...createDockerHost({ socketPath }), check: async () => ({ available: true }) as const } };
}

/** The images that the test laid into the folder, one for each package. */
export const imagesIn = (dataDir: string): TestPlatform['dependencies']['files'] => ({
  list: async ({ name }) => [{ path: 'image.tar', sizeBytes: (await stat(imageFile(dataDir, name))).size }],
  open: async ({ name }) => createReadStream(imageFile(dataDir, name)),
});
export const imageFile = (dataDir: string, packageName: string): string =>
  join(dataDir, 'images', `${packageName}.tar`);

const never = (): Promise<never> => new Promise(() => {});

/**
 * The whole life of a platform in a process of its own: it launches one package for each moment of each step, and each
 * launch stands still at its moment. When all do, it says so and waits to be killed.
 */
async function live(url: string, dataDir: string, socketPath: string | undefined): Promise<void> {
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
    ...{ database: await openCoreDatabase(url), dataDir, hosts: crashHosts(dataDir, socketPath) },
    packages: KILL_POINTS.map((point) => (socketPath ? aContainerPackage : aSleeperPackage)(packageNameAt(point))),
    overrides: {
      ...(socketPath && { files: imagesIn(dataDir) }),
      changeSteps,
      buckets: bucketsIn(dataDir),
      databases: databasesIn(dataDir),
      probe: { ask: async () => ({ ready: true }) },
      ownership: { self: `crash ${process.pid}`, isGone: async () => false },
    },
  });
  const afterLast = 1;
  for (const [index, point] of KILL_POINTS.entries()) {
    const { problems } = await platform.launch({ packageId: `pkg_${packageNameAt(point)}` }, testSession);
    if (problems.length > 0) throw new Error(JSON.stringify(problems));
    // A small machine's engine is not asked for all containers at once.
    while (socketPath && standing < Math.min(index + 1, KILL_POINTS.length - afterLast)) await pause(20);
  }
  while (standing < KILL_POINTS.length - afterLast) await pause(20);
  for (;;) {
    const left = await platform.repository.list({ status: 'RUNNING' });
    if (left.length === afterLast) break;
    await pause(500);
  }
  process.stdout.write('standing\n');
  await never();
}

const [url, dataDir, socketPath] = process.argv.slice(2);
if (process.argv[1] === import.meta.filename && url && dataDir) await live(url, dataDir, socketPath);
