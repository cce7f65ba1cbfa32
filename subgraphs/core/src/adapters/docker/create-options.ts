import type { ContainerCreateOptions } from 'dockerode';
import type { ContainerSpec, VolumeBinding } from '../../modules/instances/ports.ts';

/** Containers are reached from this machine only; the router is the door for everybody else. */
const PUBLISH_ADDRESS = '127.0.0.1';
const PROCESS_LIMIT = 2_048;
const MEBIBYTE = 1024 ** 2;

export const containerName = (instanceId: string) => `wecube-${instanceId}`;

/** What Docker is told about an instance. It gets no privilege, no socket and no host network. */
export function createOptions(spec: ContainerSpec): ContainerCreateOptions {
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
      PortBindings: portBindings(spec),
      Binds: spec.volumes.map(bind),
      RestartPolicy: { Name: 'unless-stopped' },
      SecurityOpt: ['no-new-privileges'],
      PidsLimit: PROCESS_LIMIT,
      ...(spec.limits?.memoryMiB ? { Memory: spec.limits.memoryMiB * MEBIBYTE } : {}),
      ...(spec.limits?.cpus ? { NanoCpus: Math.round(spec.limits.cpus * 1e9) } : {}),
      LogConfig: { Type: 'json-file', Config: { 'max-size': '10m', 'max-file': '2' } },
    },
  };
}

function portBindings(spec: ContainerSpec): Record<string, { HostIp: string; HostPort: string }[]> {
  const bindings: Record<string, { HostIp: string; HostPort: string }[]> = {};
  for (const { hostPort, containerPort } of spec.ports) {
    const entry = { HostIp: PUBLISH_ADDRESS, HostPort: String(hostPort) };
    bindings[`${containerPort}/tcp`] = [...(bindings[`${containerPort}/tcp`] ?? []), entry];
  }
  return bindings;
}

const bind = ({ hostPath, containerPath, readOnly }: VolumeBinding) =>
  `${hostPath}:${containerPath}${readOnly ? ':ro' : ''}`;
