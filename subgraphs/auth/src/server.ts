import 'reflect-metadata';
import { startSubgraphServer, startTelemetry } from '@wecube/kit';
import { createContext } from './context.ts';
import type { AuthEnv } from './env.ts';
import { buildAuthSchema } from './schema.ts';

export type Service = { url: string; [Symbol.asyncDispose](): Promise<void> };

/** Starts auth: opens its database, makes sure of the built-in roles and a signing key, and serves its subgraph. */
export async function startAuth({ env }: { env: AuthEnv }): Promise<Service> {
  const context = await createContext(env);
  const { schema } = await buildAuthSchema(context);
  await context.start();
  const telemetry = await startTelemetry('auth', env);
  const server = await startSubgraphServer({
    name: 'auth',
    schema,
    host: env.WECUBE_HOST,
    port: env.WECUBE_AUTH_PORT,
    internalKey: env.WECUBE_INTERNAL_KEY,
    logger: context.logger,
    telemetry,
    health: context.health,
    routes: async (request, response) => {
      for (const route of context.routes) if (await route(request, response)) return true;
      return false;
    },
  });
  context.logger.info({ url: server.url }, 'auth listens');
  return {
    url: server.url,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await context[Symbol.asyncDispose]();
      await telemetry[Symbol.asyncDispose]();
    },
  };
}
