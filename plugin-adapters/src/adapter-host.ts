import { createLogger, type Logger, startTelemetry } from '@wecube/kit';
import { createWecubeRestClient } from '../wecube-rest/index.ts';
import { CompositionReports } from './composition-reports.ts';
import { CoreRegistry, type RegistryPackage } from './core-registry.ts';
import type { AdapterEnv } from './env.ts';
import { EveryGraph } from './every-graph.ts';
import { GraphMembership } from './graph-membership.ts';
import { NativeSubgraphs } from './native-subgraphs.ts';
import { PackageSubgraphs } from './package-subgraphs.ts';
import { RouterGraph } from './router-graph.ts';
import { SerialTask } from './serial-task.ts';
import { serveSubgraphs } from './serve-subgraphs.ts';

export type Service = { url: string; [Symbol.asyncDispose](): Promise<void> };

/** The router may have been restarted without what joined it, and core's hints may be lost. */
const CHECK_EVERY_MS = 10_000;
const RETRY_MS = 500;

/**
 * Serves one subgraph per active package, generated or the plugin's own, and keeps them in the router's graph.
 * It starts whether or not core and the router are there, and catches up when they are.
 */
export async function startAdapterHost({ env }: { env: AdapterEnv }): Promise<Service> {
  const logger = createLogger('adapters', { level: env.WECUBE_LOG_LEVEL });
  const internalKey = env.WECUBE_INTERNAL_KEY;
  const core = new CoreRegistry({ url: env.WECUBE_CORE_URL, internalKey, logger });
  const routers = env.WECUBE_ROUTER_INTERNAL_URL.map((url) => new RouterGraph({ url, internalKey }));
  let packages = new Map<string, RegistryPackage>();
  const client = createWecubeRestClient({
    targets: async (name) => packages.get(name)?.targets ?? [],
    token: async (name) => packages.get(name)?.token ?? '',
    logger,
  });
  const subgraphs = new PackageSubgraphs(client);
  const native = new NativeSubgraphs(client);
  const telemetry = await startTelemetry('adapters', env);
  const server = await serveSubgraphs({
    host: env.WECUBE_HOST,
    port: env.WECUBE_ADAPTERS_PORT,
    internalKey,
    logger,
    telemetry,
    find: (name) => native.find(name) ?? subgraphs.find(name),
    health: () => undefined,
  });
  const urlOf = (name: string) => `${server.url}/subgraphs/${encodeURIComponent(name)}/graphql`;
  const reports = new CompositionReports(core, logger);
  const membership = new EveryGraph(routers.map((router) => new GraphMembership({ router, logger, urlOf })));

  const refresh = new SerialTask(
    async () => {
      const registry = await core.packages();
      for (const name of packages.keys()) {
        if (!registry.some((entry) => entry.name === name)) reports.forget(name);
      }
      packages = new Map(registry.map((entry) => [entry.name, entry]));
      const failed = [...subgraphs.follow(registry), ...(await native.follow(registry))];
      const failures = new Map(failed.map(({ packageName, error }) => [packageName, error]));
      const served = [...subgraphs.all(), ...native.all()];
      await membership.settle(served);
      for (const subgraph of served.filter(({ packageName }) => !failures.has(packageName))) {
        await reports.report(subgraph.packageName, membership.errorOf(subgraph));
      }
      for (const [packageName, error] of failures) {
        await reports.report(packageName, error);
      }
    },
    { retryMs: RETRY_MS, onFailure: noteFailure(logger) },
  );
  const watch = core.watch(() => refresh.request());
  const timer = setInterval(() => refresh.request(), CHECK_EVERY_MS);
  refresh.request();

  return {
    url: server.url,
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await watch.dispose();
      await refresh.stop();
      await server[Symbol.asyncDispose]();
      await client[Symbol.asyncDispose]();
      await telemetry[Symbol.asyncDispose]();
    },
  };
}

/** Says once that core or the router is missing, and once that they are back; the tries between are not news. */
function noteFailure(logger: Logger): (error: unknown | null) => void {
  let failing = false;
  return (error) => {
    if (error !== null && !failing) {
      logger.warn({ err: error }, 'the graph cannot be brought up to date yet');
    }
    if (error === null && failing) {
      logger.info('the graph is up to date again');
    }
    failing = error !== null;
  };
}
