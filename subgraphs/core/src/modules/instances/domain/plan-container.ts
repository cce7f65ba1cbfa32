import { collectVariables, substituteVariables } from '@wecube/plugin-adapters/contract';
import type { PortBinding, VolumeBinding } from '../ports.ts';
import { volumesOf } from './demands.ts';
import { planPorts } from './plan-ports.ts';
import type { Confinement, RuntimeDeclaration } from './runtime.ts';
import { splitCommand } from './split-command.ts';

/** A runtime declaration with its variables resolved. */
export type ContainerPlan = {
  command: readonly string[];
  imageName: string | null;
  environment: Readonly<Record<string, string>>;
  ports: readonly PortBinding[];
  volumes: readonly VolumeBinding[];
  /** What the container finds in files, by their path in it. */
  secretFiles: readonly { path: string; content: string }[];
  confinement: Confinement;
};

/** The names of all variables in the declaration. */
export function variablesOf(runtime: RuntimeDeclaration): string[] {
  const values = runtime.environment.map(({ value }) => value);
  const files = runtime.secretFiles.map(({ value }) => value);
  return collectVariables(runtime.start, ...values, ...runtime.portBindings, ...runtime.volumeBindings, ...files);
}

/** Fills the declaration in. A variable without a value becomes empty; a binding without `:` is dropped then. */
export function planContainer(
  runtime: RuntimeDeclaration,
  values: ReadonlyMap<string, string>,
  folders: readonly string[],
): ContainerPlan {
  const fill = (text: string) => substituteVariables(text, (name) => values.get(name));
  return {
    command: splitCommand(runtime.start).map(fill),
    imageName: runtime.imageName,
    environment: Object.fromEntries(runtime.environment.map(({ name, value }) => [name, fill(value)])),
    ports: planPorts(runtime, values),
    volumes: volumesOf(runtime, values, folders).map(({ isOwn: _, ...volume }) => volume),
    secretFiles: runtime.secretFiles.map(({ name: path, value }) => ({ path, content: fill(value) })),
    confinement: runtime.confinement,
  };
}
