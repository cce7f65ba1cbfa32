import { type HostRecord, sayResource } from '../../resources/index.ts';
import type { HostFacts } from '../domain/place-instance.ts';
import { NEEDING_FILES } from '../domain/status.ts';
import type { InstanceDependencies } from './dependencies.ts';

type Dependencies = Pick<InstanceDependencies, 'resources' | 'repository'>;

/** Every host with what is on it now. Only hosts that could be chosen are asked whether they answer. */
export async function readHostFacts(
  dependencies: Dependencies,
  packageName: string,
  mayAsk: (host: HostRecord) => boolean,
): Promise<HostFacts[]> {
  const { resources, repository } = dependencies;
  const hosts = await resources.hosts();
  const instances = await repository.list({ status: { in: NEEDING_FILES } });
  const holders = await resources.portHolders(hosts.map(({ id }) => id));
  return Promise.all(
    hosts.map(async (host) => {
      const there = instances.filter(({ hostId }) => hostId === host.id);
      const neighbours = new Set(hosts.filter(({ address }) => address === host.address).map(({ id }) => id));
      return {
        ...{ id: host.id, name: host.name, driver: host.driver },
        labels: labelsOf(host),
        capacity: capacityOf(host),
        used: {
          instances: there.length,
          memoryMiB: sum(there.map(({ needs }) => needs.memoryMiB ?? 0)),
          cpus: sum(there.map(({ needs }) => needs.cpus ?? 0)),
        },
        siblings: there.filter((instance) => instance.packageName === packageName).length,
        takenPorts: holders.filter(({ hostId }) => neighbours.has(hostId)).map(({ port }) => port),
        unavailable: mayAsk(host) ? await whyUnavailable(dependencies, host) : null,
      };
    }),
  );
}

async function whyUnavailable({ resources }: Dependencies, host: HostRecord): Promise<HostFacts['unavailable']> {
  if (host.state === 'DISABLED') return sayResource('SERVER_DISABLED', { server: host.name });
  const check = await resources.checkHost(host);
  return check.available ? null : (check.said ?? check.reason);
}

/** A label counts as it is and by its name alone: `zone=a` and `zone`. */
const labelsOf = ({ labels }: HostRecord): string[] =>
  labels.flatMap((label) => (label.includes('=') ? [label, label.slice(0, label.indexOf('='))] : [label]));

const capacityOf = ({ capacity }: HostRecord): HostFacts['capacity'] => ({
  instances: capacity.items ?? null,
  memoryMiB: capacity.memoryMiB ?? null,
  cpus: capacity.cpus ?? null,
});

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
