import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeDatabases } from '@wecube/prisma/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createProcessHost } from '../../adapters/process/process-host.ts';
import type { PackageRecord } from '../packages/index.ts';
import type { InstanceRecord } from './domain/instance.ts';
import type { UpgradeStatus } from './domain/rolling-upgrade.ts';
import type { ContainerHost } from './ports.ts';
import { aLaunchablePackage, startTestPlatform, type TestPlatform, testSession, tracesOf } from './testing.ts';

const ports = (portBindings: string) =>
  `<docker imageName="sleeper:1" portBindings="${portBindings}" envVariables="A=b"/>`;
const ALLOCATED = ports('{{ALLOCATE_PORT}}:80');

/** Two hosts that run "images" as processes; each can be cut off. */
describeDatabases('core', (open) => {
  const lost = new Set<string>();
  let folder: string;
  const lives: TestPlatform[] = [];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wecube-fleet-'));
    const { client } = await open();
    for (const table of ['instance', 'launchStep', 'hostPort', 'rollingUpgrade', 'resourceServer'] as const) {
      await (client[table] as unknown as { deleteMany(all: object): Promise<unknown> }).deleteMany({});
    }
  });
  afterEach(async () => {
    lost.clear();
    for (const life of lives.splice(0)) await life.parts.stop?.();
    for (const pid of (await tracesOf(await open(), folder)).processes) process.kill(pid, 'SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  const hostNamed = (name: string): ContainerHost => {
    const host = createProcessHost({ dataDir: join(folder, name) });
    const reach = async <T>(call: () => Promise<T>): Promise<T> => {
      if (lost.has(name)) throw new Error('connect ECONNREFUSED');
      return call();
    };
    return {
      ...host,
      driver: 'DOCKER',
      check: async () => (lost.has(name) ? { available: false, reason: 'Nothing listens.' } : { available: true }),
      create: (spec) => reach(() => host.create({ ...spec, command: ['sleep', '600'] })),
      start: (id) => reach(() => host.start(id)),
      inspect: (id) => reach(() => host.inspect(id)),
      stop: (id, graceMs) => reach(() => host.stop(id, graceMs)),
      remove: (id) => reach(() => host.remove(id)),
    };
  };
  const start = async (packages: PackageRecord[], options: { replaceAfterMs?: number; names?: string[] } = {}) => {
    const { names = ['north', 'south'] } = options;
    const named = Object.fromEntries(names.map((name) => [name, { driver: 'DOCKER' as const, host: hostNamed(name) }]));
    const life = await startTestPlatform({
      ...{ database: await open(), dataDir: folder, hosts: {}, named, packages },
      settings: { healthLimitMs: 5_000, stopGraceMs: 200, replaceAfterMs: options.replaceAfterMs ?? 60_000 },
      overrides: { probe: { ask: async () => ({ ready: true }) } },
    });
    lives.push(life);
    return life;
  };
  const of = async (life: TestPlatform, { id }: PackageRecord) =>
    (await life.repository.list({ packageId: id, status: { not: 'REMOVED' } })).reverse();
  const running = async (life: TestPlatform, pack: PackageRecord, count: number): Promise<InstanceRecord[]> => {
    await expect
      .poll(async () => (await of(life, pack)).filter(({ status }) => status === 'RUNNING').length, { timeout: 30_000 })
      .toBe(count);
    return of(life, pack);
  };
  const scaled = async (life: TestPlatform, pack: PackageRecord, instances: number) => {
    expect((await life.scale({ packageId: pack.id, instances }, testSession)).problems).toEqual([]);
    return running(life, pack, instances);
  };
  const hostNames = async (life: TestPlatform, instances: readonly InstanceRecord[]) => {
    const hosts = await life.dependencies.resources.hosts();
    return instances.map(({ hostId }) => hosts.find(({ id }) => id === hostId)?.name).sort();
  };
  const targets = async (life: TestPlatform) =>
    (await life.pluginInstances.targets('sample')).map(({ instanceId }) => instanceId).sort();
  const ids = (instances: readonly InstanceRecord[]) => instances.map(({ id }) => id).sort();

  it('gives 20 launches at once, over two hosts at one address, 40 ports that nobody else has', async () => {
    const pack = aLaunchablePackage({ resources: ports('{{ALLOCATE_PORT}}:80,{{MONITOR_PORT}}:81') });
    const life = await start([pack]);
    const asked = await Promise.all(Array.from({ length: 20 }, () => life.launch({ packageId: pack.id }, testSession)));
    expect(asked.flatMap(({ problems }) => problems)).toEqual([]);
    const instances = await running(life, pack, 20);
    expect(new Set(instances.flatMap((instance) => instance.ports)).size).toBe(40);
    for (const { port, ports } of instances) expect(ports).toEqual([port, (port ?? 0) + 10_000]);
    expect(await hostNames(life, instances)).toEqual([...Array(10).fill('north'), ...Array(10).fill('south')]);
    expect(await (await open()).client.hostPort.count()).toBe(40);
  });

  it('reserves the ports that a manifest fixes, and says who has them', async () => {
    const pack = aLaunchablePackage({ resources: ports('4505:4505,{{ALLOCATE_PORT}}:80') });
    const life = await start([pack]);
    await scaled(life, pack, 1);
    const { problems } = await life.scale({ packageId: pack.id, instances: 2 }, testSession);
    expect(problems[0]).toMatchObject({
      code: 'NO_ROOM',
      message: expect.stringContaining('Port 4505 of north is taken'),
    });
    const [first] = await of(life, pack);
    expect(first?.ports).toEqual([first?.port, 4_505]);
  });

  it('scales up over the hosts and down again, and stops and starts what a person wants so', async () => {
    const pack = aLaunchablePackage({ resources: ALLOCATED });
    const life = await start([pack]);
    const four = await scaled(life, pack, 4);
    expect(await hostNames(life, four)).toEqual(['north', 'north', 'south', 'south']);
    expect(four[1]?.placement?.message).toContain('fewest instances of sample');
    const [first] = four;
    const id = first?.id ?? '';
    await life.stop(id, testSession);
    await life.until(id, 'STOPPED');
    expect(await targets(life)).toEqual(ids(four.slice(1)));
    await life.start(id, testSession);
    await life.until(id, 'RUNNING');
    await life.scale({ packageId: pack.id, instances: 1 }, testSession);
    expect(ids(await running(life, pack, 1))).toEqual([id]);
    const south = (await life.dependencies.resources.hosts()).find(({ name }) => name === 'south');
    await life.scale({ packageId: pack.id, instances: 3, hosts: [south?.id ?? ''] }, testSession);
    expect(await hostNames(life, await running(life, pack, 3))).toEqual(['north', 'south', 'south']);
  });

  const untilUpgrade = async (life: TestPlatform, id: string, status: UpgradeStatus) => {
    await expect.poll(async () => (await life.upgrades.find(id))?.status, { timeout: 30_000 }).toBe(status);
    return life.upgrades.find(id);
  };
  const twoVersions = () => ({
    old: { ...aLaunchablePackage({ resources: ALLOCATED }), active: false },
    next: aLaunchablePackage({ version: 'v2.0.0', resources: ALLOCATED }),
  });

  it('upgrades beside the running version, moves the calls when all are healthy, and survives a crash', async () => {
    const { old, next } = twoVersions();
    const life = await start([old, next]);
    const before = await scaled(life, old, 2);
    const { upgrade, problems } = await life.startUpgrade(next.id, testSession);
    expect(problems).toEqual([]);
    expect((await life.startUpgrade(next.id, testSession)).problems[0]?.code).toBe('UPGRADE_IN_HAND');
    await expect.poll(async () => (await life.upgrades.find(upgrade?.id ?? ''))?.plan.fresh.length).toBeGreaterThan(0);
    expect(await targets(life)).toEqual(ids(before));
    await life.parts.stop?.();
    const second = await start([old, next]);
    await untilUpgrade(second, upgrade?.id ?? '', 'DONE');
    const after = await running(second, next, 2);
    expect(await of(second, old)).toEqual([]);
    expect(await targets(second)).toEqual(ids(after));
    expect(after.every(({ traffic }) => traffic === 'ON')).toBe(true);
  });

  it('stops when a new instance does not become healthy, says why, leaves the old ones, and rolls back', async () => {
    const { old, next } = twoVersions();
    const broken = { ...next, status: 'DECOMMISSIONED' as const };
    const packages = [old, next];
    const life = await start(packages);
    const before = await scaled(life, old, 2);
    const asked = await life.startUpgrade(next.id, testSession);
    packages[1] = broken;
    const id = asked.upgrade?.id ?? '';
    const stopped = await untilUpgrade(life, id, 'STOPPED');
    expect(stopped?.reason?.message).toMatch(/not registered/);
    expect(await targets(life)).toEqual(ids(before));
    await life.rollBackUpgrade(id, testSession);
    await untilUpgrade(life, id, 'ROLLED_BACK');
    expect(ids(await of(life, old))).toEqual(ids(before));
    await expect.poll(() => of(life, next)).toEqual([]);
    expect((await life.rollBackUpgrade(id, testSession)).problems[0]?.code).toBe('UPGRADE_ENDED');
  });

  it('launches on another host what was on a lost one, and clears that up when it is back', async () => {
    const pack = aLaunchablePackage({ resources: ALLOCATED });
    const life = await start([pack], { replaceAfterMs: 500 });
    const before = await scaled(life, pack, 2);
    expect(await hostNames(life, before)).toEqual(['north', 'south']);
    const hosts = await life.dependencies.resources.hosts();
    const north = hosts.find(({ name }) => name === 'north')?.id;
    const gone = before.find(({ hostId }) => hostId === north);
    lost.add('north');
    await expect
      .poll(async () => (await life.repository.list({ replaces: gone?.id })).map(({ status }) => status), {
        timeout: 20_000,
      })
      .toEqual(['RUNNING']);
    const [replacement] = await life.repository.list({ replaces: gone?.id });
    expect(replacement?.placement?.message).toContain('Its host north had not answered');
    expect(await targets(life)).toEqual(
      ids([...before.filter(({ id }) => id !== gone?.id), replacement as InstanceRecord]),
    );
    const waiting = await life.repository.find(gone?.id ?? '');
    expect(waiting).toMatchObject({
      desired: 'REMOVED',
      error: expect.stringContaining('another instance runs on south'),
    });
    const traces = await tracesOf(await open(), folder);
    expect([traces.processes.length, traces.ports]).toEqual([3, 3]);
    lost.delete('north');
    await life.until(gone?.id ?? '', 'REMOVED');
    const later = await tracesOf(await open(), folder);
    expect([later.processes.length, later.ports]).toEqual([2, 2]);
  });
});
