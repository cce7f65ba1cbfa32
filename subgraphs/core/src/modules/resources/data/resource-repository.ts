import { newId } from '@wecube/kit';
import { type CoreDatabase, isUniqueViolation } from '@wecube/prisma';
import type { HostDriver, HostRecord } from '../domain/host.ts';

const HOST_KINDS: readonly string[] = ['PROCESS', 'DOCKER'] satisfies HostDriver[];

type Row = { id: string; kind: string; name: string; address: string };

/** Resource servers and what is reserved on them. */
export function createResourceRepository({ client }: CoreDatabase) {
  return {
    /** Makes the host known under its name; a later start finds it again and takes a new address over. */
    async ensureHost(host: Omit<HostRecord, 'id'>, now: Date): Promise<HostRecord> {
      const { driver: kind, name, address } = host;
      try {
        const row = await client.resourceServer.create({
          data: { id: newId('host'), kind, name, address, createdAt: now },
        });
        return toHost(row);
      } catch (error) {
        if (!isUniqueViolation(error)) throw error;
        return toHost(await client.resourceServer.update({ where: { name }, data: { kind, address } }));
      }
    },
    async hosts(): Promise<HostRecord[]> {
      const rows = await client.resourceServer.findMany({
        where: { kind: { in: [...HOST_KINDS] } },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map(toHost);
    },
    async findHost(id: string): Promise<HostRecord | null> {
      const row = await client.resourceServer.findUnique({ where: { id } });
      return row && HOST_KINDS.includes(row.kind) ? toHost(row) : null;
    },
    /** `false` when the port belongs to another instance. */
    async reservePort(hostId: string, port: number, instanceId: string, now: Date): Promise<boolean> {
      try {
        await client.hostPort.create({ data: { hostId, port, instanceId, reservedAt: now } });
        return true;
      } catch (error) {
        if (isUniqueViolation(error)) return false;
        throw error;
      }
    },
    async releasePorts(instanceId: string): Promise<void> {
      await client.hostPort.deleteMany({ where: { instanceId } });
    },
    /** Every reserved port of these hosts, with the instance that has it. */
    async portHolders(hostIds: readonly string[]): Promise<{ hostId: string; port: number; instanceId: string }[]> {
      return client.hostPort.findMany({
        where: { hostId: { in: [...hostIds] } },
        select: { hostId: true, port: true, instanceId: true },
      });
    },
    async releasePort(hostId: string, port: number, instanceId: string): Promise<void> {
      await client.hostPort.deleteMany({ where: { hostId, port, instanceId } });
    },
    async portsOf(instanceId: string): Promise<number[]> {
      return (await client.hostPort.findMany({ where: { instanceId } })).map(({ port }) => port);
    },
  };
}
export type ResourceRepository = ReturnType<typeof createResourceRepository>;

const toHost = ({ id, kind, name, address }: Row): HostRecord => ({ id, driver: kind as HostDriver, name, address });
