import { setTimeout as pause } from 'node:timers/promises';
import type { Session } from '@wecube/kit';
import { describeDatabases } from '@wecube/prisma/testing';
import { afterEach, expect, it } from 'vitest';
import { useDockerEngine } from '../../adapters/docker/engine-testing.ts';
import { createFollowLog } from './app/follow-log.ts';
import { createFollowUsage } from './app/follow-usage.ts';
import { INSTANCE_TOPIC, type InstanceEvent } from './app/publish-change.ts';
import { aLaunchablePackage, startTestPlatform, type TestPlatform, testSession, useTestPlatforms } from './testing.ts';

const IMAGE = 'wecube-observed/server:v1.0.0';
const DECLARED = `<docker imageName="${IMAGE}" containerName="sample" portBindings="{{ALLOCATE_PORT}}:8080"
  envVariables="PORT=8080,MODE=serve,GREETING={{JWT_SIGNING_KEY}}"/>`;

const engine = useDockerEngine(IMAGE);

describeDatabases('core', (open) => {
  const { dataDir } = useTestPlatforms(open);
  const lives: TestPlatform[] = [];
  afterEach(async () => {
    for (const platform of lives.splice(0)) {
      for (const { id } of await platform.repository.list({ status: { not: 'REMOVED' } })) {
        await platform.remove(id, testSession);
        await platform.until(id, 'REMOVED');
      }
      await platform.parts.stop?.();
    }
  });
  const launched = async () => {
    const pack = aLaunchablePackage({ resources: DECLARED });
    const { files } = engine;
    const hosts = { DOCKER: engine.host() };
    const platform = await startTestPlatform({
      ...{ database: await open(), dataDir: dataDir(), hosts, packages: [pack] },
      // Long enough that what is seen soon was told by an event and not found by a look.
      ...{ overrides: { files }, settings: { healthLimitMs: 20_000, watchIntervalMs: 60_000 } },
    });
    lives.push(platform);
    const { instance } = await platform.launch({ packageId: pack.id }, testSession);
    const id = instance?.id ?? '';
    await platform.until(id, 'RUNNING');
    const parts = {
      ...platform.dependencies,
      repository: platform.repository,
      identities: platform.identityRepository,
    };
    return { platform, id, container: engine.docker().getContainer(`wecube-${id}`), parts };
  };

  it('tells subscribers within a second that a container died, and counts that it was started again', async () => {
    const { platform, id, container } = await launched();
    const events = platform.dependencies.pubSub.subscribe<InstanceEvent>(INSTANCE_TOPIC);
    const begun = Date.now();
    await container.kill();
    for (;;) {
      const { value } = await events.next();
      if ((value as InstanceEvent).instance.restarts === 0) continue;
      expect(Date.now() - begun).toBeLessThan(1_000);
      break;
    }
    await events.return?.();
    await expect
      .poll(() => platform.repository.find(id), { timeout: 15_000 })
      .toMatchObject({
        ...{ status: 'RUNNING', restarts: 1 },
      });
  });

  it('streams the output with secrets masked, over a restart, and lets go of the engine when the reader leaves', async () => {
    const { platform, id, container, parts } = await launched();
    const log = createFollowLog(parts)(id, 5);
    const first = await log.next();
    expect(first.value).toMatchObject({ fresh: true, ended: false });
    expect(first.value.lines).toContain('ready ******');
    await platform.restart(id, testSession);
    const seen: string[] = [];
    let ended = false;
    while (!ended || !seen.some((line) => line.startsWith('ready'))) {
      const { value } = await log.next();
      seen.push(...value.lines);
      ended ||= value.ended;
    }
    expect(seen).toContain('ready ******');
    expect(JSON.stringify(seen)).not.toContain('fresh');
    let waiting = log.next();
    while ((await Promise.race([waiting, pause(500)])) !== undefined) waiting = log.next();
    await log.return?.();
    expect((await waiting).done).toBe(true);
    expect((await container.inspect()).State.Running).toBe(true);
  });

  it('gives every reader the samples there are, and then new ones', async () => {
    const { id, parts } = await launched();
    const follow = createFollowUsage(parts);
    const one = follow([id]);
    const taken = [...(await one.next()).value, ...(await one.next()).value];
    expect(taken).toHaveLength(2);
    expect(taken[1].at.getTime()).toBeGreaterThan(taken[0].at.getTime());
    expect(taken[0]).toMatchObject({ instanceId: id, memoryLimitBytes: expect.any(Number) });
    const other = follow([id]);
    expect((await other.next()).value.length).toBeGreaterThanOrEqual(2);
    await one.return?.();
    expect((await other.next()).value).toHaveLength(1);
    await other.return?.();
  });

  it('runs a command of who may, audited before it runs, with limits and its secrets masked', async () => {
    const { platform, id } = await launched();
    const run = async (line: string, limitSeconds?: number) => {
      const { command, problems } = await platform.startCommand({ instanceId: id, line, limitSeconds }, testSession);
      expect(problems).toEqual([]);
      const find = () => platform.commands.find(command?.id ?? '');
      await expect.poll(async () => (await find())?.status, { timeout: 10_000 }).not.toBe('RUNNING');
      return find();
    };
    expect(await run('echo "my key is $GREETING"; exit 4')).toMatchObject({
      ...{ status: 'DONE', exitCode: 4, output: 'my key is ******\n', startedBy: 'test', cut: false },
    });
    expect(await run('while true; do true; done', 1)).toMatchObject({ status: 'TIMED_OUT', exitCode: null });
    const flood = await run('i=0; while [ $i -lt 40000 ]; do echo "line $i"; i=$((i+1)); done');
    expect(flood).toMatchObject({ status: 'DONE', cut: true });
    expect(flood?.output.endsWith('line 39999\n')).toBe(true);
    expect(flood?.output.length).toBeLessThanOrEqual(64 * 1024);

    const slow = await platform.startCommand({ instanceId: id, line: 'while true; do true; done' }, testSession);
    await platform.startCommand({ instanceId: id, line: 'while true; do true; done' }, testSession);
    const third = await platform.startCommand({ instanceId: id, line: 'true' }, testSession);
    expect(third.problems).toMatchObject([{ code: 'TOO_MANY_COMMANDS' }]);
    await platform.stopCommand(slow.command?.id ?? '', testSession);
    await expect
      .poll(async () => (await platform.commands.find(slow.command?.id ?? ''))?.status, { timeout: 5_000 })
      .toBe('STOPPED');

    const { client } = await open();
    const entries = await client.auditEntry.findMany({ where: { action: 'instance:exec', subject: id } });
    expect(JSON.stringify(entries)).toContain('my key is $GREETING');
    const reader: Session = { ...testSession, actions: ['instance:read', 'instance:launch'] };
    await expect(platform.startCommand({ instanceId: id, line: 'true' }, reader)).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  it('says of a command that a platform left behind that nobody knows its end', async () => {
    const { platform, id } = await launched();
    const { client } = await open();
    const command = { instanceId: id, line: 'true', status: 'RUNNING', output: '', owner: 'a core that is gone' };
    await client.instanceCommand.create({
      data: { id: 'cmd_left', ...command, startedBy: 'ada', startedAt: new Date(0), rowVersion: 1 },
    });
    await platform.parts.stop?.();
    await platform.parts.start?.();
    expect(await platform.commands.find('cmd_left')).toMatchObject({ status: 'LOST', exitCode: null });
  });
});
