import { toError } from '@wecube/kit';
import type { Manifest } from '@wecube/plugin-adapters/contract';
import type { HostDriver } from '../ports.ts';
import { sayInstance } from './texts.ts';

type Variable = { name: string; value: string };

/** What a manifest says about running on one kind of host, before its variables are resolved. */
export type RuntimeDeclaration = {
  start: string;
  imageName: string | null;
  environment: readonly Variable[];
  portBindings: readonly string[];
  volumeBindings: readonly string[];
  /** What the container finds in files and not in its environment, by path. */
  secretFiles: readonly Variable[];
  confinement: Confinement;
  /** Path that answers when the instance is ready; empty: a TCP connection is enough. */
  healthPath: string;
};

/** How an instance is shut off from its host, as far as the manifest says. */
export type Confinement = {
  privileged: boolean;
  hostNetwork: boolean;
  /** Beyond those that every container has. */
  capabilities: readonly string[];
  readOnlyRoot: boolean;
};

export const CONFINED: Confinement = { privileged: false, hostNetwork: false, capabilities: [], readOnlyRoot: false };

/** Kinds of hosts that the manifest can run on, the simpler one first. */
export function supportedDrivers(manifest: Manifest): HostDriver[] {
  const drivers: HostDriver[] = [];
  if (manifest.resources.process.some(({ start }) => start !== '')) drivers.push('PROCESS');
  if (manifest.resources.docker.some(({ imageName }) => imageName !== '')) drivers.push('DOCKER');
  return drivers;
}

/** Where WeCube takes only one element of a kind, it is the last. */
export function runtimeFor(manifest: Manifest, driver: HostDriver): RuntimeDeclaration {
  const { process, docker } = manifest.resources;
  const ofProcess = process.at(-1);
  const ofDocker = docker.at(-1);
  if (driver === 'PROCESS' && ofProcess) {
    const { start, healthPath, envVariables } = ofProcess;
    return {
      start,
      healthPath,
      environment: envVariables,
      imageName: null,
      portBindings: [],
      volumeBindings: [],
      secretFiles: [],
      confinement: CONFINED,
    };
  }
  if (driver === 'DOCKER' && ofDocker) {
    const { imageName, portBindings, volumeBindings, envVariables, secretFiles } = ofDocker;
    const { privileged, hostNetwork, capabilities, readOnlyRoot } = ofDocker;
    return {
      ...{ start: '', healthPath: ofProcess?.healthPath ?? '', imageName, portBindings, volumeBindings, secretFiles },
      environment: envVariables,
      confinement: { privileged, hostNetwork, capabilities, readOnlyRoot },
    };
  }
  const { name, version } = manifest;
  throw toError(sayInstance('DRIVER_NOT_SUPPORTED', { name, version, driver }));
}
