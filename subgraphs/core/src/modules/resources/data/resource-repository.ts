import { type CoreDatabase, isUniqueViolation } from '@wecube/prisma';
import type { HostRecord } from '../domain/host.ts';
import { HOST_KINDS, toHost, toServer } from './server-rows.ts';

/** Hosts and the ports that are reserved on them. */
export function createResourceRepository({ client }: CoreDatabase) {
  return {
    async hosts(): Promise<HostRecord[]> {
      const rows = await client.resourceServer.findMany({
        where: { kind: { in: [...HOST_KINDS] } },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      });
      return rows.flatMap((row) => toHost(toServer(row)) ?? []);
    },
    async findHost(id: string): Promise<HostRecord | null> {
      const row = await client.resourceServer.findUnique({ where: { id } });
      return row && toHost(toServer(row));
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
