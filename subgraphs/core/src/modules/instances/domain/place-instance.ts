import type { Said } from '@wecube/kit';
import type { HostDriver } from '../ports.ts';
import type { InstanceNeeds } from './instance.ts';
import { sayInstance } from './texts.ts';

/** What is known of a host when an instance looks for a place. `null` in a capacity: nobody set a limit. */
export type HostFacts = {
  id: string;
  name: string;
  driver: HostDriver;
  labels: readonly string[];
  capacity: HostLoad<number | null>;
  used: HostLoad<number>;
  /** Instances of the same package on it. */
  siblings: number;
  /** Ports of its address that are reserved. */
  takenPorts: readonly number[];
  /** Why nothing can be put on it now; `null` when it can. */
  unavailable: Said | string | null;
};
export type HostLoad<T> = { instances: T; memoryMiB: T; cpus: T };

export type PlacementNeeds = Pick<InstanceNeeds, 'memoryMiB' | 'cpus' | 'labels'> & {
  /** Kinds of hosts that can run the package, the preferred one first. */
  drivers: readonly HostDriver[];
  fixedPorts: readonly number[];
};

/** Whether an instance may go to a host; else why not. */
export type HostVerdict = { host: HostFacts; refusal: Said | null };

/** Pure: every host with why it will not do, the best that will first. */
export function judgeHosts(hosts: readonly HostFacts[], needs: PlacementNeeds): HostVerdict[] {
  const verdicts = hosts.map((host) => ({ host, refusal: refusalOf(host, needs) }));
  return verdicts.sort((left, right) => compare(left, right, needs));
}

/** Pure: the best host of these and why it was taken; `null` when none will do. */
export function placeInstance(
  verdicts: readonly HostVerdict[],
  packageName: string,
): { hostId: string; reason: Said } | null {
  const suitable = verdicts.filter(({ refusal }) => refusal === null).map(({ host }) => host);
  const [best, next] = suitable;
  if (!best) return null;
  const facts = { host: best.name, name: packageName, siblings: best.siblings, instances: best.used.instances };
  if (!next) return { hostId: best.id, reason: sayInstance('PLACED.only', facts) };
  if (next.driver !== best.driver) return { hostId: best.id, reason: sayInstance('PLACED.driver', facts) };
  if (next.siblings > best.siblings) return { hostId: best.id, reason: sayInstance('PLACED.spread', facts) };
  const percent = Math.round(freeShare(best) * 100);
  return { hostId: best.id, reason: sayInstance('PLACED.free', { ...facts, percent }) };
}

function refusalOf(host: HostFacts, needs: PlacementNeeds): Said | null {
  const { name, capacity, used } = host;
  if (!needs.drivers.includes(host.driver)) return sayInstance('HOST_UNFIT.driver', { host: name });
  if (host.unavailable !== null) return sayInstance('HOST_UNAVAILABLE', { host: name, reason: host.unavailable });
  const missing = needs.labels.filter((label) => !host.labels.includes(label));
  if (missing.length > 0) return sayInstance('HOST_UNFIT.labels', { host: name, labels: missing });
  const port = needs.fixedPorts.find((wanted) => host.takenPorts.includes(wanted));
  if (port !== undefined) return sayInstance('HOST_UNFIT.port', { host: name, port });
  if (isFull(capacity.instances, used.instances, 1))
    return sayInstance('HOST_UNFIT.instances', { host: name, most: capacity.instances });
  if (isFull(capacity.memoryMiB, used.memoryMiB, needs.memoryMiB ?? 0))
    return sayInstance('HOST_UNFIT.memory', { host: name, most: capacity.memoryMiB, used: used.memoryMiB });
  if (isFull(capacity.cpus, used.cpus, needs.cpus ?? 0))
    return sayInstance('HOST_UNFIT.cpus', { host: name, most: capacity.cpus, used: used.cpus });
  return null;
}

const isFull = (most: number | null, used: number, more: number) => most !== null && used + more > most;

function compare(left: HostVerdict, right: HostVerdict, { drivers }: PlacementNeeds): number {
  const [one, other] = [left.host, right.host];
  return (
    Number(left.refusal !== null) - Number(right.refusal !== null) ||
    drivers.indexOf(one.driver) - drivers.indexOf(other.driver) ||
    one.siblings - other.siblings ||
    freeShare(other) - freeShare(one) ||
    one.used.instances - other.used.instances
  );
}

/** The scarcest resource decides. A host without limits counts as free. */
function freeShare({ capacity, used }: HostFacts): number {
  const shares = (['instances', 'memoryMiB', 'cpus'] as const).flatMap((key) => {
    const most = capacity[key];
    return most ? [Math.max(0, most - used[key]) / most] : [];
  });
  return Math.min(1, ...shares);
}
