import { readdir } from 'node:fs/promises';
import { describeDatabases } from '@wecube/prisma/testing';
import { expect, it } from 'vitest';
import { INSTANCE_TOPIC, type InstanceEvent } from './app/publish-change.ts';
import { LAUNCH_STEPS } from './domain/launch-steps.ts';
import { aLaunchablePackage, NO_TRACES, testSession, useTestPlatforms } from './testing.ts';

describeDatabases('core', (open) => {
  const { start, launch, traces } = useTestPlatforms(open);

  it('launches a package as a process, every step recorded, and calls reach it', async () => {
    const environment = 'PORT={{ALLOCATE_PORT}},HOME_DIR={{DATA_DIR}},GATE={{GATEWAY_URL}}';
    const pack = aLaunchablePackage({ environment });
    const platform = await start([pack]);
    const asked = await launch(platform, pack);
    expect(asked).toMatchObject({ status: 'LAUNCHING', error: null, healthyAt: null });
    expect(asked.steps.map(({ key }) => key)).toEqual([...LAUNCH_STEPS]);

    const running = await platform.until(asked.id, 'RUNNING');
    expect(running.steps.map(({ status }) => status)).toEqual(LAUNCH_STEPS.map(() => 'DONE'));
    for (const step of running.steps) expect(Number(step.endedAt)).toBeGreaterThanOrEqual(Number(step.startedAt));
    const [target] = await platform.pluginInstances.targets('sample');
    expect(target).toEqual({ instanceId: asked.id, baseUrl: `http://127.0.0.1:${running.port}`, healthy: true });
    const seen = (await (await fetch(`${target?.baseUrl}/`)).json()) as Record<string, string>;
    expect(Object.keys(seen).sort()).toEqual(['GATE', 'HOME_DIR', 'PATH', 'PORT']);
    expect(seen).toMatchObject({ PORT: String(running.port), GATE: 'http://platform.test' });
    expect(await readdir(seen['HOME_DIR'] ?? '')).toEqual([]);
  });

  it('removes an instance with everything of it but the identity of its package', async () => {
    const pack = aLaunchablePackage();
    const platform = await start([pack]);
    const { id } = await launch(platform, pack);
    await platform.until(id, 'RUNNING');
    expect((await platform.remove(id, testSession)).problems).toEqual([]);
    expect((await platform.until(id, 'REMOVED')).port).toBeNull();
    expect(await traces()).toEqual({ ...NO_TRACES, identities: 1 });
    expect(await platform.pluginInstances.targets('sample')).toEqual([]);
    expect((await platform.remove(id, testSession)).instance?.status).toBe('REMOVED');
    const restarted = await platform.restart(id, testSession);
    expect(restarted.problems.map(({ code }) => code)).toEqual(['INSTANCE_REMOVED']);
  });

  it('keeps the files while another instance of the version needs them', async () => {
    const pack = aLaunchablePackage();
    const platform = await start([pack]);
    const [first, second] = [await launch(platform, pack), await launch(platform, pack)];
    await Promise.all([platform.until(first.id, 'RUNNING'), platform.until(second.id, 'RUNNING')]);
    await platform.remove(first.id, testSession);
    await platform.until(first.id, 'REMOVED');
    expect((await traces()).packages).toEqual(['v1.0.0']);
    await platform.remove(second.id, testSession);
    await platform.until(second.id, 'REMOVED');
    expect((await traces()).packages).toEqual([]);
  });

  it('never gives two of many launches at once the same port', async () => {
    const pack = aLaunchablePackage();
    const platform = await start([pack]);
    const asked = await Promise.all(Array.from({ length: 10 }, () => launch(platform, pack)));
    const running = await Promise.all(asked.map(({ id }) => platform.until(id, 'RUNNING')));
    expect(new Set(running.map(({ port }) => port)).size).toBe(10);
    expect((await traces()).processes).toHaveLength(10);
  });

  it('launches once for one idempotency key, also when asked twice at once', async () => {
    const pack = aLaunchablePackage();
    const platform = await start([pack]);
    const request = { packageId: pack.id, idempotencyKey: 'one' };
    const outcomes = await Promise.all([1, 2, 3].map(() => platform.launch(request, testSession)));
    expect(new Set(outcomes.map(({ instance }) => instance?.id)).size).toBe(1);
    expect(await platform.repository.list({ idempotencyKey: { not: null } })).toHaveLength(1);
  });

  it('restarts an instance with a new process', async () => {
    const pack = aLaunchablePackage();
    const platform = await start([pack]);
    const { id } = await launch(platform, pack);
    await platform.until(id, 'RUNNING');
    const before = (await traces()).processes;
    expect((await platform.restart(id, testSession)).instance?.status).toBe('LAUNCHING');
    await platform.until(id, 'RUNNING');
    const after = (await traces()).processes;
    expect(after).toHaveLength(1);
    expect(after).not.toEqual(before);
  });

  it('removes an instance in the middle of its launch', async () => {
    const pack = aLaunchablePackage({ environment: 'PORT={{ALLOCATE_PORT}},MODE=mute' });
    const platform = await start([pack]);
    const { id } = await launch(platform, pack);
    await expect.poll(async () => (await traces()).processes.length, { timeout: 10_000 }).toBe(1);
    await platform.remove(id, testSession);
    await platform.until(id, 'REMOVED');
    expect(await traces()).toMatchObject({ processes: [], ports: 0, folders: [], packages: [] });
  });

  it('tells subscribers every step as it happens, in rising versions', async () => {
    const pack = aLaunchablePackage();
    const platform = await start([pack]);
    const source = platform.dependencies.pubSub.subscribe<InstanceEvent>(INSTANCE_TOPIC);
    const { id } = await launch(platform, pack);
    const seen: InstanceEvent[] = [];
    for await (const event of source) {
      seen.push(event);
      if (event.instance.status === 'RUNNING') break;
    }
    const steps = seen.filter(({ type, data }) => type === 'STEP' && !data['log']).map(({ data }) => data['step']);
    expect(steps).toEqual(LAUNCH_STEPS.flatMap((key) => [key, key]));
    expect(seen.every(({ subject }) => subject === id)).toBe(true);
    const versions = seen.map(({ version }) => version);
    expect(versions).toEqual([...new Set(versions)].sort((left, right) => left - right));
  });

  it('writes who did what to the audit log', async () => {
    const pack = aLaunchablePackage();
    const platform = await start([pack]);
    const { id } = await launch(platform, pack);
    await platform.until(id, 'RUNNING');
    await platform.restart(id, testSession);
    await platform.remove(id, testSession);
    await platform.until(id, 'REMOVED');
    const { client } = await open();
    const entries = await client.auditEntry.findMany({ where: { subject: id }, orderBy: { id: 'asc' } });
    expect(entries.map(({ action, who }) => `${who} ${action}`)).toEqual([
      'test instance:launch',
      'test instance:launch',
      'test instance:remove',
    ]);
  });

  it('lets nobody launch, restart or remove without the right', async () => {
    const pack = aLaunchablePackage();
    const platform = await start([pack]);
    const nobody = { ...testSession, actions: [] };
    const forbidden = { code: 'FORBIDDEN' };
    await expect(platform.launch({ packageId: pack.id }, nobody)).rejects.toMatchObject(forbidden);
    await expect(platform.restart('inst_x', nobody)).rejects.toMatchObject(forbidden);
    await expect(platform.remove('inst_x', nobody)).rejects.toMatchObject(forbidden);
  });
});
