import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  createInProcessJobQueue,
  createInProcessPubSub,
  createLogger,
  type Logger,
  type Session,
  systemClock,
} from '@wecube/kit';
import { openCoreDatabase, requireMigrated } from '@wecube/prisma';
import { createModules } from './context-modules.ts';
import { makeDataFolder } from './data-folder.ts';
import type { CoreEnv } from './env.ts';

type ResolverClass = new (...dependencies: never[]) => object;
type Route = (request: IncomingMessage, response: ServerResponse, session: Session | null) => Promise<boolean>;

/** What a module gives to the composition root. */
export type ModuleParts = {
  /** Resolver classes with their instances. */
  resolvers?: readonly (readonly [ResolverClass, object])[];
  /** Types only reached by reference. */
  orphanedTypes?: readonly object[];
  references?: Record<string, { __resolveReference: (reference: never, context: never) => unknown }>;
  routes?: readonly Route[];
  /** Recovers and begins background work once the subgraph is served. */
  start?: () => Promise<void>;
  stop?: () => Promise<void>;
};

export type CoreContext = {
  logger: Logger;
  parts: readonly ModuleParts[];
  health: () => Promise<void>;
  routes: Route;
  start: () => Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
};

/** The composition root: the one place where modules and adapters are made and joined. */
export async function createContext(env: CoreEnv): Promise<CoreContext> {
  const logger = createLogger('core', { level: env.WECUBE_LOG_LEVEL });
  await makeDataFolder(env.WECUBE_DATA_DIR);
  const database = await openCoreDatabase(env.WECUBE_CORE_DATABASE_URL);
  await requireMigrated(database, 'core');
  const clock = systemClock;
  const pubSub = createInProcessPubSub();
  const queue = createInProcessJobQueue(clock, (error, job) =>
    logger.error({ err: error, job: job.id }, 'a job failed and is repeated'),
  );

  const parts = await createModules({ env, database, clock, pubSub, queue, logger });

  return {
    logger,
    parts,
    health: async () => {
      await database.client.$queryRawUnsafe('SELECT 1');
    },
    routes: async (request, response, session) => {
      for (const part of parts)
        for (const route of part.routes ?? []) if (await route(request, response, session)) return true;
      return false;
    },
    start: async () => {
      for (const part of parts) await part.start?.();
    },
    async [Symbol.asyncDispose]() {
      for (const part of [...parts].reverse()) await part.stop?.();
      await queue.close();
      await pubSub[Symbol.asyncDispose]();
      await database.close();
    },
  };
}
