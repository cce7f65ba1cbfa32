import { readdir } from 'node:fs/promises';
import { describeDatabases } from '@wecube/prisma/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createProcessHost } from '../../adapters/process/process-host.ts';
import type { PackageRecord } from '../packages/index.ts';
import { LAUNCH_STEPS } from './domain/launch-steps.ts';
import { aLaunchablePackage, makeDataDir, startTestPlatform, type TestPlatform, testSession } from './testing.ts';

describeDatabases('core', (open) => {
  let data: Awaited<ReturnType<typeof makeDataDir>>;
  const lives: TestPlatform[] = [];
  const start = async (packages: PackageRecord[], options: Partial<Parameters<typeof startTestPlatform>[0]> = {}) => {
    const hosts = { PROCESS: createProcessHost(data) };
    const life = await startTestPlatform({ database: await open(), ...data, hosts, packages, ...options });
    lives.push(life);
    return life;
  };
  const launch = async (platform: TestPlatform, pack: PackageRecord) => {
    const { instance, problems } = await platform.launch({ packageId: pack.id }, testSession);
    if (!instance) throw new Error(JSON.stringify(problems));
    return instance;
  };
  beforeEach(async () => {
    data = await makeDataDir();
  });
  afterEach(async () => {
    const [last] = lives.slice(-1);
    for (const instance of (await last?.repository.list({ status: { not: 'REMOVED' } })) ?? []) {
      await last?.remove(instance.id, testSession);
      await last?.until(instance.id, 'REMOVED');
    }
    for (const life of lives.splice(0)) await life.parts.stop?.();
    await data[Symbol.asyncDispose]();
  });

  it('launches a package as a process, every step recorded, and calls reach it', async () => {
    const pack = aLaunchablePackage({
      environment: 'PORT={{ALLOCATE_PORT}},HOME_DIR={{DATA_DIR}},GATE={{GATEWAY_URL}}',
    });
    const platform = await start([pack]);
    const asked = await launch(platform, pack);
    expect(asked).toMatchObject({ status: 'LAUNCHING', error: null, healthyAt: null });
    expect(asked.steps.map(({ key }) => key)).toEqual([...LAUNCH_STEPS]);

    const running = await platform.until(asked.id, 'RUNNING');
    expect(running.steps.map(({ status }) => status)).toEqual(LAUNCH_STEPS.map(() => 'DONE'));
    for (const { startedAt, endedAt } of running.steps)
      expect(Number(endedAt)).toBeGreaterThanOrEqual(Number(startedAt));
    const [target] = await platform.pluginInstances.targets('sample');
    expect(target).toEqual({ instanceId: asked.id, baseUrl: `http://127.0.0.1:${running.port}`, healthy: true });
    const environment = (await (await fetch(`${target?.baseUrl}/`)).json()) as Record<string, string>;
    expect(Object.keys(environment).sort()).toEqual(['GATE', 'HOME_DIR', 'PATH', 'PORT']);
    expect(environment).toMatchObject({ PORT: String(running.port), GATE: 'http://platform.test' });
    expect(await readdir(environment['HOME_DIR'] ?? '')).toEqual([]);
  });

  it('removes an instance with everything of it but its own data', async () => {
    const pack = aLaunchablePackage();
    const platform = await start([pack]);
    const { id } = await launch(platform, pack);
    await platform.until(id, 'RUNNING');
    await platform.remove(id, testSession);
    const removed = await platform.until(id, 'REMOVED');
    expect(removed.port).toBeNull();
    expect(await readdir(data.dataDir)).toEqual(expect.arrayContaining(['plugin-data']));
    expect(await readdir(`${data.dataDir}/instances`)).toEqual([]);
    expect(await readdir(`${data.dataDir}/packages/sample`)).toEqual([]);
    expect(await platform.dependencies.database.client.hostPort.count()).toBe(0);
    expect(await platform.pluginInstances.targets('sample')).toEqual([]);
  });
});
