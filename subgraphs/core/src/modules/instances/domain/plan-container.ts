import { normalize, sep } from 'node:path';
import { toError } from '@wecube/kit';
import { collectVariables, substituteVariables } from '@wecube/plugin-adapters/contract';
import type { PortBinding, VolumeBinding } from '../ports.ts';
import { planPorts } from './plan-ports.ts';
import type { RuntimeDeclaration } from './runtime.ts';
import { splitCommand } from './split-command.ts';
import { sayInstance } from './texts.ts';

/** A runtime declaration with its variables resolved. */
export type ContainerPlan = {
  command: readonly string[];
  imageName: string | null;
  environment: Readonly<Record<string, string>>;
  ports: readonly PortBinding[];
  volumes: readonly VolumeBinding[];
  /** What the container finds in files, by their path in it. */
  secretFiles: readonly { path: string; content: string }[];
};

/** Files of the machine that a container may see besides the platform's data folder; read only. */
const READABLE_FILES = ['/etc/localtime'];

/** The names of all variables in the declaration. */
export function variablesOf(runtime: RuntimeDeclaration): string[] {
  const values = runtime.environment.map(({ value }) => value);
  const files = runtime.secretFiles.map(({ value }) => value);
  return collectVariables(runtime.start, ...values, ...runtime.portBindings, ...runtime.volumeBindings, ...files);
}

/**
 * Fills the declaration in. A variable without a value becomes empty; a binding without `:` is dropped then.
 * Throws VOLUME_NOT_ALLOWED when a volume lies outside of `dataDir`.
 */
export function planContainer(
  runtime: RuntimeDeclaration,
  values: ReadonlyMap<string, string>,
  dataDir: string,
): ContainerPlan {
  const fill = (text: string) => substituteVariables(text, (name) => values.get(name));
  return {
    command: splitCommand(runtime.start).map(fill),
    imageName: runtime.imageName,
    environment: Object.fromEntries(runtime.environment.map(({ name, value }) => [name, fill(value)])),
    ports: planPorts(runtime, values),
    volumes: runtime.volumeBindings.map(fill).flatMap((binding) => parseVolume(binding, dataDir)),
    secretFiles: runtime.secretFiles.map(({ name: path, value }) => ({ path, content: fill(value) })),
  };
}

function parseVolume(binding: string, dataDir: string): VolumeBinding[] {
  const colon = binding.indexOf(':');
  if (colon < 1) return [];
  const [hostPath, containerPath = ''] = [normalize(binding.slice(0, colon).trim()), binding.slice(colon + 1).trim()];
  const readOnly = READABLE_FILES.includes(hostPath);
  if (readOnly || hostPath.startsWith(normalize(dataDir) + sep)) return [{ hostPath, containerPath, readOnly }];
  throw toError(sayInstance('VOLUME_NOT_ALLOWED', { path: hostPath }));
}
