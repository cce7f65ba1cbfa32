import type { InstanceDependencies } from '../dependencies.ts';
import { type LaunchStep, required } from '../launch-work.ts';

/** Makes the container. */
export function createStep({ settings }: Pick<InstanceDependencies, 'settings'>): LaunchStep {
  return {
    key: 'create',
    async run(work) {
      const { id: instanceId, packageName, packageVersion: version, needs } = work.instance;
      await required(work.container, 'host').create({
        instanceId,
        packageName,
        version,
        limits: {
          memoryMiB: needs.memoryMiB ?? settings.defaultMemoryMiB,
          cpus: needs.cpus ?? settings.defaultCpus,
        },
        ...required(work.plan, 'plan'),
      });
      return null;
    },
    async undo({ instance, container }) {
      await container?.remove(instance.id);
      return { en: 'the container was removed', zh: '已删除容器' };
    },
  };
}

/** Starts the container. */
export function startStep({ settings }: Pick<InstanceDependencies, 'settings'>): LaunchStep {
  return {
    key: 'start',
    async run(work) {
      await required(work.container, 'host').start(work.instance.id);
      return null;
    },
    async undo({ instance, container }) {
      await container?.stop(instance.id, settings.stopGraceMs);
      return { en: 'it was stopped', zh: '已停止' };
    },
  };
}
