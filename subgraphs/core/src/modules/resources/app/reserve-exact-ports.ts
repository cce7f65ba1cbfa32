import type { Clock } from '@wecube/kit';
import type { ResourceRepository } from '../data/resource-repository.ts';
import type { HostRecord } from '../domain/host.ts';
import type { PortProbe } from '../ports.ts';

/** A port that could not be reserved, and the instance that has it; `null` when some other program listens there. */
export type PortConflict = { port: number; instanceId: string | null };

type Dependencies = {
  repository: Pick<ResourceRepository, 'reservePort' | 'portHolders' | 'hosts'>;
  probe: PortProbe;
  clock: Clock;
};

/**
 * Reserves exactly these ports of a host for an instance, or says which one is taken. Hosts at one address share its
 * ports. What was reserved before the conflict stays; `releasePorts` gives it back.
 */
export function createReserveExactPorts({ repository, probe, clock }: Dependencies) {
  return async (host: HostRecord, instanceId: string, ports: readonly number[]): Promise<PortConflict | null> => {
    for (const port of ports) {
      // The row may be the instance's own already.
      await repository.reservePort(host.id, port, instanceId, new Date(clock.now()));
      const holder = await holderOf(repository, host, port, instanceId);
      if (holder) return { port, instanceId: holder };
      if (!(await probe.isFree(host, port))) return { port, instanceId: null };
    }
    return null;
  };
}

/** Whoever else has the port at the host's address. Asked after the own row is there, so of two at once one sees it. */
export async function holderOf(
  { portHolders, hosts }: Pick<ResourceRepository, 'portHolders' | 'hosts'>,
  host: HostRecord,
  port: number,
  instanceId: string,
): Promise<string | null> {
  const neighbours = (await hosts()).filter(({ address }) => address === host.address).map(({ id }) => id);
  const holders = await portHolders([...neighbours, host.id]);
  return holders.find((holder) => holder.port === port && holder.instanceId !== instanceId)?.instanceId ?? null;
}
