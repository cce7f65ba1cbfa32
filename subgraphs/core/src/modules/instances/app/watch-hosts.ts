import type { Logger } from '@wecube/kit';
import type { HostRecord } from '../../resources/index.ts';
import type { InstanceDependencies } from './dependencies.ts';
import type { Supervisor } from './supervise-instances.ts';

/** How often the list of hosts is compared with what is listened to; hosts come and go rarely. */
const COMPARE_EVERY_MS = 2_000;

type Dependencies = Pick<InstanceDependencies, 'resources' | 'containerHost'> & {
  logger: Logger;
  supervisor: Pick<Supervisor, 'look' | 'wake'>;
};
type Watched = { container: unknown; controller: AbortController };

/**
 * Listens to every host, so that what happens to an instance is seen when it happens and not at the next look. An event
 * is a hint only: the supervisor inspects the instance. After a gap it inspects all of them.
 */
export function createHostWatch(dependencies: Dependencies) {
  const watched = new Map<string, Watched>();
  let timer: NodeJS.Timeout | undefined;
  let stopped = true;
  const compare = async (): Promise<void> => {
    const hosts = await dependencies.resources.hosts();
    if (stopped) return;
    for (const [id, { container, controller }] of watched) {
      const host = hosts.find((one) => one.id === id);
      if (host && dependencies.containerHost(host) === container) continue;
      controller.abort();
      watched.delete(id);
    }
    for (const host of hosts) if (!watched.has(host.id)) listen(dependencies, watched, host);
  };
  const turn = async (): Promise<void> => {
    await compare().catch((error: unknown) => dependencies.logger.warn({ err: error }, 'the hosts could not be read'));
    if (!stopped) timer = setTimeout(turn, COMPARE_EVERY_MS).unref();
  };
  return {
    async start(): Promise<void> {
      stopped = false;
      await turn();
    },
    stop(): void {
      stopped = true;
      clearTimeout(timer);
      for (const { controller } of watched.values()) controller.abort();
      watched.clear();
    },
  };
}

function listen(
  { containerHost, supervisor, logger }: Dependencies,
  watched: Map<string, Watched>,
  host: HostRecord,
): void {
  const container = containerHost(host);
  if (!container) return;
  const controller = new AbortController();
  watched.set(host.id, { container, controller });
  container.watch(
    {
      changed: (instanceId) => supervisor.look(instanceId),
      resumed: () => supervisor.wake(),
      lost: () => {
        logger.warn({ host: host.name }, 'the events of a host are lost');
        supervisor.wake();
      },
    },
    controller.signal,
  );
}
