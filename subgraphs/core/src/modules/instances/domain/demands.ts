import { normalize, sep } from 'node:path';
import { substituteVariables } from '@wecube/plugin-adapters/contract';
import type { VolumeBinding } from '../ports.ts';
import type { RuntimeDeclaration } from './runtime.ts';

export type DemandKind = 'PRIVILEGED' | 'HOST_NETWORK' | 'CAPABILITY' | 'VOLUME';

/** What a package asks beyond the confinement of every instance. An administrator grants it by its key. */
export type Demand = { key: string; kind: DemandKind; what: string };

/**
 * What root in a container may do: be another user and have files of its own. Images start as root and step down to a
 * user of their own with these; everything else of Docker's default set is dropped.
 */
export const BASE_CAPABILITIES = ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'KILL', 'NET_BIND_SERVICE', 'SETGID', 'SETUID'];

/** Files of the machine that a container may see besides the folders for packages; read only. */
const READABLE_FILES = ['/etc/localtime'];

/** Pure: every demand of a declaration, its variables filled in. `folders` are those where packages keep their files. */
export function demandsOf(
  runtime: Pick<RuntimeDeclaration, 'confinement' | 'volumeBindings'>,
  values: ReadonlyMap<string, string>,
  folders: readonly string[],
): Demand[] {
  const { privileged, hostNetwork, capabilities } = runtime.confinement;
  const rights = capabilities.filter((name) => !BASE_CAPABILITIES.includes(name));
  const volumes = volumesOf(runtime, values, folders).filter(({ isOwn }) => !isOwn);
  return [
    ...(privileged ? [{ key: 'privileged', kind: 'PRIVILEGED', what: '' } as const] : []),
    ...(hostNetwork ? [{ key: 'host-network', kind: 'HOST_NETWORK', what: '' } as const] : []),
    ...rights.map((what) => ({ key: `capability:${what}`, kind: 'CAPABILITY', what }) as const),
    ...volumes.map(({ hostPath }) => ({ key: `volume:${hostPath}`, kind: 'VOLUME', what: hostPath }) as const),
  ];
}

/** Pure: the volumes of a declaration, and which of them lie where packages keep their files. */
export function volumesOf(
  runtime: Pick<RuntimeDeclaration, 'volumeBindings'>,
  values: ReadonlyMap<string, string>,
  folders: readonly string[],
): (VolumeBinding & { isOwn: boolean })[] {
  const fill = (text: string) => substituteVariables(text, (name) => values.get(name));
  return runtime.volumeBindings.map(fill).flatMap((binding) => parseVolume(binding, folders));
}

/** A binding without `:` is dropped: its variable has no value. */
function parseVolume(binding: string, folders: readonly string[]): (VolumeBinding & { isOwn: boolean })[] {
  const colon = binding.indexOf(':');
  if (colon < 1) return [];
  const [hostPath, rest] = [normalize(binding.slice(0, colon).trim()), binding.slice(colon + 1).trim()];
  const readOnly = READABLE_FILES.includes(hostPath) || rest.endsWith(':ro');
  const containerPath = rest.replace(/:(ro|rw)$/, '');
  const isOwn =
    READABLE_FILES.includes(hostPath) || folders.some((folder) => hostPath.startsWith(normalize(folder) + sep));
  return [{ hostPath, containerPath, readOnly, isOwn }];
}
