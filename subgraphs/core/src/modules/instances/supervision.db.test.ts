import { setTimeout as pause } from 'node:timers/promises';
import { describeDatabases } from '@wecube/prisma/testing';
import { expect, it } from 'vitest';
import { LAUNCH_STEPS } from './domain/launch-steps.ts';
import type { InstancesDependencies } from './module.ts';
import type { ContainerHost, ContainerSpec } from './ports.ts';
import { aLaunchablePackage, type TestPlatform, useTestPlatforms } from './testing.ts';

const never = () => new Promise<never>(() => {});
/** Points at which the platform is killed in the middle of a launch: before or after an effect on the host. */
const KILL_POINTS = ['install', 'installed', 'create', 'created', 'start', 'started', 'inspect'] as const;

function killedAt(point: (typeof KILL_POINTS)[number], reached: () => void) {
  const die = () => {
    reached();
    return never();
  };
  return (host: ContainerHost): ContainerHost => ({
    ...host,
    install: (bundle) =>
      point === 'install' ? die() : host.install(bundle).then((fresh) => (point === 'installed' ? die() : fresh)),
    create: (spec: ContainerSpec) =>
      point === 'create' ? die() : host.create(spec).then(() => (point === 'created' ? die() : undefined)),
    start: (id) => (point === 'start' ? die() : host.start(id).then(() => (point === 'started' ? die() : undefined))),
    inspect: (id) => (point === 'inspect' ? die() : host.inspect(id)),
  });
}

/** Another core believes that nobody is gone, so it waits for leases to end. */
const patient: InstancesDependencies['ownership'] = { self: 'patient', isGone: async () => false };

describeDatabases('core', (open) => {
  const { start, launch, traces } = useTestPlatforms(open);
  const kill = async (): Promise<number> => {
    const [pid] = (await traces()).processes;
    process.kill(pid ?? 0, 'SIGKILL');
    return pid ?? 0;
  };
  const healed = async (platform: TestPlatform, id: string, before: number) => {
    for (let tried = 0; tried < 500; tried += 1) {
      const { processes } = await traces();
      const found = await platform.repository.find(id);
      if (found?.status === 'RUNNING' && processes.length === 1 && processes[0] !== before) return found;
      await pause(20);
    }
    throw new Error('it was not healed');
  };

  it('sees a killed process and launches it again', async () => {
    const pack = aLaunchablePackage();
    const platform = await start([pack]);
    const { id } = await launch(platform, pack);
    const first = await platform.until(id, 'RUNNING');
    const after = await healed(platform, id, await kill());
    expect(after.rowVersion).toBeGreaterThan(first.rowVersion);
    expect((await traces()).ports).toBe(1);
  });

  it('waits longer before each relaunch of an instance that keeps dying', async () => {
    const pack = aLaunchablePackage();
    const platform = await start([pack]);
    const { id } = await launch(platform, pack);
    await platform.until(id, 'RUNNING');
    await healed(platform, id, await kill());
    await kill();
    const dead = await platform.until(id, 'FAILED');
    expect(dead.error).toContain('It died: it was ended');
    expect(Number(dead.nextLaunchAt)).toBeGreaterThan(Date.now());
    await platform.until(id, 'RUNNING');
  });

  it('holds its judgement before an instance counts as unhealthy, and before it counts as healthy again', async () => {
    const pack = aLaunchablePackage();
    let answers = true;
    const ask = async () => (answers ? ({ ready: true } as const) : ({ ready: false, reason: 'too busy' } as const));
    const platform = await start([pack], { overrides: { probe: { ask } } });
    const { id } = await launch(platform, pack);
    await platform.until(id, 'RUNNING');
    answers = false;
    expect((await platform.until(id, 'UNHEALTHY')).error).toBe('It does not answer: too busy');
    expect(await platform.pluginInstances.targets('sample')).toMatchObject([{ healthy: false }]);
    answers = true;
    expect((await platform.until(id, 'RUNNING')).error).toBeNull();
  });

  it.each(KILL_POINTS)('a platform killed at "%s" of a launch finishes it in its next life', async (point) => {
    const pack = aLaunchablePackage();
    let reached = () => {};
    const dead = new Promise<void>((resolve) => {
      reached = resolve;
    });
    const first = await start([pack], {
      changeHost: killedAt(point, () => reached()),
      overrides: { ownership: { ...patient, self: `first ${point}` } },
    });
    const { id } = await launch(first, pack);
    await dead;
    const second = await start([pack]);
    const running = await second.until(id, 'RUNNING');
    expect(running.steps.map(({ status }) => status)).toEqual(LAUNCH_STEPS.map(() => 'DONE'));
    expect(await traces()).toMatchObject({ processes: [expect.any(Number)], ports: 1, folders: [id] });
  });

  it('adopts what still runs after the platform was killed, on its old port', async () => {
    const pack = aLaunchablePackage();
    const first = await start([pack], { overrides: { ownership: { ...patient, self: 'killed' } } });
    const { id } = await launch(first, pack);
    const before = await first.until(id, 'RUNNING');
    const { processes } = await traces();
    await first.supervisor.stop(); // without ending its instances, as a kill would
    const second = await start([pack]);
    await pause(500);
    expect(await second.repository.find(id)).toMatchObject({
      status: 'RUNNING',
      port: before.port,
      rowVersion: before.rowVersion,
    });
    expect((await traces()).processes).toEqual(processes);
  });

  it('launches again what died together with the platform', async () => {
    const pack = aLaunchablePackage();
    const first = await start([pack]);
    const { id } = await launch(first, pack);
    await first.until(id, 'RUNNING');
    await first.supervisor.stop();
    const pid = await kill();
    await healed(await start([pack]), id, pid);
    expect((await traces()).ports).toBe(1);
  });

  it('ends process instances when asked to, and runs them again at the next start', async () => {
    const pack = aLaunchablePackage();
    const first = await start([pack]);
    const { id } = await launch(first, pack);
    await first.until(id, 'RUNNING');
    await first.stopProcessInstances();
    expect(await first.repository.find(id)).toMatchObject({ status: 'STOPPED', port: null });
    expect(await traces()).toMatchObject({ processes: [], ports: 0 });
    const second = await start([pack]);
    await second.until(id, 'RUNNING');
  });

  it('leaves an instance to the core that has its lease', async () => {
    const pack = aLaunchablePackage();
    const first = await start([pack]);
    const { id } = await launch(first, pack);
    await first.until(id, 'RUNNING');
    const second = await start([pack], { overrides: { ownership: patient } });
    await pause(400);
    const { client } = await open();
    const row = await client.instance.findUniqueOrThrow({ where: { id } });
    expect(row.owner).toBe(first.dependencies.ownership.self);
    await first.parts.stop?.();
    await pause(400);
    expect((await client.instance.findUniqueOrThrow({ where: { id } })).owner).toBe(second.dependencies.ownership.self);
  });
});
