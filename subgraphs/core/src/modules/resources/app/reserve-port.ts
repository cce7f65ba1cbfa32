import { randomInt } from 'node:crypto';
import { type Clock, toError } from '@wecube/kit';
import type { ResourceRepository } from '../data/resource-repository.ts';
import { FIRST_PORT, type HostRecord, LAST_PORT, portsFrom } from '../domain/host.ts';
import { sayResource } from '../domain/texts.ts';
import type { PortProbe } from '../ports.ts';
import { holderOf } from './reserve-exact-ports.ts';

type Dependencies = { repository: ResourceRepository; probe: PortProbe; clock: Clock };

/** Gives an instance a port of a host that nobody else has: first the row that only one can write, then the probe. */
export function createReservePort({ repository, probe, clock }: Dependencies) {
  return async (host: HostRecord, instanceId: string): Promise<number> => {
    for (const port of portsFrom(randomInt(LAST_PORT - FIRST_PORT + 1))) {
      if (!(await probe.isFree(host, port))) continue;
      if (!(await repository.reservePort(host.id, port, instanceId, new Date(clock.now())))) continue;
      // Another host at the same address may have given it away at the same moment.
      if (!(await holderOf(repository, host, port, instanceId))) return port;
      await repository.releasePort(host.id, port, instanceId);
    }
    throw toError(sayResource('NO_FREE_PORT', { host: host.name, first: FIRST_PORT, last: LAST_PORT }));
  };
}
