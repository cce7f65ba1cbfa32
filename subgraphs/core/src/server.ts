import 'reflect-metadata';
import { startSubgraphServer, startTelemetry } from '@wecube/kit';
import { createContext } from './context.ts';
import type { CoreEnv } from './env.ts';
import { buildCoreSchema } from './schema.ts';

export type Service = { url: string; [Symbol.asyncDispose](): Promise<void> };

/** Starts core: opens its database, recovers what was in flight, and serves its subgraph. */
export async function startCore({ env }: { env: CoreEnv }): Promise<Service> {
  const context = await createContext(env);
  const { schema } = await buildCoreSchema(context);
  const telemetry = await startTelemetry('core', env);
  const server = await startSubgraphServer({
    name: 'core',
    schema,
    host: env.WECUBE_HOST,
    port: env.WECUBE_CORE_PORT,
    internalKey: env.WECUBE_INTERNAL_KEY,
    logger: context.logger,
    telemetry,
    health: context.health,
    routes: context.routes,
  });
  await context.start();
  context.logger.info({ url: server.url }, 'core listens');
  return {
    url: server.url,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await context[Symbol.asyncDispose]();
      await telemetry[Symbol.asyncDispose]();
    },
  };
}
