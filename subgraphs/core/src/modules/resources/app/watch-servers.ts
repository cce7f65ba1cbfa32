import type { Clock, Logger, PubSub } from '@wecube/kit';
import type { ServerRepository } from '../data/server-repository.ts';
import type { ServerRecord } from '../domain/server.ts';
import type { HostCheck } from '../ports.ts';
import type { ServerHealth, ServerWatch } from './dependencies.ts';
import { publishServer } from './publish-change.ts';

type Dependencies = {
  repository: ServerRepository;
  ask(server: ServerRecord): Promise<HostCheck>;
  clock: Clock;
  pubSub: PubSub;
  logger: Logger;
  intervalMs: number;
};

/** Asks every server in turn whether it can be used, and tells subscribers when an answer changes. */
export function createServerWatch(dependencies: Dependencies): ServerWatch & { start(): void; stop(): Promise<void> } {
  const { repository, clock, pubSub, logger, intervalMs } = dependencies;
  const seen = new Map<string, ServerHealth>();
  let timer: NodeJS.Timeout | undefined;
  let turn: Promise<void> = Promise.resolve();
  let isStopped = false;
  const look = async (server: ServerRecord): Promise<ServerHealth> => {
    const check = await ask(dependencies, server);
    const before = seen.get(server.id);
    const health = { check, at: new Date(clock.now()) };
    seen.set(server.id, health);
    if (!before || !isSame(before.check, check)) publishServer({ pubSub, at: health.at }, 'HEALTH', server);
    return health;
  };
  const takeTurn = async (): Promise<void> => {
    const servers = await repository.list();
    for (const id of seen.keys()) if (!servers.some((server) => server.id === id)) seen.delete(id);
    await Promise.all(servers.map(look));
  };
  const next = (): void => {
    turn = takeTurn()
      .catch((error: unknown) => logger.error({ err: error }, 'the resource servers could not be looked at'))
      .finally(() => {
        if (!isStopped) timer = setTimeout(next, intervalMs).unref();
      });
  };
  return {
    healthOf: (id) => seen.get(id) ?? null,
    look,
    forget: (id) => seen.delete(id),
    start: next,
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await turn;
    },
  };
}

async function ask(dependencies: Dependencies, server: ServerRecord): Promise<HostCheck> {
  try {
    return await dependencies.ask(server);
  } catch (error) {
    return { available: false, reason: (error as Error).message };
  }
}

function isSame(one: HostCheck, other: HostCheck): boolean {
  if (one.available || other.available) {
    return one.available && other.available && one.version === other.version;
  }
  return one.reason === other.reason;
}
