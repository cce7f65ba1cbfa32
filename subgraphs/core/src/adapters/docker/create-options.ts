import type { ContainerCreateOptions, HostConfig } from 'dockerode';
import { BASE_CAPABILITIES } from '../../modules/instances/domain/demands.ts';
import type { ContainerSpec, VolumeBinding } from '../../modules/instances/ports.ts';

const PROCESS_LIMIT = 2_048;
const MEBIBYTE = 1024 ** 2;

export const containerName = (instanceId: string) => `wecube-${instanceId}`;

/** What is known of the engine and of the image when a container is made. */
export type EngineFacts = {
  cpus: number;
  memoryBytes: number;
  /** The user that the image starts as; empty is root. */
  user: string;
  labels: Readonly<Record<string, string>>;
};

/** An image with this label is content with a root that it cannot write to. */
const READ_ONLY_LABEL = 'wecube.read-only-root';
/** What such an image may write to besides its volumes; gone with the container. */
const SCRATCH = { '/tmp': 'rw,nosuid,nodev,size=256m', '/run': 'rw,nosuid,nodev,size=64m' };

/**
 * What Docker is told about an instance: no privilege, no socket, a network of its own, hardly a capability, and limits
 * on memory, processors and processes. Only what its package was granted goes beyond that.
 */
export function createOptions(spec: ContainerSpec, facts: EngineFacts, publishAddress: string): ContainerCreateOptions {
  return {
    name: containerName(spec.instanceId),
    Image: spec.imageName ?? '',
    Env: Object.entries(spec.environment).map(([name, value]) => `${name}=${value}`),
    Labels: {
      'wecube.instance': spec.instanceId,
      'wecube.package': spec.packageName,
      'wecube.version': spec.version,
    },
    ExposedPorts: Object.fromEntries(spec.ports.map(({ containerPort }) => [`${containerPort}/tcp`, {}])),
    HostConfig: {
      PortBindings: portBindings(spec, publishAddress),
      Binds: spec.volumes.map(bind),
      RestartPolicy: { Name: 'unless-stopped' },
      SecurityOpt: ['no-new-privileges'],
      ...rightsOf(spec, facts),
      ...limitsOf(spec, facts),
      LogConfig: { Type: 'json-file', Config: { 'max-size': '10m', 'max-file': '2' } },
    },
  };
}

function rightsOf({ confinement }: ContainerSpec, { user, labels }: EngineFacts): Partial<HostConfig> {
  // A user who is not root has no use for a capability that was not asked for.
  const base = user === '' || /^(root|0)(:|$)/.test(user) ? BASE_CAPABILITIES : [];
  const readOnly = confinement?.readOnlyRoot || labels[READ_ONLY_LABEL] === 'true';
  return {
    Privileged: confinement?.privileged ?? false,
    CapDrop: ['ALL'],
    CapAdd: [...new Set([...base, ...(confinement?.capabilities ?? [])])],
    ...(confinement?.hostNetwork && { NetworkMode: 'host' }),
    ...(readOnly && { ReadonlyRootfs: true, Tmpfs: SCRATCH }),
  };
}

/** Never more than the engine has: it would refuse the container. Swap would let it go beyond its memory. */
function limitsOf({ limits }: ContainerSpec, { cpus, memoryBytes }: EngineFacts): Partial<HostConfig> {
  const memory = limits?.memoryMiB ? Math.min(limits.memoryMiB * MEBIBYTE, memoryBytes) : 0;
  return {
    PidsLimit: PROCESS_LIMIT,
    ...(memory > 0 && { Memory: memory, MemorySwap: memory }),
    ...(limits?.cpus && { NanoCpus: Math.round(Math.min(limits.cpus, cpus) * 1e9) }),
  };
}

function portBindings(
  spec: ContainerSpec,
  publishAddress: string,
): Record<string, { HostIp: string; HostPort: string }[]> {
  const bindings: Record<string, { HostIp: string; HostPort: string }[]> = {};
  for (const { hostPort, containerPort } of spec.ports) {
    const entry = { HostIp: publishAddress, HostPort: String(hostPort) };
    bindings[`${containerPort}/tcp`] = [...(bindings[`${containerPort}/tcp`] ?? []), entry];
  }
  return bindings;
}

const bind = ({ hostPath, containerPath, readOnly }: VolumeBinding) =>
  `${hostPath}:${containerPath}${readOnly ? ':ro' : ''}`;
