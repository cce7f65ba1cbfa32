import { toError } from '@wecube/kit';
import type { PortConflict } from '../../../resources/index.ts';
import {
  fixedPortsOf,
  monitorPortOf,
  needsAllocation,
  portVariablesOf,
  usesMonitorPort,
} from '../../domain/plan-ports.ts';
import { sayInstance } from '../../domain/texts.ts';
import type { InstanceDependencies } from '../dependencies.ts';
import { type LaunchStep, type LaunchWork, required } from '../launch-work.ts';

const TRIES = 50;

type Dependencies = Pick<InstanceDependencies, 'resources' | 'repository' | 'variables'>;

/** Reserves every port of the instance by rows that only one launch can write: the one for calls and fixed ones. */
export function portStep(dependencies: Dependencies): LaunchStep {
  const { resources, repository } = dependencies;
  return {
    key: 'port',
    async run(work) {
      const { id } = work.instance;
      const runtime = required(work.runtime, 'runtime');
      const fixed = fixedPortsOf(runtime, await bindingVariables(dependencies, work));
      const conflict = await resources.reserveExactPorts(required(work.host, 'host'), id, fixed);
      if (conflict) throw await portTaken(dependencies, work, conflict);
      const chosen = needsAllocation(runtime) ? await allocate(dependencies, work) : [];
      const ports = [...chosen, ...fixed];
      work.port = ports[0];
      await repository.setPorts(id, ports);
      return sayInstance('STEP_PORT', { port: ports.join(', ') });
    },
    async undo({ instance, containerLeft }) {
      if (containerLeft) return { en: 'its ports stay reserved', zh: '其端口保持预留' };
      const [port] = (await repository.find(instance.id))?.ports ?? [];
      await resources.releasePorts(instance.id);
      await repository.setPorts(instance.id, []);
      return port === undefined ? null : { en: `port ${port} was released`, zh: `已释放端口 ${port}` };
    },
  };
}

/** A port of its own, with the one that its exporter has a fixed distance away, when the package names that. */
async function allocate({ resources }: Dependencies, work: LaunchWork): Promise<number[]> {
  const host = required(work.host, 'host');
  const { id } = work.instance;
  for (let tried = 0; tried < TRIES; tried += 1) {
    const port = await resources.reservePort(host, id);
    if (!usesMonitorPort(required(work.runtime, 'runtime'))) return [port];
    const conflict = await resources.reserveExactPorts(host, id, [monitorPortOf(port)]);
    if (!conflict) return [port, monitorPortOf(port)];
    for (const given of [port, monitorPortOf(port)]) await resources.releasePort(host.id, given, id);
  }
  throw toError(sayInstance('NO_PAIR_OF_PORTS', { host: host.name }));
}

async function bindingVariables({ variables }: Dependencies, work: LaunchWork): Promise<Map<string, string>> {
  const values = new Map<string, string>();
  for (const name of portVariablesOf(required(work.runtime, 'runtime'))) {
    values.set(name, (await variables.effective(name, work.instance.packageName))?.value ?? '');
  }
  return values;
}

async function portTaken({ repository }: Dependencies, work: LaunchWork, { port, instanceId }: PortConflict) {
  const host = required(work.host, 'host').name;
  const holder = instanceId && (await repository.find(instanceId));
  if (holder) return toError(sayInstance('PORT_TAKEN', { port, host, instance: holder.name }));
  return toError(sayInstance('PORT_TAKEN.program', { port, host }));
}
