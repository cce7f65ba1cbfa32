import { createInProcessPubSub, createLogger, systemClock } from '@wecube/kit';
import { describeDatabases } from '@wecube/prisma/testing';
import { expect, it } from 'vitest';
import { createAuditModule } from '../audit/index.ts';
import { createResourcesModule, type HostRecord, type ResourcesDependencies } from './index.ts';

const LOCAL = { name: 'process', kind: 'PROCESS', address: '127.0.0.1' } as const;
const secretBox = { seal: (plain: string) => plain, open: (sealed: string) => sealed };

describeDatabases('core', (open) => {
  const start = async (changes: Partial<ResourcesDependencies> = {}) =>
    createResourcesModule({
      ...{ database: await open(), clock: systemClock, secretBox, configured: [LOCAL], watchIntervalMs: 60_000 },
      audit: createAuditModule({ database: await open(), clock: systemClock }),
      pubSub: createInProcessPubSub(),
      logger: createLogger('test', { level: 'silent' }),
      serverProbe: { check: async () => ({ available: true }) },
      hostProbe: { check: async () => ({ available: true }) },
      portProbe: { isFree: async () => true },
      ...changes,
    });
  const local = async (hosts: readonly HostRecord[]) => hosts.find(({ name }) => name === 'process') as HostRecord;

  it('knows a host by its name: a later start finds it again, with its new address', async () => {
    const [first] = await (await start()).hosts();
    const moved = await start({ configured: [{ ...LOCAL, address: '10.0.0.1' }] });
    expect(await moved.hosts()).toMatchObject([{ id: first?.id, name: 'process', address: '10.0.0.1' }]);
    expect(await moved.findHost(first?.id ?? '')).toMatchObject({ address: '10.0.0.1' });
    expect(await moved.findHost('host_none')).toBeNull();
  });

  it('gives every instance a port of its own, also to many at once, and takes them back', async () => {
    const resources = await start();
    const host = await local(await resources.hosts());
    const ids = Array.from({ length: 20 }, (_, index) => `inst_${index}`);
    const ports = await Promise.all(ids.map((id) => resources.reservePort(host, id)));
    expect(new Set(ports).size).toBe(20);
    expect(ports.every((port) => port >= 20_000 && port <= 29_999)).toBe(true);
    for (const id of ids) await resources.releasePorts(id);
    expect(await (await open()).client.hostPort.count()).toBe(0);
  });

  it('passes over ports that somebody else listens on, and says when none is left', async () => {
    const onlyOne = await start({ portProbe: { isFree: async (_host, port) => port === 25_000 } });
    const host = await local(await onlyOne.hosts());
    expect(await onlyOne.reservePort(host, 'inst_a')).toBe(25_000);
    await expect(onlyOne.reservePort(host, 'inst_b')).rejects.toMatchObject({ code: 'NO_FREE_PORT' });
    await onlyOne.releasePorts('inst_a');
    expect(await onlyOne.reservePort(host, 'inst_b')).toBe(25_000);
    await onlyOne.releasePorts('inst_b');
  });
});
