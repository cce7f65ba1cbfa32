import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTestDatabase, type TestDatabase } from '@wecube/prisma/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createProcessHost } from '../../adapters/process/process-host.ts';
import { KILL_POINTS, packageNameAt } from './crash-life.ts';
import { LAUNCH_STEPS } from './domain/launch-steps.ts';
import { aSleeperPackage, startTestPlatform, type TestPlatform, tracesOf } from './testing.ts';
import { bucketsIn, databasesIn } from './testing-stores.ts';

const LIFE = join(import.meta.dirname, 'crash-life.ts');

/** In the next life every second launch comes to its end and the others fail; the engines take turns. */
const ends = { sqlite: 0, mysql: 1 } as const;
const probe = {
  ask: async ({ healthPath }: { healthPath: string }) =>
    healthPath === '/ready' ? ({ ready: true } as const) : ({ ready: false, reason: 'it stays silent' } as const),
};

describe.each(['sqlite', 'mysql'] as const)('core on %s killed with SIGKILL at every step of a launch', (provider) => {
  let test: TestDatabase<'core'>;
  let dataDir: string;
  let platform: TestPlatform | undefined;
  beforeEach(async () => {
    test = await openTestDatabase('core', provider);
    dataDir = await mkdtemp(join(tmpdir(), 'wecube-crash-'));
  });
  afterEach(async () => {
    await platform?.parts.stop?.();
    for (const pid of (await tracesOf(test.database, dataDir)).processes) process.kill(pid, 'SIGKILL');
    await test.drop();
    await rm(dataDir, { recursive: true, force: true });
  });

  /** A real process that is killed while one launch stands at each moment of each step. */
  const liveAndDie = async (): Promise<void> => {
    const life = spawn(process.execPath, ['--import', 'tsx', LIFE, test.url, dataDir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(life, 'exit');
    const said = await Promise.race([once(life.stdout, 'data').then(String), ended.then(() => 'it ended')]);
    expect(said.trim()).toBe('standing');
    life.kill('SIGKILL');
    await ended;
  };
  const willEnd = (name: string) => KILL_POINTS.map(packageNameAt).indexOf(name) % 2 === ends[provider];
  const liveAgain = async (): Promise<TestPlatform> => {
    const names = KILL_POINTS.map(packageNameAt);
    const packages = names.map((name) => aSleeperPackage(name, willEnd(name) ? '/ready' : '/silent'));
    platform = await startTestPlatform({
      ...{ database: test.database, dataDir, packages, hosts: { PROCESS: createProcessHost({ dataDir }) } },
      ...{
        settings: { healthLimitMs: 300 },
        overrides: { probe, buckets: bucketsIn(dataDir), databases: databasesIn(dataDir) },
      },
    });
    return platform;
  };
  const settled = async (life: TestPlatform, status: string) =>
    (await life.repository.list({ status })).map(({ packageName }) => packageName).sort();

  it('launches them in its next life, each once, or undoes all that the first one had made', async () => {
    await liveAndDie();
    const life = await liveAgain();
    // The launch whose last step was done had succeeded already.
    const done = (await settled(life, 'RUNNING')).slice(0, 1);
    const launched = KILL_POINTS.map(packageNameAt).filter((name) => willEnd(name) || done.includes(name));
    const failed = KILL_POINTS.map(packageNameAt).filter((name) => !launched.includes(name));
    await expect.poll(() => settled(life, 'LAUNCHING'), { timeout: 60_000, interval: 1_000 }).toEqual([]);
    expect(await settled(life, 'FAILED')).toEqual(failed.sort());
    for (const { error } of await life.repository.list({ status: 'FAILED' })) {
      expect(error).toContain('"Wait until it answers" failed');
    }
    const traces = await tracesOf(test.database, dataDir);
    expect(traces.processes).toHaveLength(launched.length);
    expect(traces.folders).toHaveLength(launched.length);
    expect(traces.packages).toHaveLength(launched.length);
    expect(traces.buckets.sort()).toEqual(launched.sort());
    expect(traces.databases.sort()).toEqual(launched.sort());
    expect(traces).toMatchObject({ ports: launched.length, identities: launched.length });
    for (const { steps } of await life.repository.list({ status: 'RUNNING' })) {
      expect(steps.map(({ status }) => status)).toEqual(LAUNCH_STEPS.map(() => 'DONE'));
      expect(steps.every(({ makes }) => !makes)).toBe(true);
    }
  }, 120_000);
});
