import { toError } from '@wecube/kit';
import { collectVariables, substituteVariables } from '@wecube/plugin-adapters/contract';
import type { PortBinding } from '../ports.ts';
import type { RuntimeDeclaration } from './runtime.ts';
import { sayInstance } from './texts.ts';

/** Distance between an instance's port and the one its exporter may use; fixed by the protocol. */
const MONITOR_PORT_OFFSET = 10_000;
export const monitorPortOf = (port: number): number => port + MONITOR_PORT_OFFSET;

const OF_THE_LAUNCH = ['ALLOCATE_PORT', 'MONITOR_PORT'];

/** Variables that must be known before ports can be reserved: those of the bindings, but what follows from the port. */
export const portVariablesOf = ({ portBindings }: RuntimeDeclaration): string[] =>
  collectVariables(...portBindings).filter((name) => !OF_THE_LAUNCH.includes(name));

/** Whether a port must be chosen; a package that binds fixed ports only takes none. */
export const needsAllocation = ({ portBindings }: RuntimeDeclaration): boolean =>
  portBindings.length === 0 || collectVariables(...portBindings).some((name) => OF_THE_LAUNCH.includes(name));

/** Whether the exporter's port is named anywhere in the declaration, so that it must be reserved too. */
export const usesMonitorPort = ({ start, environment, portBindings, volumeBindings }: RuntimeDeclaration): boolean =>
  collectVariables(start, ...environment.map(({ value }) => value), ...portBindings, ...volumeBindings).includes(
    'MONITOR_PORT',
  );

/** Ports of the host that the manifest fixes, whatever port is allocated. */
export function fixedPortsOf(runtime: RuntimeDeclaration, values: ReadonlyMap<string, string>): number[] {
  const fixed = runtime.portBindings.filter(
    (binding) => !collectVariables(binding).some((name) => OF_THE_LAUNCH.includes(name)),
  );
  const bindings = fixed.flatMap((binding) => parseBinding(substituteVariables(binding, (name) => values.get(name))));
  return [...new Set(bindings.map(({ hostPort }) => hostPort))];
}

/** All bindings, filled in. One that has no `:` then is dropped. Throws PORT_BINDING_INVALID. */
export function planPorts(runtime: RuntimeDeclaration, values: ReadonlyMap<string, string>): PortBinding[] {
  return runtime.portBindings
    .map((binding) => substituteVariables(binding, (name) => values.get(name)))
    .flatMap(parseBinding);
}

function parseBinding(binding: string): PortBinding[] {
  const [host, container] = binding.split(':').map((part) => part.trim());
  if (!container) return [];
  const ports = { hostPort: Number(host), containerPort: Number(container) };
  if (isPort(ports.hostPort) && isPort(ports.containerPort)) return [ports];
  throw toError(sayInstance('PORT_BINDING_INVALID', { binding }));
}

const isPort = (port: number) => Number.isInteger(port) && port > 0 && port < 65_536;
