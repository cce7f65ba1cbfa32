import { sayInstance } from '../../domain/texts.ts';
import type { InstanceDependencies } from '../dependencies.ts';
import { type LaunchStep, required } from '../launch-work.ts';

/** Reserves the port by a row that only one launch can write. */
export function portStep({
  resources,
  repository,
}: Pick<InstanceDependencies, 'resources' | 'repository'>): LaunchStep {
  return {
    key: 'port',
    async run(work) {
      work.port = await resources.reservePort(required(work.host, 'host'), work.instance.id);
      await repository.setPort(work.instance.id, work.port);
      return sayInstance('STEP_PORT', { port: work.port });
    },
    async undo({ instance, port }) {
      await resources.releasePorts(instance.id);
      await repository.setPort(instance.id, null);
      return port === undefined ? null : { en: `port ${port} was released`, zh: `已释放端口 ${port}` };
    },
  };
}
